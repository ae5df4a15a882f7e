package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The formulas of RFC 5802 section 3. */
final class ScramArithmetic {
    private ScramArithmetic() {}

    /** A client's keys: what it proves with, and what it expects of the server. */
    record ClientKeys(Octets clientKey, Octets storedKey, Octets serverKey) {}

    static ScramKeys keys(ScramHash hash, char[] prepared, Octets salt, int iterations) {
        var keys = clientKeys(hash, prepared, salt, iterations);
        return new ScramKeys(salt, iterations, keys.storedKey(), keys.serverKey());
    }

    static ClientKeys clientKeys(ScramHash hash, char[] prepared, Octets salt, int iterations) {
        var salted = saltedPassword(hash, prepared, salt, iterations);
        var clientKey = hmac(hash, salted, "Client Key");
        return new ClientKeys(
                Octets.of(clientKey), Octets.of(hash(hash, clientKey)), Octets.of(hmac(hash, salted, "Server Key")));
    }

    /** {@code Hi(password, salt, i)}, which is PBKDF2 of the password's UTF-8. */
    private static byte[] saltedPassword(ScramHash hash, char[] prepared, Octets salt, int iterations) {
        var spec = new PBEKeySpec(prepared, salt.shared(), iterations, hash.length() * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + hash.hmac())
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no PBKDF2With" + hash.hmac(), e);
        } finally {
            spec.clearPassword();
        }
    }

    static byte[] hmac(ScramHash hash, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(hash.hmac());
            mac.init(new SecretKeySpec(key, hash.hmac()));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no " + hash.hmac(), e);
        }
    }

    static byte[] hash(ScramHash hash, byte[] octets) {
        try {
            return MessageDigest.getInstance(hash.digest()).digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has no " + hash.digest(), e);
        }
    }

    /** {@code ClientProof = ClientKey XOR ClientSignature}. */
    static byte[] proof(ScramHash hash, ClientKeys keys, String authMessage) {
        return xor(keys.clientKey().shared(), hmac(hash, keys.storedKey().shared(), authMessage));
    }

    /** Whether a proof is that of the password: its ClientKey hashes to the StoredKey. */
    static boolean proves(ScramHash hash, ScramKeys keys, String authMessage, byte[] proof) {
        var signature = hmac(hash, keys.storedKey().shared(), authMessage);
        return proof.length == hash.length() && keys.storedKey().matches(hash(hash, xor(proof, signature)));
    }

    private static byte[] xor(byte[] left, byte[] right) {
        var result = new byte[left.length];
        for (var i = 0; i < left.length; i++) {
            result[i] = (byte) (left[i] ^ right[i]);
        }
        return result;
    }
}
