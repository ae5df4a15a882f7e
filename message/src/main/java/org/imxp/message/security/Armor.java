package org.imxp.message.security;

import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.PacketFormat;

/**
 * How armor ends. Without a checksum GnuPG 2.2 may take the last line for data, and finds what it has decrypted changed; beside what is of
 * version 6 there must be none (RFC 9580 section 6.1).
 */
final class Armor {
    static final PacketFormat FORMAT = PacketFormat.ROUNDTRIP;

    private static final int OCTETS_OF_V4 = 20;

    private Armor() {}

    static ArmoredOutputStream.Builder of(byte[] fingerprint) {
        return of(fingerprint.length <= OCTETS_OF_V4);
    }

    static ArmoredOutputStream.Builder of(boolean hasOld) {
        return ArmoredOutputStream.builder().clearHeaders().enableCRC(hasOld);
    }
}
