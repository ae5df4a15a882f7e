package org.imxp.beep.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.imxp.beep.PayloadFlow;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Session;
import org.jspecify.annotations.Nullable;

/**
 * A payload that is read while it comes in. What was not read keeps the peer's window closed, so that never more than a
 * window waits here.
 */
final class PayloadInput extends InputStream implements PayloadReceiver {
    private final Session session;
    private final long mostNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private @Nullable PayloadFlow flow;
    private @Nullable String broken;
    private boolean complete;
    private boolean closed;

    PayloadInput(Session session, java.time.Duration most) {
        this.session = session;
        this.mostNanos = most.toNanos();
    }

    // ---- from the event loop ---------------------------------------------------------------------------------------

    @Override
    public void octets(ByteBuffer octets, PayloadFlow from) {
        var copy = ByteBuffer.allocate(octets.remaining()).put(octets).flip();
        changing(() -> {
            flow = from;
            pieces.add(copy);
        });
        if (closed) {
            from.discard();
        }
    }

    @Override
    public void complete() {
        changing(() -> complete = true);
    }

    @Override
    public void broken(String reason) {
        changing(() -> broken = reason);
    }

    private void changing(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- from the reader -------------------------------------------------------------------------------------------

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, octets.length);
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            var piece = next();
            if (piece == null) {
                return -1;
            }
            var size = Math.min(length, piece.remaining());
            piece.get(octets, offset, size);
            if (!piece.hasRemaining()) {
                pieces.remove();
            }
            consumed(size);
            return size;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ByteBuffer next() throws IOException {
        var left = mostNanos;
        while (pieces.isEmpty()) {
            if (broken != null) {
                throw new IOException("the payload ends unfinished: " + broken);
            }
            if (complete || closed) {
                return null;
            }
            if (left <= 0) {
                throw new IOException(
                        "nothing more of the payload within " + TimeUnit.NANOSECONDS.toSeconds(mostNanos) + " seconds");
            }
            left = await(left);
        }
        return pieces.element();
    }

    @SuppressWarnings("WaitNotInLoop") // The caller loops until there is something to read.
    private long await(long nanos) throws IOException {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the thread was interrupted", e);
        }
    }

    private void consumed(int octets) {
        var from = flow;
        if (from != null) {
            session.execute(() -> from.consumed(octets));
        }
    }

    /** Throws the rest away. */
    @Override
    public void close() {
        changing(() -> {
            closed = true;
            pieces.clear();
        });
        var from = flow;
        if (from != null) {
            session.execute(from::discard);
        }
    }
}
