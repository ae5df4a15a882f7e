package org.imxp.relay.presence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Post;

/**
 * What is to be said to one recipient, in its order. A few are under way at once; whoever adds something, or learns that one has
 * been answered, sends what may leave, but only one thread at a time, so that the order is kept. Used by all threads.
 */
final class Outbox {
    /** Something to say: one element, or several in a row. */
    interface Letter {
        /** Who says it. */
        Address service();

        /** What is said next; empty if there is nothing to say any more. Called with nothing locked. */
        Optional<Post.Content> next();

        /** Whether more follows what {@link #next} gave last. */
        default boolean hasMore() {
            return false;
        }

        /** One element has been answered, or has not reached the recipient. */
        default void answered(ReplyCode outcome) {}
    }

    /** Sends one element. */
    @FunctionalInterface
    interface Sending {
        void send(Letter letter, Post.Content said, Runnable then);
    }

    private static final int UNDER_WAY = 16;

    private final Deque<Letter> waiting = new ArrayDeque<>(2);
    private int unanswered;
    private boolean pumping;
    private boolean again;

    /** Adds a letter if no more than some wait. */
    synchronized boolean offer(Letter letter, int most) {
        if (waiting.size() >= most) {
            return false;
        }
        waiting.add(letter);
        return true;
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && unanswered == 0 && !pumping;
    }

    /** Sends what may leave. */
    void pump(Sending sending) {
        if (!claim()) {
            return;
        }
        do {
            for (var letter = head(); letter.isPresent(); letter = head()) {
                send(letter.get(), sending);
            }
        } while (!release());
    }

    private void send(Letter letter, Sending sending) {
        var said = letter.next();
        synchronized (this) {
            if (!letter.hasMore()) {
                waiting.remove();
            }
            if (said.isPresent()) {
                unanswered++;
            }
        }
        said.ifPresent(content -> sending.send(letter, content, () -> {
            synchronized (this) {
                unanswered--;
            }
            pump(sending);
        }));
    }

    private synchronized Optional<Letter> head() {
        return unanswered < UNDER_WAY ? Optional.ofNullable(waiting.peek()) : Optional.empty();
    }

    private synchronized boolean claim() {
        again = pumping;
        if (pumping) {
            return false;
        }
        pumping = true;
        return true;
    }

    private synchronized boolean release() {
        pumping = again;
        again = false;
        return !pumping;
    }
}
