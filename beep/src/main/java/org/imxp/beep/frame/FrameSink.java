package org.imxp.beep.frame;

import java.nio.ByteBuffer;

/** What a {@link FrameDecoder} tells, in the order of the octets. Each method may throw {@link PoorlyFormedException}. */
public interface FrameSink {
    /**
     * A data frame begins; called before any of its payload is looked at, so that bounds hold while framing.
     *
     * @param header the frame's header
     */
    void header(FrameHeader header);

    /**
     * Octets of the payload of the frame that began last.
     *
     * @param octets the decoder's own input, limited to what belongs to the payload; valid during the call only
     */
    void payload(ByteBuffer octets);

    /** The frame that began last has ended, trailer included. */
    void end();

    /**
     * A SEQ frame.
     *
     * @param frame the frame
     */
    void sequence(SequenceFrame frame);
}
