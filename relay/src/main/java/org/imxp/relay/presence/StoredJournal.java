package org.imxp.relay.presence;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.relay.store.GroupWriter;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one that changes what is kept. What waits is bounded by the requests and operations that it is for. Used by all threads.
 */
final class StoredJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);

    private record Entry(List<PresenceChange> changes, CompletableFuture<Boolean> done) {}

    private final PresenceData store;
    private final GroupWriter<Entry> writer = new GroupWriter<>(GroupWriter.thread("presence-writer"), this::writeAll);

    StoredJournal(PresenceData store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Boolean> write(List<PresenceChange> changes) {
        var entry = new Entry(List.copyOf(changes), new CompletableFuture<>());
        if (!writer.submit(entry)) {
            entry.done().complete(false);
        }
        return entry.done();
    }

    @Override
    public void close() {
        writer.close();
    }

    private void writeAll(List<Entry> group) {
        boolean isWritten =
                tried(group.stream().flatMap(entry -> entry.changes().stream()).toList());
        group.forEach(entry -> entry.done().complete(isWritten));
    }

    private boolean tried(List<PresenceChange> changes) {
        try {
            store.change(changes);
            return true;
        } catch (RuntimeException e) {
            // Those who wait are told; the next group may fare better.
            LOG.warn("presence can't be written: {}", e.getMessage());
            return false;
        }
    }
}
