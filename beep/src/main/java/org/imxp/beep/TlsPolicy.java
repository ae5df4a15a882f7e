package org.imxp.beep;

/** Whether a session may, or must, be encrypted. */
public enum TlsPolicy {
    /** Never: the TLS profile is not offered. */
    OFF,
    /** Offered, and used when the peer offers it too. */
    OPTIONAL,
    /**
     * Nothing but TLS is served or asked for before TLS is on: a start of another profile gets 538, and without TLS the
     * session ends (BEEP-48).
     */
    REQUIRED
}
