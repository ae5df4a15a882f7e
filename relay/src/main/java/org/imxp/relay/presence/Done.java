package org.imxp.relay.presence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The end of a request with which nothing remains to be done. */
final class Done {
    static final CompletionStage<Object> DONE = CompletableFuture.completedStage("done");

    private Done() {}
}
