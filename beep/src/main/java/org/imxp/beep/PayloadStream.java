package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.Keyword;
import org.jspecify.annotations.Nullable;

/**
 * A payload that is written while it is sent, so that it may be larger than memory: a message, a reply or an answer.
 * Until it is ended, nothing else leaves on its channel.
 *
 * <p>Used by the session's owner only. Octets that were written wait for the peer's window without a bound: whoever
 * writes waits for the stage of each {@link #write}, or of the one a few writes ago.
 */
public final class PayloadStream {
    /** A write that has not left whole: the position behind its last octet. */
    private record Pending(long end, CompletableFuture<Void> done) {}

    private final Channel channel;
    private final OutgoingMessage message;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long written;
    private long left;
    private boolean ended;
    private @Nullable String stopped;

    PayloadStream(Channel channel, Keyword keyword, int messageNumber, long answerNumber) {
        this.channel = channel;
        this.message = OutgoingMessage.streamed(keyword, messageNumber, answerNumber, this);
    }

    /**
     * Writes octets.
     *
     * @param octets owned by the stream from now on
     * @return done when they have left for the network; fails with {@link SessionEndedException} when they will not,
     *     because the channel has ended or the peer has refused the message before its end (RFC 3080 section 2.6.3)
     * @throws IllegalStateException if the payload is ended
     */
    public CompletableFuture<Void> write(ByteBuffer octets) {
        checkNotEnded();
        var reason = stopped;
        if (reason != null) {
            return CompletableFuture.failedFuture(new SessionEndedException(reason));
        }
        if (!octets.hasRemaining()) {
            return CompletableFuture.completedFuture(null);
        }
        var done = new CompletableFuture<Void>();
        written += octets.remaining();
        pending.add(new Pending(written, done));
        channel.output().appended(message, octets);
        return done;
    }

    /**
     * Ends the payload: what was written is all of it.
     *
     * @throws IllegalStateException if it is ended already
     */
    public void end() {
        checkNotEnded();
        if (stopped == null) {
            message.end();
            channel.output().appended(message, ByteBuffer.allocate(0));
        }
        ended = true;
    }

    private void checkNotEnded() {
        if (ended) {
            throw new IllegalStateException("the payload is ended already");
        }
    }

    /**
     * Whether writing makes sense.
     *
     * @return false once the channel has ended or the peer has refused the rest
     */
    public boolean isOpen() {
        return stopped == null && !ended;
    }

    /**
     * Octets that were written and have not left.
     *
     * @return a count that the writer bounds by waiting
     */
    public long queuedOctets() {
        return stopped == null ? written - left : 0;
    }

    OutgoingMessage message() {
        return message;
    }

    void left(int octets) {
        left += octets;
        while (!pending.isEmpty() && pending.element().end() <= left) {
            pending.remove().done().complete(null);
        }
    }

    void stopped(String reason) {
        if (stopped == null) {
            stopped = reason;
            var waiting = new ArrayDeque<>(pending);
            pending.clear();
            waiting.forEach(each -> each.done().completeExceptionally(new SessionEndedException(reason)));
        }
    }
}
