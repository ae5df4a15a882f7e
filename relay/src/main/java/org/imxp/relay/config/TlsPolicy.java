package org.imxp.relay.config;

/** What a relay makes of TLS with endpoints. Between relays it is always required (SEED-49), but where it is off. */
public enum TlsPolicy {
    /** No authentication before TLS. */
    REQUIRED,
    /** Offered; a peer may go on without. */
    OPTIONAL,
    /** Not offered; only on loopback. */
    OFF
}
