package org.imxp.message.security;

import java.security.PrivateKey;

/**
 * The user's own X.509 certificate, with its key. It never shows itself in a log.
 *
 * @param certificate what others may know of it
 * @param key what they may not
 */
public record SmimeKey(SmimeCertificate certificate, PrivateKey key) {
    @Override
    public String toString() {
        return "key of the certificate " + certificate.fingerprint();
    }
}
