package org.imxp.relay.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes what is kept. It takes all that has gathered while it wrote, so that many changes cost one
 * transaction and one wait for the disk. What waits is bounded by the requests and operations that it is for. Used by all
 * threads.
 */
final class StoredJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);
    private static final int MOST_IN_GROUP = 1_000;

    private record Entry(List<PresenceChange> changes, CompletableFuture<Boolean> done, boolean isLast) {}

    private final PresenceData store;
    private final BlockingQueue<Entry> gathered = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    StoredJournal(PresenceData store) {
        this.store = store;
        thread = Thread.ofVirtual().name("presence").start(this::write);
    }

    @Override
    public CompletionStage<Boolean> write(List<PresenceChange> changes) {
        var done = new CompletableFuture<Boolean>();
        synchronized (gathered) {
            if (!closed) {
                gathered.add(new Entry(List.copyOf(changes), done, false));
                return done;
            }
        }
        done.complete(false);
        return done;
    }

    @Override
    public void close() {
        synchronized (gathered) {
            if (!closed) {
                closed = true;
                gathered.add(new Entry(List.of(), new CompletableFuture<>(), true));
            }
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        var group = new ArrayList<Entry>();
        boolean going = true;
        while (going) {
            try {
                group.add(gathered.take());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the writer of presence", e);
            }
            gathered.drainTo(group, MOST_IN_GROUP - 1);
            boolean isWritten = tried(group);
            group.forEach(entry -> tell(entry, isWritten));
            going = !group.getLast().isLast();
            group.clear();
        }
    }

    private boolean tried(List<Entry> group) {
        var changes = group.stream().flatMap(entry -> entry.changes().stream()).toList();
        if (changes.isEmpty()) {
            return true;
        }
        try {
            store.change(changes);
            return true;
        } catch (RuntimeException e) {
            // Those who wait are told; the next group may fare better.
            LOG.warn("presence can't be written: {}", e.getMessage());
            return false;
        }
    }

    private static void tell(Entry entry, boolean isWritten) {
        try {
            entry.done().complete(isWritten);
        } catch (RuntimeException e) {
            LOG.error("what follows a change of presence failed", e);
        }
    }
}
