package org.imxp.relay.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;

/** The kinds of key that a relay can have. */
enum KeyAlgorithm {
    RSA("RSA", "SHA256withRSA"),
    EC("EC", "SHA256withECDSA"),
    ED25519("EdDSA", "Ed25519");

    private final String key;
    private final String signature;

    KeyAlgorithm(String key, String signature) {
        this.key = key;
        this.signature = signature;
    }

    static KeyAlgorithm of(Key key) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.key.equals(key.getAlgorithm()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "a key of " + key.getAlgorithm() + " is not allowed: RSA, EC or Ed25519"));
    }

    /** The name by which the platform signs. */
    String signature() {
        return signature;
    }

    /** Whether what one key signs the other verifies, which is what makes them a pair. */
    boolean signsFor(PrivateKey secret, PublicKey known) {
        if (!known.getAlgorithm().equals(key)) {
            return false;
        }
        try {
            var probe = "imxp".getBytes(StandardCharsets.US_ASCII);
            var signer = Signature.getInstance(signature);
            signer.initSign(secret);
            signer.update(probe);
            var verifier = Signature.getInstance(signature);
            verifier.initVerify(known);
            verifier.update(probe);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
