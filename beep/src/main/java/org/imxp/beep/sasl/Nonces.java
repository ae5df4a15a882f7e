package org.imxp.beep.sasl;

import java.security.SecureRandom;

/** Nonces: fresh, with more than the 64 random bits of RFC 2831 and without the comma that RFC 5802 forbids. */
final class Nonces {
    private static final int OCTETS = 18;

    private Nonces() {}

    static String draw(SecureRandom random) {
        return WireText.base64(Octets.random(OCTETS, random).shared());
    }
}
