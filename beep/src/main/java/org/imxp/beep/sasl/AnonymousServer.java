package org.imxp.beep.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** ANONYMOUS (RFC 4505). */
final class AnonymousServer implements SaslServer {
    private final AnonymousIdentities identities;
    private final Attempt attempt;

    AnonymousServer(AnonymousIdentities identities, Attempt attempt) {
        this.identities = identities;
        this.attempt = attempt;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.ANONYMOUS.registeredName();
    }

    @Override
    public CompletionStage<SaslStep> begin() {
        return CompletableFuture.completedStage(new SaslChallenge(Octets.EMPTY));
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        var trace = WireText.utf8(message);
        Trace.fault(trace).ifPresent(fault -> {
            throw new SaslSyntaxException(fault);
        });
        return CompletableFuture.completedStage(attempt.verdict(() -> identities.identity(trace, attempt.context())));
    }
}
