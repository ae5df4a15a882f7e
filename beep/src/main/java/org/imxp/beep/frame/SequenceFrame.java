package org.imxp.beep.frame;

import java.nio.charset.StandardCharsets;

/**
 * A SEQ frame: how far the peer may send on a channel (RFC 3081 section 3.1.3).
 *
 * @param channel channel number, 0..2147483647
 * @param acknowledged number of the next octet expected, 0..4294967295
 * @param window octets that may follow it, 0..2147483647
 */
public record SequenceFrame(int channel, long acknowledged, int window) {
    /**
     * The frame as it goes on the wire.
     *
     * @return the octets, in a new array
     */
    public byte[] octets() {
        return ("SEQ " + channel + " " + acknowledged + " " + window + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
