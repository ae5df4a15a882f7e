package org.imxp.endpoint;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.protocol.ReplyCode;

/** How one attachment ends: once, and by whom. Thread-safe. */
final class Ending {
    /** This program wanted it. */
    static final Detached CLOSED = new Detached(Detached.Reason.RELEASED, ReplyCode.SUCCESS, "the endpoint was closed");

    private final AtomicBoolean asked;
    private final CompletableFuture<Detached> ended = new CompletableFuture<>();

    /**
     * An attachment that goes on.
     *
     * @param asked whether this program wants the end of the endpoint
     */
    Ending(AtomicBoolean asked) {
        this.asked = asked;
    }

    boolean isAsked() {
        return asked.get();
    }

    /** The end has come; the first that is heard of it counts. */
    void came(Detached how) {
        ended.complete(isAsked() ? CLOSED : how);
    }

    /** Done at the end, asked for or not. */
    CompletableFuture<Detached> ended() {
        return ended;
    }
}
