package org.imxp.beep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.imxp.beep.frame.FrameDecoder;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.FrameSink;
import org.imxp.beep.frame.SequenceFrame;

/** Reads what a session sends: well formed frames, numbered in order, within the windows. */
final class HeardFrames implements FrameSink {
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<Integer, Long> allowed = new HashMap<>();
    private FrameDecoder decoder = new FrameDecoder(this);
    private long octets;
    private boolean windows;

    void hear(ByteBuffer heard) {
        octets += heard.remaining();
        text.append(StandardCharsets.ISO_8859_1.decode(heard.duplicate()));
        decoder.decode(heard);
    }

    /** A tuning reset: everything starts again. */
    void again() {
        decoder = new FrameDecoder(this);
        next.clear();
        allowed.clear();
    }

    void keepsToWindows() {
        windows = true;
    }

    void allowed(int channel, long upTo) {
        allowed.merge(channel, upTo, Math::max);
    }

    long octets() {
        return octets;
    }

    long next(int channel) {
        return next.getOrDefault(channel, 0L);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void header(FrameHeader header) {
        var number = header.sequenceNumber();
        if (number == 0 && next(header.channel()) != 0) {
            // The channel was closed, and started again.
            allowed.remove(header.channel());
        } else if (number != next(header.channel())) {
            throw new AssertionError(header + ": seqno " + number + ", expected " + next(header.channel()));
        }
        next.put(header.channel(), number + header.size());
        var bound = Math.max(allowed.getOrDefault(header.channel(), 0L), SessionLimits.INITIAL_WINDOW);
        if (windows && number + header.size() > bound) {
            throw new AssertionError(header + ": up to " + (number + header.size()) + ", allowed are " + bound);
        }
    }

    @Override
    public void payload(ByteBuffer piece) {}

    @Override
    public void end() {}

    @Override
    public void sequence(SequenceFrame frame) {}
}
