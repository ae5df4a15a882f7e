package org.imxp.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.frame.FrameDecoder;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.FrameSink;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.SequenceFrame;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Frames in, from the memory that a socket's octets come in, and headers out; the time of one frame. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {
    private static final int FRAMES = 64;
    private static final byte[] TRAILER = "END\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Octets of a frame's payload: a small message's, and the largest of a usual frame. */
    @Param({"100", "4096"})
    public int size;

    private final Count count = new Count();
    private final FrameDecoder decoder = new FrameDecoder(count);
    private FrameHeader header = header(0, 0);
    private ByteBuffer frames = ByteBuffer.allocate(0);

    private static final class Count implements FrameSink {
        private long octets;
        private int frames;

        @Override
        public void header(FrameHeader header) {
            octets += header.size();
        }

        @Override
        public void payload(ByteBuffer piece) {
            octets -= piece.remaining();
        }

        @Override
        public void end() {
            frames++;
        }

        @Override
        public void sequence(SequenceFrame frame) {
            frames++;
        }
    }

    private static FrameHeader header(int number, int size) {
        return new FrameHeader(
                Keyword.MSG, 1, 100_000 + number, false, 1_000_000_000L + number, size, FrameHeader.NO_ANSWER);
    }

    /** Writes the frames that are read. */
    @Setup
    public void write() {
        var octets = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            octets.writeBytes(header(i, size).octets());
            octets.writeBytes(new byte[size]);
            octets.writeBytes(TRAILER);
        }
        frames = ByteBuffer.allocateDirect(octets.size())
                .put(octets.toByteArray())
                .flip();
        header = header(0, size);
    }

    /**
     * Reads frames that came together.
     *
     * @return how many there were so far
     */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int read() {
        decoder.decode(frames.rewind());
        return count.frames;
    }

    /**
     * Writes a header.
     *
     * @return its octets
     */
    @Benchmark
    public byte[] writeHeader() {
        return header.octets();
    }
}
