package org.imxp.endpoint.keys;

/** When messages to somebody are signed and encrypted. */
public enum SecurityMode {
    /** Whenever a key of theirs is found. */
    AUTO,
    /** Always: without a key nothing is sent. */
    REQUIRED,
    /** Never. */
    OFF
}
