package org.imxp.bench.presence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Something that the presence service said, as far as it matters here. It is looked for, not parsed: that would cost the one who
 * measures more than what is measured.
 *
 * @param kind what it is
 * @param transId the transaction-identifier
 * @param text all of it
 */
record Said(Kind kind, int transId, String text) {
    /** What endpoints are called, before their number. */
    static final String ENDPOINT = "endpoint";
    /** What a tuple says, before the number of the change. */
    static final String CHANGE = "urn:change:";

    /** What it is. */
    enum Kind {
        /** An entry: the answer to a question, or a change. */
        ENTRY("<publish "),
        /** What became of a request. */
        REPLY("<reply "),
        /** A subscription has ended. */
        TERMINATE("<terminate "),
        /** Nothing that is expected here. */
        OTHER("<");

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }
    }

    static Said of(byte[] payload) {
        var text = new String(payload, StandardCharsets.ISO_8859_1);
        for (var kind : Kind.values()) {
            int at = text.indexOf(kind.tag);
            if (at >= 0) {
                var element = text.substring(at);
                return new Said(kind, number(element, "transID='"), element);
            }
        }
        throw new IllegalArgumentException("no element in \"" + text + "\"");
    }

    /** The number of the endpoint whose entry it is. */
    int publisher() {
        return number(text, "publisher='" + ENDPOINT);
    }

    /** The number of the change; 0 for an entry that nobody has published. */
    int change() {
        return number(text, CHANGE);
    }

    /** The code of a reply or an end. */
    int code() {
        return number(text, "code='");
    }

    Instant lastUpdate() {
        var name = "lastUpdate='";
        int from = text.indexOf(name) + name.length();
        // RFC 3339 section 4.3: the offset that says nothing of where the clock stands.
        return Instant.parse(text.substring(from, text.indexOf("-00:00'", from)) + "Z");
    }

    private static int number(String text, String before) {
        int at = text.indexOf(before);
        int number = 0;
        if (at >= 0) {
            for (int i = at + before.length(); i < text.length() && Character.isDigit(text.charAt(i)); i++) {
                number = number * 10 + (text.charAt(i) - '0');
            }
        }
        return number;
    }
}
