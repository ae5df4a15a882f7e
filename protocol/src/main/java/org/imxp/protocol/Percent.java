package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** {@code %hh} escapes of UTF-8 octets (RFC 2396 section 2.4.1). */
final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int ESCAPE_LENGTH = 3;

    private Percent() {}

    /**
     * Undoes the escapes, once. A percent sign that two hexadecimal digits do not follow stands for itself.
     *
     * @throws IllegalArgumentException if the result is not UTF-8
     */
    static String undo(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var octets = ByteBuffer.allocate(text.length() * ESCAPE_LENGTH);
        for (int i = 0; i < text.length(); ) {
            if (isEscape(text, i)) {
                octets.put((byte) HexFormat.fromHexDigits(text, i + 1, i + ESCAPE_LENGTH));
                i += ESCAPE_LENGTH;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                octets.put(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the escapes in \"" + Excerpt.of(text) + "\" are not UTF-8", e);
        }
    }

    /** Whether an escape begins here. */
    static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + ESCAPE_LENGTH <= text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    /** A percent sign that would be read as an escape is itself escaped; the rest stays as it is. */
    static String keep(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var kept = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            kept.append(text.charAt(i)).append(isEscape(text, i) ? "25" : "");
        }
        return kept.toString();
    }

    /** Escapes every octet but those of letters, digits and the given ASCII characters. */
    static String escape(String text, String plain) {
        var escaped = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0 && (isLetterOrDigit(octet) || plain.indexOf(octet) >= 0)) {
                escaped.append((char) octet);
            } else {
                escaped.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return escaped.toString();
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
