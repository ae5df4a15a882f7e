package org.imxp.beep.frame;

/**
 * A SEQ frame: how far the peer may send on a channel (RFC 3081 section 3.1.3).
 *
 * @param channel channel number, 0..2147483647
 * @param acknowledged number of the next octet expected, 0..4294967295
 * @param window octets that may follow it, 0..2147483647
 */
public record SequenceFrame(int channel, long acknowledged, int window) {
    /** The longest frame, in octets with its CRLF. */
    public static final int MAX_OCTETS = 38;

    /**
     * Writes the frame as it goes on the wire.
     *
     * @param octets where to, with {@link #MAX_OCTETS} octets of room
     * @param position where it begins
     * @return the position behind it
     */
    public int write(byte[] octets, int position) {
        octets[position] = 'S';
        octets[position + 1] = 'E';
        octets[position + 2] = 'Q';
        var at = HeaderText.number(channel, octets, position + 3);
        at = HeaderText.number(acknowledged, octets, at);
        at = HeaderText.number(window, octets, at);
        return HeaderText.end(octets, at);
    }
}
