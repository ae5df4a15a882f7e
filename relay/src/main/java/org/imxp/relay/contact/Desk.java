package org.imxp.relay.contact;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where changes are decided on and written, one after another, so that what one of them has read is so until it has written. Used
 * by all threads.
 */
final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    /** Something to be done with the store, and what follows if the store fails. */
    record Task(Runnable work, Runnable otherwise) {}

    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final GroupWriter<Task> writer;

    /**
     * Nothing is to be done yet.
     *
     * @param most how many operations may wait
     * @param executor runs what blocks; one command at a time is given to it
     */
    Desk(int most, Executor executor) {
        this.most = most;
        writer = new GroupWriter<>(executor, Desk::work);
    }

    /** Begins an operation, which has to {@link #end}; false if too many wait. */
    boolean begin() {
        if (waiting.incrementAndGet() <= most) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void end() {
        waiting.decrementAndGet();
    }

    int most() {
        return most;
    }

    /**
     * Does something when its turn comes.
     *
     * @param work may block
     * @param otherwise called if the store fails, or it will never be done
     */
    void take(Runnable work, Runnable otherwise) {
        if (!writer.submit(new Task(work, otherwise))) {
            otherwise.run();
        }
    }

    /**
     * Does something when its turn comes, and tells what became of it.
     *
     * @param work may block
     * @return never fails
     */
    CompletionStage<Outcome> turn(Supplier<CompletionStage<Outcome>> work) {
        var outcome = new CompletableFuture<Outcome>();
        take(
                () -> {
                    var _ = work.get().thenAccept(outcome::complete);
                },
                () -> outcome.complete(Outcome.NOT_STORED));
        return outcome;
    }

    private static void work(List<Task> tasks) {
        for (var task : tasks) {
            try {
                task.work().run();
            } catch (StoreException e) {
                LOG.warn("contacts can't be read or written: {}", e.getMessage());
                task.otherwise().run();
            } catch (RuntimeException e) {
                LOG.error("an operation on contacts failed", e);
                task.otherwise().run();
            }
        }
    }

    /** Ends before the store is closed: what was taken is done. */
    @Override
    public void close() {
        writer.close();
    }
}
