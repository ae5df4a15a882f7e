package org.imxp.relay.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.relay.store.PresenceChange;

/** Writes at once, or when a test says so. */
final class TestJournal implements Journal {
    final List<PresenceChange> written = new ArrayList<>();
    private final Deque<CompletableFuture<Boolean>> waiting = new ArrayDeque<>();
    private boolean byHand;
    private boolean failing;

    void byHand() {
        byHand = true;
    }

    void fail(boolean fails) {
        failing = fails;
    }

    @Override
    public CompletionStage<Boolean> write(List<PresenceChange> changes) {
        if (failing) {
            return CompletableFuture.completedFuture(false);
        }
        written.addAll(changes);
        if (!byHand) {
            return CompletableFuture.completedFuture(true);
        }
        var done = new CompletableFuture<Boolean>();
        waiting.add(done);
        return done;
    }

    /** The first that waits is on disk, or is not. */
    void done(boolean isWritten) {
        waiting.remove().complete(isWritten);
    }

    int waiting() {
        return waiting.size();
    }
}
