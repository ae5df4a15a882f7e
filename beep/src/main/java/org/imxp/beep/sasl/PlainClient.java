package org.imxp.beep.sasl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** PLAIN (RFC 4616). The server proves nothing; its certificate has to. */
final class PlainClient implements SaslClient {
    private final PreparedLogin login;
    private boolean sent;

    PlainClient(PreparedLogin login) {
        this.login = login;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.PLAIN.registeredName();
    }

    @Override
    public Optional<Octets> initialResponse() {
        sent = true;
        return Optional.of(message());
    }

    @Override
    public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
        return CompletableFuture.completedStage(step(challenge, complete));
    }

    private SaslClientStep step(byte[] challenge, boolean complete) {
        if (complete) {
            return sent ? new SaslVerified() : new SaslAbort("the server said complete before it was told a password");
        }
        if (sent || challenge.length > 0) {
            return new SaslAbort("the server sent a challenge, which PLAIN does not have");
        }
        sent = true;
        return new SaslResponse(message());
    }

    private Octets message() {
        return Octets.ofText("\0" + login.username() + "\0" + String.valueOf(login.password()));
    }
}
