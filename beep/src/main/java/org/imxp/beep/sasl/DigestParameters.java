package org.imxp.beep.sasl;

/**
 * What both sides hash, as it was on the wire: each character stands for one octet.
 *
 * @param authzidPart a colon and the authzid, or nothing when none was sent
 */
record DigestParameters(String nonce, String cnonce, String digestUri, String authzidPart) {
    /** The only nonce-count: nonces are not used twice. */
    static final String FIRST_COUNT = "00000001";
}
