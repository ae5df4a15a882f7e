package org.imxp.endpoint;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue in front of a handler of the program, which gets one thing at a time, in order, where it may block. What
 * comes before there is a handler waits for it.
 *
 * <p>Thread-safe.
 *
 * @param <T> what is handled
 */
final class Inbox<T> {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    /** The inbox whose handler runs here. */
    private static final ScopedValue<Inbox<?>> HANDLING = ScopedValue.newInstance();

    private record Item<T>(T thing, long octets) {}

    private final int mostThings;
    private final long mostOctets;
    private final Executor executor;
    private final Queue<Item<T>> waiting = new ArrayDeque<>();
    private Optional<Consumer<? super T>> handler = Optional.empty();
    private long octets;
    private boolean busy;
    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);

    /**
     * An empty one.
     *
     * @param executor runs the handler
     */
    Inbox(int mostThings, long mostOctets, Executor executor) {
        this.mostThings = mostThings;
        this.mostOctets = mostOctets;
        this.executor = executor;
    }

    /** Whether a thing would be taken. Only the one thread that adds can rely on the answer. */
    synchronized boolean hasRoom(long size) {
        return waiting.size() < mostThings && octets + size <= mostOctets;
    }

    /** Takes a thing, or not when it would pass a bound. */
    synchronized boolean add(T thing, long size) {
        if (!hasRoom(size)) {
            return false;
        }
        waiting.add(new Item<>(thing, size));
        octets += size;
        work();
        return true;
    }

    /** Sets the handler, in place of the one before. */
    synchronized void handler(Consumer<? super T> next) {
        handler = Optional.of(next);
        work();
    }

    synchronized boolean hasHandler() {
        return handler.isPresent();
    }

    /** Done when there is nothing for the handler any more, and it does not run; also if there is no handler. */
    synchronized CompletableFuture<Void> idle() {
        return idle.copy();
    }

    /** Whether this is called by the handler, on the thread that it was given. */
    boolean isHandlingHere() {
        return HANDLING.isBound() && HANDLING.get() == this;
    }

    private void work() {
        if (!busy && handler.isPresent() && !waiting.isEmpty()) {
            busy = true;
            idle = new CompletableFuture<>();
            executor.execute(this::drain);
        }
    }

    private void drain() {
        for (var next = peek(); next.isPresent(); next = peek()) {
            var item = next.get();
            try {
                ScopedValue.where(HANDLING, this).run(() -> current().accept(item.thing()));
            } catch (RuntimeException | Error e) {
                // An error too: nothing would take what waits any more.
                LOG.error("a handler failed; the next message goes to it all the same", e);
            } finally {
                done(item);
            }
        }
    }

    private synchronized Consumer<? super T> current() {
        return handler.orElseThrow();
    }

    private synchronized Optional<Item<T>> peek() {
        var first = Optional.ofNullable(waiting.peek());
        busy = first.isPresent();
        if (!busy) {
            idle.complete(null);
        }
        return first;
    }

    /** Only now is its place free: what a handler holds counts. */
    private synchronized void done(Item<T> item) {
        waiting.remove();
        octets -= item.octets();
    }
}
