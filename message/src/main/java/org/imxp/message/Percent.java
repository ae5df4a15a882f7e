package org.imxp.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** The escapes of URIs: {@code %} and two hexadecimal digits for an octet of UTF-8 (RFC 2396 section 2.4). */
public final class Percent {
    /** RFC 2396 unreserved and reserved, the {@code #} of a reference, and the brackets of RFC 2732. */
    static final String URI = ";/?:@&=+$,-_.!~*'()#[]";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /**
     * Escapes all but ASCII letters, digits and the given characters.
     *
     * @param text any text
     * @param kept further characters that stand for themselves
     * @return the text with its escapes
     */
    public static String encode(String text, String kept) {
        return escape(text, kept, false);
    }

    /** As {@link #encode}, but takes what is an escape already as it is. */
    static String complete(String text, String kept) {
        return escape(text, kept, true);
    }

    /**
     * Undoes the escapes.
     *
     * @param text any text
     * @return the text without escapes; nothing if one is not two digits, or the octets are not UTF-8
     */
    public static Optional<String> decode(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.of(text);
        }
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] != '%') {
                plain.write(octets[i]);
            } else if (isEscape(octets, i)) {
                plain.write(HexFormat.fromHexDigit(octets[i + 1]) << 4 | HexFormat.fromHexDigit(octets[i + 2]));
                i += 2;
            } else {
                return Optional.empty();
            }
        }
        return utf8(plain.toByteArray());
    }

    private static Optional<String> utf8(byte[] octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String escape(String text, String kept, boolean keepEscapes) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(octets.length + 8);
        for (int i = 0; i < octets.length; i++) {
            char c = (char) (octets[i] & 0xFF);
            if (isPlain(c, kept) || (c == '%' && keepEscapes && isEscape(octets, i))) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits(octets[i]));
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c, String kept) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.indexOf(c) >= 0;
    }

    private static boolean isEscape(byte[] octets, int at) {
        return at + 2 < octets.length && HexFormat.isHexDigit(octets[at + 1]) && HexFormat.isHexDigit(octets[at + 2]);
    }
}
