package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.imxp.relay.store.HeldData;
import org.imxp.relay.store.HeldDatum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes what is held. It takes all that has gathered while it wrote, so that many changes cost one
 * transaction and one wait for the disk. Used by all threads.
 *
 * <p>Those who ask bound how much waits: additions by the {@link HeldRoom}, removals by there being one for each endpoint.
 */
final class HeldWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldWriter.class);
    private static final int MOST_IN_GROUP = 1_000;

    private sealed interface Change {}

    private record Add(HeldDatum datum, CompletableFuture<Boolean> done) implements Change {}

    private record Remove(long number, CompletableFuture<Boolean> done) implements Change {}

    /** Between two transactions, when nothing else changes what is held. */
    private record Aside(Consumer<HeldData> work, CompletableFuture<Boolean> done) implements Change {}

    private record Stop() implements Change {}

    private final HeldData store;
    private final BlockingQueue<Change> gathered = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    HeldWriter(HeldData store) {
        this.store = store;
        // SQLite waits for the disk in native code, where a virtual thread would keep its carrier from all others.
        thread = Thread.ofPlatform().daemon().name("held-data").start(this::write);
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
        synchronized (gathered) {
            if (!closed) {
                gathered.add(change);
                return;
            }
        }
        done.complete(false);
    }

    /** Writes what was asked for, and nothing after it. */
    @Override
    public void close() {
        synchronized (gathered) {
            if (!closed) {
                closed = true;
                gathered.add(new Stop());
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        var group = new ArrayList<Change>();
        boolean going = true;
        while (going) {
            try {
                group.add(gathered.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the writer of held data", e);
            }
            gathered.drainTo(group, MOST_IN_GROUP - 1);
            going = write(group);
            group.clear();
        }
    }

    /** Writes a group; false if it was the last. */
    private boolean write(List<Change> group) {
        var data = new ArrayList<HeldDatum>();
        var numbers = new ArrayList<Long>();
        var done = new ArrayList<CompletableFuture<Boolean>>();
        var asides = new ArrayList<Aside>();
        boolean going = true;
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
                case Stop _ -> going = false;
            }
        }
        boolean written = done.isEmpty() || tried(() -> store.change(data, numbers));
        done.forEach(change -> change.complete(written));
        asides.forEach(aside -> aside.done().complete(tried(() -> aside.work().accept(store))));
        return going;
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
