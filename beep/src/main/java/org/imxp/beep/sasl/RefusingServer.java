package org.imxp.beep.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A mechanism that cannot succeed on this session. */
record RefusingServer(String mechanism, SaslFailure failure) implements SaslServer {
    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        return CompletableFuture.completedStage(failure);
    }
}
