package org.imxp.endpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What is known of a message for one recipient. Thread-safe. */
final class Fate {
    /** How much it is. It only ever grows. */
    enum Known {
        NOTHING,
        HELD,
        END
    }

    private final Executor executor;
    private final CompletableFuture<Outcome> first = new CompletableFuture<>();
    private final CompletableFuture<Outcome> last = new CompletableFuture<>();
    private Known known = Known.NOTHING;
    private String hearsay = "";

    /**
     * Nothing is known yet.
     *
     * @param executor runs what the program does next
     */
    Fate(Executor executor) {
        this.executor = executor;
    }

    /** The first outcome, held or not. */
    CompletableFuture<Outcome> first() {
        return first;
    }

    /** The outcome that nothing follows. */
    CompletableFuture<Outcome> last() {
        return last;
    }

    synchronized Known known() {
        return known;
    }

    /** Remembers what somebody said who may not tell. */
    synchronized void heard(String what) {
        hearsay = what;
    }

    /** Gives up; what was heard helps to understand. */
    synchronized Outcome.Unknown unknown(String why) {
        return new Outcome.Unknown(hearsay.isEmpty() ? why : why + "; " + hearsay);
    }

    /**
     * Takes an outcome, unless as much is known already.
     *
     * @return what was known before; {@link Known#END} when the outcome does not count
     */
    synchronized Known take(Outcome outcome) {
        var before = known;
        var next = outcome.isFinal() ? Known.END : Known.HELD;
        if (next.compareTo(before) <= 0) {
            return Known.END;
        }
        known = next;
        executor.execute(() -> complete(outcome));
        return before;
    }

    private void complete(Outcome outcome) {
        first.complete(outcome);
        if (outcome.isFinal()) {
            last.complete(outcome);
        }
    }
}
