package org.imxp.beep.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.imxp.beep.frame.FrameDecoder;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.FrameSink;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.imxp.testkit.fuzz.FuzzRule;

/** Octets are frames or poorly formed, the same however they are cut, and a header that was read is written to read the same. */
public final class FrameTarget {
    private FrameTarget() {}

    /**
     * Tries an input.
     *
     * @param input what a peer sends
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var whole = decoded(input, Math.max(1, input.length));
        FuzzRule.same(whole, decoded(input, 1), "frames whole and octet by octet");
        FuzzRule.same(whole, decoded(input, 7), "frames whole and in pieces of 7");
        FuzzRule.holds(whole.size() <= input.length + 2, () -> whole.size() + " events of " + input.length + " octets");
    }

    private static List<String> decoded(byte[] input, int piece) {
        var told = new Told();
        var decoder = new FrameDecoder(told);
        try {
            for (int i = 0; i < input.length; i += piece) {
                decoder.decode(ByteBuffer.wrap(input, i, Math.min(piece, input.length - i)));
            }
        } catch (PoorlyFormedException e) {
            FuzzRule.sentence(e.getMessage());
            told.events.add(e.getMessage());
        }
        // The payload of a frame that is not whole is told as far as it has come.
        told.events.add(told.payload());
        return told.events;
    }

    /** Writes down what it is told. */
    private static final class Told implements FrameSink {
        private final List<String> events = new ArrayList<>();
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

        private String payload() {
            var hex = HexFormat.of().formatHex(payload.toByteArray());
            payload.reset();
            return hex;
        }

        @Override
        public void header(FrameHeader header) {
            var again = new ArrayList<FrameHeader>();
            new FrameDecoder(new Only(again)).decode(ByteBuffer.wrap(header.octets()));
            FuzzRule.same(List.of(header), again, "a header and what is read of it when written");
            events.add(header + " " + header.more() + " " + header.sequenceNumber() + " " + header.size() + " "
                    + header.answerNumber());
        }

        @Override
        public void payload(ByteBuffer octets) {
            FuzzRule.holds(octets.hasRemaining(), () -> "a piece of payload without octets");
            while (octets.hasRemaining()) {
                payload.write(octets.get());
            }
        }

        @Override
        public void end() {
            events.add(payload());
        }

        @Override
        public void sequence(SequenceFrame frame) {
            events.add(frame.toString());
        }
    }

    /** Keeps headers. */
    private record Only(List<FrameHeader> headers) implements FrameSink {
        @Override
        public void header(FrameHeader header) {
            headers.add(header);
        }

        @Override
        public void payload(ByteBuffer octets) {}

        @Override
        public void end() {}

        @Override
        public void sequence(SequenceFrame frame) {}
    }
}
