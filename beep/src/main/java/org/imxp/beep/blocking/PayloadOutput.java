package org.imxp.beep.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.PayloadStream;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;

/**
 * A payload that is written while it is sent, in pieces of 64 KiB. It waits for the peer's window: at most two pieces
 * are on their way.
 */
final class PayloadOutput extends OutputStream {
    private static final int PIECE = 1 << 16;

    private final Session session;
    private final PayloadStream stream;
    private final Duration most;
    private ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private CompletableFuture<Void> previous = CompletableFuture.completedFuture(null);
    private boolean closed;

    PayloadOutput(Session session, PayloadStream stream, Duration most) {
        this.session = session;
        this.stream = stream;
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, octets.length);
        if (closed) {
            throw new IOException("the payload is ended already");
        }
        for (int written = 0; written < length; ) {
            var size = Math.min(length - written, piece.remaining());
            piece.put(octets, offset + written, size);
            written += size;
            if (!piece.hasRemaining()) {
                flush();
            }
        }
    }

    /** Sends what was written, and waits until what was sent before has left. */
    @Override
    public void flush() throws IOException {
        if (piece.position() == 0) {
            return;
        }
        var full = piece.flip();
        piece = ByteBuffer.allocate(PIECE);
        var left = new CompletableFuture<Void>();
        session.execute(() -> {
            var _ = stream.write(full).whenComplete((done, failure) -> {
                if (failure == null) {
                    left.complete(null);
                } else {
                    left.completeExceptionally(failure);
                }
            });
        });
        waitFor(previous);
        previous = left;
    }

    private void waitFor(CompletableFuture<Void> left) throws IOException {
        try {
            Wait.until(left, most, "the rest of a payload");
        } catch (SessionEndedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Ends the payload. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        flush();
        closed = true;
        session.execute(() -> {
            if (stream.isOpen()) {
                stream.end();
            }
        });
        waitFor(previous);
    }
}
