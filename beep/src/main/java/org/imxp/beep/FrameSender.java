package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Decides what leaves next: SEQ frames first, then one frame of each channel in turn (RFC 3081 section 3.1.4), as long
 * as the transport takes more.
 */
final class FrameSender {
    private static final int BATCH_OCTETS = 1 << 16;

    private final Session session;

    private final Deque<Channel> acknowledgements = new ArrayDeque<>();
    private final Deque<Channel> ready = new ArrayDeque<>();
    private final Deque<Runnable> written = new ArrayDeque<>();

    FrameSender(Session session) {
        this.session = session;
    }

    void acknowledge(Channel channel) {
        acknowledgements.add(channel);
        flushSoon();
    }

    void schedule(Channel channel) {
        ready.add(channel);
    }

    void flushSoon() {
        session.flushSoon();
    }

    /** Runs a command when the frames at hand are the transport's: what it sends, or ends, comes after them. */
    void whenWritten(Runnable command) {
        written.add(command);
    }

    void forget() {
        acknowledgements.clear();
        ready.clear();
    }

    void forget(Channel channel) {
        acknowledgements.remove(channel);
        ready.remove(channel);
    }

    void flush(Transport transport, boolean acknowledge) {
        while (transport.isWritable() && (!ready.isEmpty() || (acknowledge && !acknowledgements.isEmpty()))) {
            var octets = batch(acknowledge);
            if (!octets.isEmpty()) {
                transport.write(session.traced(octets));
            }
            while (!written.isEmpty()) {
                written.remove().run();
            }
        }
    }

    private List<ByteBuffer> batch(boolean acknowledge) {
        var out = new FrameBatch();
        while (acknowledge && !acknowledgements.isEmpty()) {
            out.sequence(acknowledgements.remove().input().acknowledgement());
        }
        while (out.octets() < BATCH_OCTETS && !ready.isEmpty()) {
            var channel = ready.remove();
            if (channel.output().writeFrame(session.frame(), out)) {
                ready.add(channel);
            }
        }
        return out.buffers();
    }
}
