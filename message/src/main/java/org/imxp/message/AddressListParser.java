package org.imxp.message;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the addresses of one header value: RFC 822 section 6.1 with URIs for its addr-specs.
 *
 * <p>It takes any text. A parenthesis opens a comment only where a word could start, since URIs have parentheses too.
 */
final class AddressListParser {
    private final String value;
    private final List<MailboxAddress> found = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private String uri = "";
    private boolean quoted;
    private int at;

    AddressListParser(String value) {
        this.value = value;
    }

    List<MailboxAddress> addresses() {
        while (at < value.length()) {
            char c = value.charAt(at++);
            switch (c) {
                case '"' -> quotedString();
                case '<' -> bracketed();
                case ',' -> finish();
                case '(' -> parenthesis();
                default -> words.append(c);
            }
        }
        finish();
        return List.copyOf(found);
    }

    private void quotedString() {
        quoted = true;
        while (at < value.length()) {
            char c = value.charAt(at++);
            if (c == '"') {
                return;
            }
            words.append(c == '\\' && at < value.length() ? value.charAt(at++) : c);
        }
    }

    private void bracketed() {
        int end = value.indexOf('>', at);
        String inside = value.substring(at, end < 0 ? value.length() : end).strip();
        at = end < 0 ? value.length() : end + 1;
        if (uri.isEmpty()) {
            uri = inside;
        }
    }

    private void parenthesis() {
        boolean startsWord = words.isEmpty() || Character.isWhitespace(words.charAt(words.length() - 1));
        if (!startsWord) {
            words.append('(');
            return;
        }
        int depth = 1;
        while (at < value.length() && depth > 0) {
            char c = value.charAt(at++);
            switch (c) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\\' -> at++;
                default -> {}
            }
        }
    }

    private void finish() {
        String text = Lines.unfold(words.toString());
        boolean isUri = uri.isEmpty() && !quoted && text.chars().noneMatch(Character::isWhitespace);
        String phrase = isUri ? "" : text;
        String address = isUri ? text : uri;
        if (!phrase.isEmpty() || !address.isEmpty()) {
            found.add(new MailboxAddress(phrase, address));
        }
        words.setLength(0);
        uri = "";
        quoted = false;
    }
}
