package org.imxp.beep.interop;

/**
 * What the RFCs leave to a peer.
 *
 * @param mimeHeader the MIME header of its XML, with the empty line
 * @param firstNumber the number of its first message on a channel
 * @param acknowledgeAt octets received on a channel after which it sends SEQ
 * @param framesPerSegment frames that it gives to the network at once
 */
public record Habits(String mimeHeader, int firstNumber, int acknowledgeAt, int framesPerSegment) {
    /** The RFCs to the letter, with SEQ after each frame. */
    public static final Habits PLAIN = new Habits("Content-Type: application/beep+xml\r\n\r\n", 1, 1, 1);

    /** LibVortex 1.1.20, as observed. */
    public static final Habits VORTEX = new Habits("\r\n", 0, FrameWire.WINDOW / 2, 2);
}
