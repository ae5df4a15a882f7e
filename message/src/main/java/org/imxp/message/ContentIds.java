package org.imxp.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Content-IDs, and the {@code cid:} URLs that refer to them (RFC 2392 section 2).
 *
 * <p>In values an identifier stands without its angle brackets: {@code 1@example.com}.
 */
public final class ContentIds {
    private static final String SCHEME = "cid:";
    /** The characters of RFC 2396 that mean nothing of their own within a cid URL. */
    private static final String UNESCAPED = "@-_.!~*'()+$=&;:,";

    private static final Pattern IDENTIFIER = Pattern.compile("[\\x21-\\x7E&&[^<>()\"\\\\]]{1,900}");

    private ContentIds() {}

    /**
     * The URL of a part.
     *
     * @param id a Content-ID without angle brackets
     * @return {@code cid:} and the identifier, escaped where a URL needs it
     */
    public static String url(String id) {
        return SCHEME + Percent.encode(id, UNESCAPED);
    }

    /**
     * The Content-ID that a URL refers to.
     *
     * @param url a URI reference
     * @return the identifier without angle brackets, or nothing if this is not a {@code cid:} URL
     */
    public static Optional<String> fromUrl(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Percent.decode(url.substring(SCHEME.length()))
                : Optional.empty();
    }

    /** The identifier of a Content-ID field or a start parameter. */
    static String unbracketed(String value) {
        String id = value.strip();
        return id.length() > 2 && id.startsWith("<") && id.endsWith(">") ? id.substring(1, id.length() - 1) : id;
    }

    static String checked(String id) {
        if (!IDENTIFIER.matcher(id).matches()) {
            throw MessageFault.invalid("The identifier " + MessageFault.shown(id)
                    + " is not like 1@example.com: printable ASCII, no brackets.");
        }
        return id;
    }
}
