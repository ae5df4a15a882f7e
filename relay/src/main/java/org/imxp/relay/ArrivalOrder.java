package org.imxp.relay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.imxp.protocol.Address;

/**
 * Has what is to be decided about data for one recipient decided in the order in which it came, although a decision may take a
 * question to the store, or a turn of another session. Used by all threads; never blocks.
 */
final class ArrivalOrder {
    /** A data whose turn comes. */
    private final class Turn {
        private final Address recipient;
        private final Function<Runnable, CompletionStage<Outcome>> step;
        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final AtomicBoolean decided = new AtomicBoolean();
        /** Of the step that has returned and the decision, the second goes on with the next turn: so none is nested in another. */
        private final AtomicBoolean one = new AtomicBoolean();

        Turn(Address recipient, Function<Runnable, CompletionStage<Outcome>> step) {
            this.recipient = recipient;
            this.step = step;
        }

        /** Takes the step; true if it is decided, and the next turn is the caller's to take. */
        boolean take() {
            try {
                var _ = step.apply(this::decided).whenComplete((found, failure) -> {
                    if (failure == null) {
                        outcome.complete(found);
                    } else {
                        outcome.completeExceptionally(failure);
                    }
                    decided();
                });
            } catch (RuntimeException e) {
                outcome.completeExceptionally(e);
                decided();
            }
            return one.getAndSet(true);
        }

        private void decided() {
            if (!decided.getAndSet(true) && one.getAndSet(true)) {
                next(recipient).ifPresent(ArrivalOrder.this::take);
            }
        }
    }

    private final int most;
    private final Map<Address, Queue<Turn>> waiting = new HashMap<>();
    private int size;

    /**
     * Nothing waits yet.
     *
     * @param most how many data may wait for their turn; for one more the outcome is 451
     */
    ArrivalOrder(int most) {
        this.most = most;
    }

    /**
     * Takes a step for a data when all before it for the same recipient are decided.
     *
     * @param step is given what to run, once or more often, when the next data can't overtake this one any more; then its outcome
     *     may still be to come
     * @return the outcome of the step; fails if that does
     */
    CompletionStage<Outcome> inTurn(Address recipient, Function<Runnable, CompletionStage<Outcome>> step) {
        var turn = new Turn(recipient, step);
        synchronized (this) {
            var queue = waiting.get(recipient);
            if (queue != null) {
                if (size >= most) {
                    return CompletableFuture.completedStage(AccountLookups.UNKNOWN);
                }
                queue.add(turn);
                size++;
                return turn.outcome;
            }
            waiting.put(recipient, new ArrayDeque<>());
        }
        take(turn);
        return turn.outcome;
    }

    private void take(Turn first) {
        var turn = Optional.of(first);
        while (turn.isPresent() && turn.get().take()) {
            turn = next(turn.get().recipient);
        }
    }

    private synchronized Optional<Turn> next(Address recipient) {
        var next = Optional.ofNullable(waiting.get(recipient)).map(Queue::poll);
        next.ifPresentOrElse(turn -> size--, () -> waiting.remove(recipient));
        return next;
    }

    /** How many data wait for their turn. */
    synchronized int size() {
        return size;
    }

    /** For how many recipients a data waits, or is being decided about. */
    synchronized int recipients() {
        return waiting.size();
    }
}
