package org.imxp.bench.measure;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadWriter;

/** Payloads as they are sent, written beforehand, so that a generator costs little. */
public final class PayloadOctets {
    private PayloadOctets() {}

    /**
     * Writes one.
     *
     * @param payload what to send, in {@link Attaching#DIALECT}
     * @return its octets
     */
    public static byte[] of(Payload payload) {
        var out = new ByteArrayOutputStream();
        for (ByteBuffer buffer : new PayloadWriter().write(payload, Attaching.DIALECT)) {
            var octets = new byte[buffer.remaining()];
            buffer.get(octets);
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }
}
