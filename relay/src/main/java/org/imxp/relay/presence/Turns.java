package org.imxp.relay.presence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.jspecify.annotations.Nullable;

/** Lets things that concern one endpoint happen one after the other, though each may end later. Used by all threads. */
final class Turns {
    private final int mostOfOne;
    private final int mostInAll;
    private final AtomicInteger inAll = new AtomicInteger();
    private final ConcurrentMap<Address, Deque<Supplier<CompletionStage<?>>>> waiting = new ConcurrentHashMap<>();

    /**
     * Turns for everyone.
     *
     * @param mostOfOne how many of one endpoint may wait, that which is under way included
     * @param mostInAll how many in all
     */
    Turns(int mostOfOne, int mostInAll) {
        this.mostOfOne = mostOfOne;
        this.mostInAll = mostInAll;
    }

    /**
     * Has something happen when what came before has ended.
     *
     * @param endpoint whom it concerns
     * @param task must not block; its stage must end, and what fails keeps nobody's turn
     * @return false if too much waits, and the task is not taken
     */
    boolean take(Address endpoint, Supplier<CompletionStage<?>> task) {
        if (inAll.incrementAndGet() > mostInAll) {
            inAll.decrementAndGet();
            return false;
        }
        var place = new AtomicInteger();
        waiting.compute(endpoint, (same, before) -> {
            var queue = before == null ? new ArrayDeque<Supplier<CompletionStage<?>>>(1) : before;
            if (queue.size() < mostOfOne) {
                queue.add(task);
                place.set(queue.size());
            }
            return queue;
        });
        if (place.get() == 0) {
            inAll.decrementAndGet();
            return false;
        }
        if (place.get() == 1) {
            run(endpoint, task);
        }
        return true;
    }

    private void run(Address endpoint, Supplier<CompletionStage<?>> first) {
        var task = first;
        while (task != null) {
            var stage = begun(task).toCompletableFuture();
            if (!stage.isDone()) {
                var _ = stage.handle((nothing, failure) -> {
                    var next = next(endpoint);
                    if (next != null) {
                        run(endpoint, next);
                    }
                    return CompletableFuture.completedStage(null);
                });
                return;
            }
            task = next(endpoint);
        }
    }

    /** Begins a task; what it throws is how its stage ends. */
    static CompletionStage<?> begun(Supplier<CompletionStage<?>> task) {
        try {
            return task.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Ends the one that was under way; null if there is no other. */
    private @Nullable Supplier<CompletionStage<?>> next(Address endpoint) {
        inAll.decrementAndGet();
        var left = waiting.computeIfPresent(endpoint, (same, queue) -> {
            queue.remove();
            return queue.isEmpty() ? null : queue;
        });
        return left == null ? null : Objects.requireNonNull(left.peek());
    }
}
