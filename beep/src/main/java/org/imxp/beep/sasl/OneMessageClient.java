package org.imxp.beep.sasl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** EXTERNAL (RFC 4422 appendix A) and ANONYMOUS (RFC 4505): one message, which may be empty, and the server's verdict. */
final class OneMessageClient implements SaslClient {
    private final SaslMechanism mechanism;
    private final Octets message;
    private boolean sent;
    private boolean asked;

    OneMessageClient(SaslMechanism mechanism, String message) {
        this.mechanism = mechanism;
        this.message = Octets.ofText(message);
    }

    @Override
    public String mechanism() {
        return mechanism.registeredName();
    }

    @Override
    public Optional<Octets> initialResponse() {
        sent = true;
        return Optional.of(message);
    }

    @Override
    public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
        return CompletableFuture.completedStage(step(challenge, complete));
    }

    private SaslClientStep step(byte[] challenge, boolean complete) {
        if (challenge.length > 0) {
            return new SaslAbort("the server sent a challenge, which " + mechanism() + " does not have");
        }
        if (complete) {
            return sent ? new SaslVerified() : new SaslAbort("the server said complete before it was told anything");
        }
        if (asked) {
            return new SaslAbort("the server asked twice");
        }
        // Also when it has been told: a server may take an empty initial response for none.
        asked = true;
        sent = true;
        return new SaslResponse(message);
    }
}
