package org.imxp.system.raw;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** As much of MIME as the mesh needs (RFC 2046 section 5.1, RFC 2387). Octets in ISO 8859-1. */
public final class Mime {
    private static final String EMPTY_LINE = "\r\n\r\n";
    private static final Pattern BOUNDARY = Pattern.compile(
            "(?i)^content-type: *multipart/related;[^\\r"
                    + "]*(?:\\r"
                    + "\\n"
                    + "[ \\t][^\\r"
                    + "]*)*?boundary=\"?(?<boundary>[^\";\\r"
                    + "]+)\"?",
            Pattern.MULTILINE);

    private Mime() {}

    /**
     * The headers of an entity.
     *
     * @param entity headers, empty line, body
     * @return without the empty line
     */
    public static String headers(String entity) {
        return entity.startsWith("\r\n") ? "" : entity.substring(0, entity.indexOf(EMPTY_LINE));
    }

    /**
     * The body of an entity.
     *
     * @param entity headers, empty line, body
     * @return what follows the empty line
     */
    public static String body(String entity) {
        return entity.startsWith("\r\n") ? entity.substring(2) : entity.substring(entity.indexOf(EMPTY_LINE) + 4);
    }

    /**
     * Whether an entity has parts.
     *
     * @param entity headers, empty line, body
     * @return whether it is a multipart/related
     */
    public static boolean isMultipart(String entity) {
        return BOUNDARY.matcher(headers(entity)).find();
    }

    /**
     * The parts of a multipart/related.
     *
     * @param entity headers, empty line, body
     * @return each part whole, with its headers
     */
    public static List<String> parts(String entity) {
        var matcher = BOUNDARY.matcher(headers(entity));
        if (!matcher.find()) {
            throw new IllegalArgumentException("no multipart/related: " + headers(entity));
        }
        var delimiter = "\r\n--" + matcher.group("boundary");
        var body = "\r\n" + body(entity);
        var parts = new ArrayList<String>();
        int start = body.indexOf(delimiter);
        while (!body.startsWith("--", start + delimiter.length())) {
            int end = body.indexOf(delimiter, start + delimiter.length());
            parts.add(body.substring(start + delimiter.length() + 2, end));
            start = end;
        }
        return parts;
    }

    /** The XML of an entity: its own body, or its first part's. */
    static String root(String entity) {
        return Octets.text(body(isMultipart(entity) ? parts(entity).getFirst() : entity));
    }
}
