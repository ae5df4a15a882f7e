package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Texts of messages, read strictly. */
final class WireText {
    private WireText() {}

    static String utf8(byte[] octets) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
        } catch (CharacterCodingException e) {
            throw new SaslSyntaxException("the message is not UTF-8");
        }
    }

    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SaslSyntaxException("an attribute's value is not base64");
        }
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
