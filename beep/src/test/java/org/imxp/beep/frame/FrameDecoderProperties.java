package org.imxp.beep.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.imxp.testkit.Requirement;

/** Octets are frames, or a {@link PoorlyFormedException}; nothing else happens, however they are cut. */
class FrameDecoderProperties {
    /** Writes down what it is told. */
    private static final class Recorder implements FrameSink {
        private final List<String> events = new ArrayList<>();
        private final ByteArrayOutputStream payload = new ByteArrayOutputStream();

        @Override
        public void header(FrameHeader header) {
            events.add(header.toString() + header.sequenceNumber() + header.size() + header.more());
        }

        @Override
        public void payload(ByteBuffer octets) {
            while (octets.hasRemaining()) {
                payload.write(octets.get());
            }
        }

        @Override
        public void end() {
            events.add("end after " + payload.size());
        }

        @Override
        public void sequence(SequenceFrame frame) {
            events.add(frame.toString());
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Sent(FrameHeader header, byte[] payload) {}

    @Provide
    Arbitrary<List<Sent>> frames() {
        var payloads = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        var headers = Combinators.combine(
                        Arbitraries.of(Keyword.values()),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(0, 0xFFFF_FFFFL),
                        Arbitraries.longs().between(0, 0xFFFF_FFFFL))
                .as((keyword, channel, message, more, sequence, answer) -> new FrameHeader(
                        keyword,
                        channel,
                        message,
                        more,
                        sequence,
                        0,
                        keyword == Keyword.ANS ? answer : FrameHeader.NO_ANSWER));
        return Combinators.combine(headers, payloads)
                .as((header, payload) -> new Sent(
                        new FrameHeader(
                                header.keyword(),
                                header.channel(),
                                header.messageNumber(),
                                header.more(),
                                header.sequenceNumber(),
                                payload.length,
                                header.answerNumber()),
                        payload))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static byte[] octets(List<Sent> frames) {
        var octets = new ByteArrayOutputStream();
        frames.forEach(frame -> {
            octets.writeBytes(frame.header().octets());
            octets.writeBytes(frame.payload());
            octets.writeBytes("END\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        return octets.toByteArray();
    }

    private static String decoded(byte[] octets, int pieces) {
        var recorder = new Recorder();
        var decoder = new FrameDecoder(recorder);
        try {
            for (int i = 0; i < octets.length; i += pieces) {
                decoder.decode(ByteBuffer.wrap(octets, i, Math.min(pieces, octets.length - i)));
            }
        } catch (PoorlyFormedException e) {
            return recorder.events + " then " + e.getMessage();
        }
        return recorder.events.toString();
    }

    @Property(tries = 300)
    @Requirement({"BEEP-4", "BEEP-5"})
    void framesAreTheSameHoweverTheyAreCut(
            @ForAll("frames") List<Sent> frames, @ForAll @IntRange(min = 1, max = 50) int pieces) {
        var octets = octets(frames);
        var whole = decoded(octets, octets.length);
        assertThat(whole).doesNotContain("then");
        assertThat(decoded(octets, pieces)).isEqualTo(whole);
    }

    @Property(tries = 500)
    void changedOctetsAreFramesOrPoorlyFormed(
            @ForAll("frames") List<Sent> frames, @ForAll int where, @ForAll byte what) {
        var octets = octets(frames);
        octets[Math.floorMod(where, octets.length)] = what;
        assertThat(decoded(octets, octets.length)).isEqualTo(decoded(octets, 1));
    }

    @Property(tries = 500)
    void anyOctetsAreFramesOrPoorlyFormed(@ForAll byte[] octets) {
        assertThat(decoded(octets, Math.max(1, octets.length))).isEqualTo(decoded(octets, 1));
    }
}
