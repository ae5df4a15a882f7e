package org.imxp.message.security;

import java.util.List;

/**
 * A key that has signed.
 *
 * @param fingerprint in hexadecimal digits, lower case: of an OpenPGP certificate its own, of an X.509 certificate its SHA-256
 * @param names what the key says of its owner; nobody may have checked it
 */
public record SigningKey(String fingerprint, List<String> names) {
    /** Copies the list. */
    public SigningKey {
        names = List.copyOf(names);
    }
}
