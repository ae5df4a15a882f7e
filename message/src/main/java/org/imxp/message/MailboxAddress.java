package org.imxp.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An address of a header: a URI, a phrase before it, or both.
 *
 * <p>{@code im:fred@example.com} and {@code Fred Flintstone <im:fred@example.com>} are addresses. What names nobody by a
 * URI is kept as a phrase alone.
 *
 * @param phrase a name for people; empty if there is none
 * @param uri the URI, with whatever RFC 2396 does not allow escaped; empty if there is none
 */
public record MailboxAddress(String phrase, String uri) {
    private static final String PHRASE_SPECIALS = "()<>@,;:\\\"[]";

    /**
     * Escapes the URI where it must be; a comma too if no phrase comes before it, since commas part addresses.
     *
     * @throws MessageFault with 501 if both are empty
     */
    public MailboxAddress {
        phrase = Lines.unfold(phrase);
        uri = Percent.complete(uri.strip(), phrase.isEmpty() ? Percent.URI.replace(",", "") : Percent.URI);
        if (phrase.isEmpty() && uri.isEmpty()) {
            throw MessageFault.invalid("An address has neither a URI nor a phrase.");
        }
    }

    /**
     * Reads one address.
     *
     * @param text a URI, or a phrase and a URI in angle brackets
     * @return the address
     * @throws MessageFault with 501 if it is none or more than one
     */
    public static MailboxAddress of(String text) {
        List<MailboxAddress> list = list(text);
        if (list.size() != 1) {
            throw MessageFault.invalid(MessageFault.shown(text) + " holds " + list.size() + " addresses, not one.");
        }
        return list.getFirst();
    }

    /**
     * Reads the addresses of a header value, parted by commas.
     *
     * @param value any text
     * @return the addresses; what has no URI is a phrase alone
     */
    public static List<MailboxAddress> list(String value) {
        return new AddressListParser(value).addresses();
    }

    /**
     * The inbox of an endpoint.
     *
     * @param entity an endpoint such as {@code fred@example.com}
     * @return its {@code im:} URI, without a phrase
     */
    public static MailboxAddress inbox(String entity) {
        int at = entity.lastIndexOf('@');
        String local = Percent.encode(entity.substring(0, Math.max(at, 0)), ";/:&=+$-_.!~*'()");
        return new MailboxAddress("", MessageNames.INBOX_SCHEME + ":" + local + entity.substring(Math.max(at, 0)));
    }

    /**
     * The endpoint that the URI names: its local part without escapes, its domain in lower case.
     *
     * @return {@code local@domain}, or nothing if the scheme is not im, apex, imxp or mailto
     */
    public Optional<String> entity() {
        int colon = uri.indexOf(':');
        int at = uri.lastIndexOf('@', end(uri));
        if (at <= colon + 1
                || at == end(uri) - 1
                || colon < 0
                || !MessageNames.ADDRESS_SCHEMES.contains(
                        uri.substring(0, colon).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String domain = uri.substring(at + 1, end(uri)).toLowerCase(Locale.ROOT);
        return Percent.decode(uri.substring(colon + 1, at)).map(local -> local + "@" + domain);
    }

    /** The address as a header value has it. */
    @Override
    public String toString() {
        if (uri.isEmpty()) {
            return quoted();
        }
        if (phrase.isEmpty()) {
            // A bare URI that starts with a parenthesis would be read as a comment.
            return uri.startsWith("(") ? "<" + uri + ">" : uri;
        }
        boolean plain = phrase.chars().noneMatch(c -> PHRASE_SPECIALS.indexOf(c) >= 0);
        return (plain ? phrase : quoted()) + " <" + uri + ">";
    }

    private String quoted() {
        return '"' + phrase.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Where the query or the fragment of a URI begins, such as the headers of a mailto URI. */
    private static int end(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) == '?' || uri.charAt(i) == '#') {
                return i;
            }
        }
        return uri.length();
    }
}
