package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The formulas of RFC 2831 section 2.1.2.1, for {@code qop=auth}. */
final class DigestArithmetic {
    /** Octets of an MD5 hash. */
    static final int LENGTH = 16;

    private static final HexFormat HEX = HexFormat.of();

    private DigestArithmetic() {}

    /** {@code H(username:realm:password)}. */
    static Octets secret(String username, String realm, char[] password) {
        var hash = md5();
        hash.update(encode(username));
        hash.update((byte) ':');
        hash.update(encode(realm));
        hash.update((byte) ':');
        hash.update(encode(String.valueOf(password)));
        return Octets.of(hash.digest());
    }

    /** The response that a client sends. */
    static String response(Octets secret, DigestParameters parameters) {
        return value(secret, parameters, "AUTHENTICATE:");
    }

    /** The {@code rspauth} that a server sends. */
    static String serverResponse(Octets secret, DigestParameters parameters) {
        return value(secret, parameters, ":");
    }

    private static String value(Octets secret, DigestParameters parameters, String method) {
        var a1 = md5();
        a1.update(secret.shared());
        a1.update(octets(":" + parameters.nonce() + ":" + parameters.cnonce() + parameters.authzidPart()));
        var a2 = md5().digest(octets(method + parameters.digestUri()));
        var text = String.join(
                ":",
                HEX.formatHex(a1.digest()),
                parameters.nonce(),
                DigestParameters.FIRST_COUNT,
                parameters.cnonce(),
                "auth",
                HEX.formatHex(a2));
        return HEX.formatHex(md5().digest(octets(text)));
    }

    /** What ISO 8859-1 can write is hashed in it, the rest in UTF-8. */
    private static byte[] encode(String text) {
        var latin = text.chars().allMatch(c -> c <= 0xff);
        return text.getBytes(latin ? ISO_8859_1 : UTF_8);
    }

    /** The octets of a text as it was on the wire, where each character stands for one octet. */
    private static byte[] octets(String wire) {
        return wire.getBytes(ISO_8859_1);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no MD5", e);
        }
    }
}
