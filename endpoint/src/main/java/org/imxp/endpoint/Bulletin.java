package org.imxp.endpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one handler is told: one thing at a time, in order, where it may block. Bounded; thread-safe.
 *
 * @param <E> what is told
 */
final class Bulletin<E> {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final int most;
    private final Executor executor;
    private final Consumer<? super E> handler;
    private final Deque<E> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    Bulletin(int most, Executor executor, Consumer<? super E> handler) {
        this.most = most;
        this.executor = executor;
        this.handler = handler;
    }

    /** Tells something; not if too much waits, or nothing is to be told any more. Says which. */
    synchronized boolean add(E event) {
        if (waiting.size() >= most) {
            return closed;
        }
        put(event);
        return true;
    }

    /** Tells what makes older things pointless; if too much waits, the oldest is left out. */
    synchronized void addNewer(E event) {
        if (waiting.size() >= most) {
            waiting.removeFirst();
        }
        put(event);
    }

    /** Tells something last. */
    synchronized void addLast(E event) {
        addNewer(event);
        closed = true;
    }

    /** Tells nothing more. */
    synchronized void close() {
        waiting.clear();
        closed = true;
    }

    private void put(E event) {
        if (!closed) {
            waiting.add(event);
            if (!busy) {
                busy = true;
                executor.execute(this::drain);
            }
        }
    }

    private void drain() {
        for (var next = take(); next.isPresent(); next = take()) {
            try {
                handler.accept(next.get());
            } catch (RuntimeException | Error e) {
                // An error too: nothing would take what waits any more.
                LOG.error("a handler of presence failed; the next event goes to it all the same", e);
            }
        }
    }

    private synchronized Optional<E> take() {
        var next = Optional.ofNullable(waiting.poll());
        busy = next.isPresent();
        return next;
    }
}
