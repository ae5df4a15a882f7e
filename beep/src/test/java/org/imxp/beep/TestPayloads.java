package org.imxp.beep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Payloads of text, with the empty line of a payload without MIME headers. */
final class TestPayloads {
    private TestPayloads() {}

    static List<ByteBuffer> text(String text) {
        return List.of(ByteBuffer.wrap(("\r\n" + text).getBytes(StandardCharsets.UTF_8)));
    }

    static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8).substring(2);
    }
}
