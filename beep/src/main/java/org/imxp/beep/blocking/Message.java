package org.imxp.beep.blocking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A message, reply or answer as a value: MIME entity headers and a body (RFC 3080 section 2.2).
 *
 * @param headers the header as it is on the wire: lines that end with CRLF, without the empty line; empty for none
 * @param body the octets of the body; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // A body is handed on, never compared.
public record Message(String headers, byte[] body) {
    private static final String CRLF = "\r\n";

    /** Checks that the header is lines. */
    public Message {
        if (!headers.isEmpty() && (!headers.endsWith(CRLF) || headers.contains(CRLF + CRLF))) {
            throw new IllegalArgumentException(
                    "headers are lines that end with CRLF, none of them empty; these are '" + headers + "'");
        }
    }

    /**
     * A text in UTF-8.
     *
     * @param text the text
     * @return the message, with {@code Content-Type: text/plain; charset=utf-8}
     */
    public static Message text(String text) {
        return of("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A body of a content type.
     *
     * @param contentType such as {@code application/octet-stream}
     * @param body the body
     * @return the message
     * @throws IllegalArgumentException if the type has a line break
     */
    public static Message of(String contentType, byte[] body) {
        if (contentType.contains("\r") || contentType.contains("\n")) {
            throw new IllegalArgumentException("a content type is one line");
        }
        return new Message("Content-Type: " + contentType + CRLF, body);
    }

    /**
     * A body without headers: {@code application/octet-stream} by default.
     *
     * @param body the body
     * @return the message
     */
    public static Message of(byte[] body) {
        return new Message("", body);
    }

    /**
     * Takes a payload apart. One without an empty line, such as an empty one, is a body without headers.
     *
     * @param payload the octets of a payload
     * @return the message
     */
    public static Message read(byte[] payload) {
        if (payload.length >= 2 && payload[0] == '\r' && payload[1] == '\n') {
            return new Message("", Arrays.copyOfRange(payload, 2, payload.length));
        }
        for (int i = 0; i + 3 < payload.length; i++) {
            if (payload[i] == '\r' && payload[i + 1] == '\n' && payload[i + 2] == '\r' && payload[i + 3] == '\n') {
                return new Message(
                        new String(payload, 0, i + 2, StandardCharsets.UTF_8),
                        Arrays.copyOfRange(payload, i + 4, payload.length));
            }
        }
        return new Message("", payload);
    }

    /**
     * The value of a header field, unfolded.
     *
     * @param name the field's name, in any case
     * @return the value of the first field of that name
     */
    public Optional<String> header(String name) {
        return headers.replaceAll("\r\n[ \t]+", " ")
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /**
     * The body as text.
     *
     * @return the body, read as UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    List<ByteBuffer> payload() {
        return List.of(ByteBuffer.wrap((headers + CRLF).getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(body));
    }
}
