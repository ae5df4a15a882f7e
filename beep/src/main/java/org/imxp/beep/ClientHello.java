package org.imxp.beep;

import io.netty.buffer.ByteBuf;
import java.util.Set;

/** The cipher suites of a TLS client's first message (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2). */
final class ClientHello {
    /** TLS_RSA_WITH_3DES_EDE_CBC_SHA. */
    private static final int LEGACY = 0x000a;

    /** The numbers of {@link TlsSettings#SUITES}. */
    private static final Set<Integer> MODERN =
            Set.of(0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8);

    /** The version and the random before the session's identifier. */
    private static final int BEFORE_SESSION = 34;

    private ClientHello() {}

    /** Whether it offers the drafts' suite and none that is better; false if it makes no sense. */
    static boolean offersLegacyAlone(ByteBuf hello) {
        int at = hello.readerIndex() + BEFORE_SESSION;
        if (at >= hello.writerIndex()) {
            return false;
        }
        at += 1 + hello.getUnsignedByte(at);
        if (at + 2 > hello.writerIndex()) {
            return false;
        }
        int end = at + 2 + hello.getUnsignedShort(at);
        boolean legacy = false;
        for (at += 2; at + 2 <= end && end <= hello.writerIndex(); at += 2) {
            int suite = hello.getUnsignedShort(at);
            if (MODERN.contains(suite)) {
                return false;
            }
            legacy |= suite == LEGACY;
        }
        return legacy;
    }
}
