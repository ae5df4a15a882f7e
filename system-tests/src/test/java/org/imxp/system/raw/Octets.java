package org.imxp.system.raw;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Octets are kept as text in ISO 8859-1, one character each: they compare, cut and print as they are. */
final class Octets {
    private Octets() {}

    static byte[] bytes(String octets) {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static String utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(String utf8) {
        return new String(bytes(utf8), StandardCharsets.UTF_8);
    }

    static String base64(String octets) {
        return Base64.getEncoder().encodeToString(bytes(octets));
    }

    static String fromBase64(String text) {
        return of(Base64.getDecoder().decode(text));
    }
}
