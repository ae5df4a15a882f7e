package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The directives of a DIGEST-MD5 message (RFC 2831 section 7). Values are as on the wire, each character one octet, since it is
 * octets that are hashed; quotes and the backslashes of quoted pairs are gone.
 */
record Directives(List<Directive> all) {
    /** One of them, its name in lower case. */
    record Directive(String name, String value) {}

    static Directives parse(byte[] message) {
        return new Parser(new String(message, ISO_8859_1)).parse();
    }

    List<String> values(String name) {
        return all.stream()
                .filter(directive -> directive.name().equals(name))
                .map(Directive::value)
                .toList();
    }

    /** The value of a directive that may come once at most. */
    Optional<String> atMostOnce(String name) {
        var values = values(name);
        if (values.size() > 1) {
            throw new SaslSyntaxException("directive " + name + " comes " + values.size() + " times, one is allowed");
        }
        return values.stream().findFirst();
    }

    /** The value of a directive that has to come exactly once, and to have a value. */
    String once(String name) {
        return atMostOnce(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new SaslSyntaxException("directive " + name + " is missing or empty"));
    }

    /** Whether values are UTF-8; ISO 8859-1 else. */
    boolean isUtf8() {
        var charset = atMostOnce("charset");
        if (charset.isPresent() && !charset.get().equalsIgnoreCase("utf-8")) {
            throw new SaslSyntaxException("directive charset is not utf-8");
        }
        return charset.isPresent();
    }

    /** What a value says, by the charset of the message. */
    String text(String wire) {
        return isUtf8() ? WireText.utf8(wire.getBytes(ISO_8859_1)) : wire;
    }

    /** A quoted string. */
    static String quote(String wire) {
        return "\"" + wire.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Reads from left to right, once. */
    private static final class Parser {
        private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t\r\n";

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Directives parse() {
            var found = new ArrayList<Directive>();
            skipSpace();
            while (at < text.length()) {
                if (text.charAt(at) != ',') {
                    found.add(directive());
                    skipSpace();
                    expectEndOrComma();
                }
                at++;
                skipSpace();
            }
            return new Directives(List.copyOf(found));
        }

        private Directive directive() {
            var name = token().toLowerCase(Locale.ROOT);
            skipSpace();
            if (at >= text.length() || text.charAt(at) != '=') {
                throw new SaslSyntaxException("a directive's name is not followed by an equals sign");
            }
            at++;
            skipSpace();
            return new Directive(name, at < text.length() && text.charAt(at) == '"' ? quoted() : token());
        }

        private String token() {
            var start = at;
            while (at < text.length() && isTokenCharacter(text.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw new SaslSyntaxException("a directive's name or value is missing at octet " + at);
            }
            return text.substring(start, at);
        }

        private String quoted() {
            var value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\') {
                    at++;
                }
                if (at < text.length()) {
                    value.append(text.charAt(at++));
                }
            }
            if (at >= text.length()) {
                throw new SaslSyntaxException("a quoted value does not end");
            }
            at++;
            return value.toString();
        }

        private void skipSpace() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private void expectEndOrComma() {
            if (at < text.length() && text.charAt(at) != ',') {
                throw new SaslSyntaxException("directives are not separated by a comma at octet " + at);
            }
        }

        private static boolean isTokenCharacter(char c) {
            return c > 0x20 && c < 0x7f && SEPARATORS.indexOf(c) < 0;
        }
    }
}
