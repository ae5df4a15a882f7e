package org.imxp.endpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.protocol.ReplyCode;

/** How an attachment ends: once, and by whom. Thread-safe. */
final class Ending {
    private static final Detached CLOSED =
            new Detached(Detached.Reason.RELEASED, ReplyCode.SUCCESS, "the endpoint was closed");

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Detached> ended = new CompletableFuture<>();
    private final CompletableFuture<Detached> unasked = new CompletableFuture<>();

    /** This program wants the end; tells whether it is the first to say so. */
    boolean ask() {
        return asked.compareAndSet(false, true);
    }

    boolean isAsked() {
        return asked.get();
    }

    /** The end has come; the first that is heard of it counts. */
    void came(Detached how) {
        boolean surprise = !isAsked();
        if (ended.complete(surprise ? how : CLOSED) && surprise) {
            unasked.complete(how);
        }
    }

    /** The end that this program asked for has come. */
    void came() {
        came(CLOSED);
    }

    /** Done at the end, asked for or not. */
    CompletableFuture<Detached> ended() {
        return ended;
    }

    /** Done at an end that this program did not ask for. */
    CompletableFuture<Detached> unasked() {
        return unasked;
    }
}
