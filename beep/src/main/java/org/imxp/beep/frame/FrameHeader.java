package org.imxp.beep.frame;

import java.util.Arrays;

/**
 * The header of a data frame: {@code KEYWORD channel msgno more seqno size [ansno]} (RFC 3080 section 2.2.1).
 *
 * @param keyword what the frame carries
 * @param channel channel number, 0..2147483647
 * @param messageNumber message number, 0..2147483647
 * @param more whether further frames of the same message follow ({@code *})
 * @param sequenceNumber number of the first payload octet on this channel and direction, 0..4294967295
 * @param size payload octets, 0..2147483647
 * @param answerNumber answer number, 0..4294967295 (OPEN-29); {@link #NO_ANSWER} unless the keyword is ANS
 */
public record FrameHeader(
        Keyword keyword,
        int channel,
        int messageNumber,
        boolean more,
        long sequenceNumber,
        int size,
        long answerNumber) {
    /** The answer number of a frame that has none. */
    public static final long NO_ANSWER = -1;

    /** The longest header that is well formed, in octets with its CRLF (BEEP-6). */
    public static final int MAX_OCTETS = 62;

    /**
     * Writes the header as it goes on the wire, CRLF included.
     *
     * @param octets where to, with {@link #MAX_OCTETS} octets of room
     * @param position where it begins
     * @return the position behind it
     */
    public int write(byte[] octets, int position) {
        var at = keyword.write(octets, position);
        at = HeaderText.number(channel, octets, at);
        at = HeaderText.number(messageNumber, octets, at);
        octets[at++] = ' ';
        octets[at++] = (byte) (more ? '*' : '.');
        at = HeaderText.number(sequenceNumber, octets, at);
        at = HeaderText.number(size, octets, at);
        if (answerNumber != NO_ANSWER) {
            at = HeaderText.number(answerNumber, octets, at);
        }
        return HeaderText.end(octets, at);
    }

    /**
     * The header as it goes on the wire, CRLF included.
     *
     * @return the octets, in a new array
     */
    public byte[] octets() {
        var octets = new byte[MAX_OCTETS];
        return Arrays.copyOf(octets, write(octets, 0));
    }

    @Override
    public String toString() {
        return keyword + ", channel " + channel + ", message " + messageNumber;
    }
}
