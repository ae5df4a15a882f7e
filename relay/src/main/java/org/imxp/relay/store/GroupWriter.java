package org.imxp.relay.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes written, on one thread at a time. That takes all that has gathered while it wrote, so that many changes cost one
 * transaction and one wait for the disk. Used by all threads; those who ask bound how much waits.
 *
 * @param <T> a change, and who waits for it
 */
public final class GroupWriter<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final int MOST_IN_GROUP = 1_000;
    /** How long a thread waits for more to write. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Executor executor;
    private final Consumer<List<T>> writing;
    private final Queue<T> gathered = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;

    /**
     * Nothing is written yet.
     *
     * @param executor where that may block; one command at a time is given to it
     * @param writing writes a group, in its order, and tells those who wait; what fails there is its to tell
     */
    public GroupWriter(Executor executor, Consumer<List<T>> writing) {
        this.executor = executor;
        this.writing = writing;
    }

    /**
     * A thread that writes. SQLite waits for the disk in native code, where a virtual thread would keep its carrier from all
     * others.
     *
     * @param name of the thread
     * @return a platform thread while there is something to do
     */
    public static Executor thread(String name) {
        var threads = Thread.ofPlatform().daemon().name(name).factory();
        return new ThreadPoolExecutor(
                0, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /**
     * Has a change written.
     *
     * @param change after those that were submitted before
     * @return false if it never will be, since this is closed
     */
    public boolean submit(T change) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            gathered.add(change);
            if (busy) {
                return true;
            }
            busy = true;
        }
        executor.execute(this::write);
        return true;
    }

    /** Writes what was submitted, and nothing after it. Blocks until that is done. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            while (busy) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        for (var group = next(); !group.isEmpty(); group = next()) {
            try {
                writing.accept(group);
            } catch (RuntimeException e) {
                LOG.error("what follows a change in the store failed", e);
            }
        }
    }

    /** What has gathered; nothing when the thread is not needed any more. */
    private synchronized List<T> next() {
        var group = new ArrayList<T>();
        while (!gathered.isEmpty() && group.size() < MOST_IN_GROUP) {
            group.add(gathered.remove());
        }
        if (group.isEmpty()) {
            busy = false;
            notifyAll();
        }
        return group;
    }
}
