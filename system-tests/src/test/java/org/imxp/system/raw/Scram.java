package org.imxp.system.raw;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SCRAM-SHA-256 without channel binding (RFC 5802 section 3). */
final class Scram {
    private static final String GS2 = "n,,";

    private final String password;
    private final String nonce;
    private final String bare;
    private String serverSignature = "";

    Scram(String user, String password) {
        this.password = password;
        var random = new byte[18];
        new SecureRandom().nextBytes(random);
        nonce = HexFormat.of().formatHex(random);
        bare = "n=" + Octets.utf8(user).replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    String first() {
        return GS2 + bare;
    }

    String answer(String challenge) {
        var both = field(challenge, 0, "r=");
        if (!both.startsWith(nonce) || both.length() == nonce.length()) {
            throw new IllegalStateException("the server's nonce does not extend ours: " + challenge);
        }
        var salted = salted(Octets.fromBase64(field(challenge, 1, "s=")), Integer.parseInt(field(challenge, 2, "i=")));
        var withoutProof = "c=" + Octets.base64(GS2) + ",r=" + both;
        var signed = bare + "," + challenge + "," + withoutProof;
        var clientKey = hmac(salted, "Client Key");
        var proof = xor(clientKey, hmac(hash(clientKey), signed));
        serverSignature = Octets.base64(hmac(hmac(salted, "Server Key"), signed));
        return withoutProof + ",p=" + Octets.base64(proof);
    }

    boolean verifies(String last) {
        return last.equals("v=" + serverSignature);
    }

    private static String field(String challenge, int index, String name) {
        var field = challenge.split(",", -1)[index];
        if (!field.startsWith(name)) {
            throw new IllegalStateException("field " + index + " is not " + name + ": " + challenge);
        }
        return field.substring(name.length());
    }

    /** Hi() of RFC 5802 section 2.2. */
    private String salted(String salt, int iterations) {
        var key = Octets.utf8(password);
        var last = hmac(key, salt + "\0\0\0\1");
        var sum = last;
        for (int i = 1; i < iterations; i++) {
            last = hmac(key, last);
            sum = xor(sum, last);
        }
        return sum;
    }

    private static String hmac(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Octets.bytes(key), "HmacSHA256"));
            return Octets.of(mac.doFinal(Octets.bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String octets) {
        try {
            return Octets.of(MessageDigest.getInstance("SHA-256").digest(Octets.bytes(octets)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String xor(String one, String other) {
        var result = new StringBuilder();
        for (int i = 0; i < one.length(); i++) {
            result.append((char) (one.charAt(i) ^ other.charAt(i)));
        }
        return result.toString();
    }
}
