package org.imxp.beep.frame;

import java.nio.ByteBuffer;

/**
 * Turns octets into frames. Octets come in pieces of any size; nothing is kept but a header that is not complete.
 *
 * <p>After a {@link PoorlyFormedException} the decoder is not used again. One owner, no locks.
 */
public final class FrameDecoder {
    private enum State {
        HEADER,
        PAYLOAD,
        TRAILER
    }

    private static final byte[] TRAILER = {'E', 'N', 'D', '\r', '\n'};

    private final FrameSink sink;
    private final byte[] line = new byte[FrameHeader.MAX_OCTETS];
    private final HeaderParser parser = new HeaderParser(line);
    private State state = State.HEADER;
    private int lineLength;
    private int payloadLeft;
    private int trailerMatched;
    private boolean halted;

    /**
     * Makes a decoder at the start of a stream of octets.
     *
     * @param sink who is told
     */
    public FrameDecoder(FrameSink sink) {
        this.sink = sink;
    }

    /** Leaves the rest of the current input alone: called by the sink when the octets after this frame are not BEEP's. */
    public void halt() {
        halted = true;
    }

    /**
     * Decodes octets, until they are used up or {@link #halt} is called.
     *
     * @param octets the input; its position moves behind what was decoded
     * @throws PoorlyFormedException if they are no BEEP
     */
    public void decode(ByteBuffer octets) {
        while (octets.hasRemaining() && !halted) {
            switch (state) {
                case HEADER -> header(octets);
                case PAYLOAD -> payload(octets);
                case TRAILER -> trailer(octets);
            }
        }
    }

    private void header(ByteBuffer octets) {
        var piece = Math.min(octets.remaining(), line.length - lineLength);
        octets.get(octets.position(), line, lineLength, piece);
        for (int i = lineLength; i < lineLength + piece; i++) {
            if (line[i] == '\n') {
                octets.position(octets.position() + i + 1 - lineLength);
                headerLine(i);
                return;
            }
        }
        octets.position(octets.position() + piece);
        lineLength += piece;
        if (lineLength == line.length) {
            throw new PoorlyFormedException("frame header: no CRLF within " + FrameHeader.MAX_OCTETS + " octets");
        }
    }

    private void headerLine(int length) {
        lineLength = 0;
        if (length == 0 || line[length - 1] != '\r') {
            throw new PoorlyFormedException("frame header: LF without CR");
        }
        parser.begin(length - 1);
        if (parser.isSequence()) {
            sink.sequence(parser.sequence());
            return;
        }
        var header = parser.header();
        payloadLeft = header.size();
        state = payloadLeft == 0 ? State.TRAILER : State.PAYLOAD;
        sink.header(header);
    }

    private void payload(ByteBuffer octets) {
        var piece = Math.min(payloadLeft, octets.remaining());
        var end = octets.position() + piece;
        var limit = octets.limit();
        payloadLeft -= piece;
        if (payloadLeft == 0) {
            state = State.TRAILER;
        }
        octets.limit(end);
        sink.payload(octets);
        octets.limit(limit).position(end);
    }

    private void trailer(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            var octet = octets.get();
            if (octet != TRAILER[trailerMatched]) {
                throw new PoorlyFormedException("frame trailer: expected END CRLF after the payload, octet "
                        + (trailerMatched + 1) + " is 0x" + Integer.toHexString(octet & 0xFF));
            }
            if (++trailerMatched == TRAILER.length) {
                trailerMatched = 0;
                state = State.HEADER;
                sink.end();
                return;
            }
        }
    }
}
