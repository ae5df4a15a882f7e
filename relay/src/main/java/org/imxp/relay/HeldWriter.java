package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldDatum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one that changes what is held. Used by all threads.
 *
 * <p>Those who ask bound how much waits: additions by the {@link HeldRoom}, removals by there being one for each endpoint.
 */
final class HeldWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldWriter.class);

    private sealed interface Change {}

    private record Add(HeldDatum datum, CompletableFuture<Boolean> done) implements Change {}

    private record Remove(long number, CompletableFuture<Boolean> done) implements Change {}

    /** Between two transactions, when nothing else changes what is held. */
    private record Aside(Consumer<HeldData> work, CompletableFuture<Boolean> done) implements Change {}

    private final HeldData store;
    private final GroupWriter<Change> writer;

    /**
     * Writes to a store.
     *
     * @param executor where that may block; one command at a time is given to it
     */
    HeldWriter(HeldData store, Executor executor) {
        this.store = store;
        this.writer = new GroupWriter<>(executor, this::write);
    }

    /**
     * Has a data written.
     *
     * @return true once it is on disk; false if it is not; never fails. Ends on the writing thread, so it must not block.
     */
    CompletionStage<Boolean> add(HeldDatum datum) {
        var done = new CompletableFuture<Boolean>();
        submit(new Add(datum, done), done);
        return done;
    }

    /** Has a data removed; otherwise like {@link #add}. */
    CompletionStage<Boolean> remove(long number) {
        var done = new CompletableFuture<Boolean>();
        submit(new Remove(number, done), done);
        return done;
    }

    /** Has something looked at while no change is under way. */
    CompletionStage<Boolean> aside(Consumer<HeldData> work) {
        var done = new CompletableFuture<Boolean>();
        submit(new Aside(work, done), done);
        return done;
    }

    private void submit(Change change, CompletableFuture<Boolean> done) {
        if (!writer.submit(change)) {
            done.complete(false);
        }
    }

    /** Writes what was asked for, and nothing after it. */
    @Override
    public void close() {
        writer.close();
    }

    private void write(List<Change> group) {
        var data = new ArrayList<HeldDatum>();
        var numbers = new ArrayList<Long>();
        var done = new ArrayList<CompletableFuture<Boolean>>();
        var asides = new ArrayList<Aside>();
        for (var change : group) {
            switch (change) {
                case Add add -> {
                    data.add(add.datum());
                    done.add(add.done());
                }
                case Remove remove -> {
                    numbers.add(remove.number());
                    done.add(remove.done());
                }
                case Aside aside -> asides.add(aside);
            }
        }
        boolean written = done.isEmpty() || tried(() -> store.change(data, numbers));
        done.forEach(change -> change.complete(written));
        asides.forEach(aside -> aside.done().complete(tried(() -> aside.work().accept(store))));
    }

    private static boolean tried(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            // Those who wait are told; the next group may fare better.
            LOG.warn("held data can't be written: {}", e.getMessage());
            return false;
        }
    }
}
