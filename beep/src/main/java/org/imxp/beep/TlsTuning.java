package org.imxp.beep;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.management.ManagementElement.Proceed;
import org.imxp.beep.management.ManagementElement.Ready;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;
import org.jspecify.annotations.Nullable;

/** How a session gets into TLS, for either side (RFC 3080 section 3.1, BEEP-43 to BEEP-47). */
final class TlsTuning {
    private final Session session;
    private @Nullable Runnable proceed;
    private int askedOn;
    private boolean proceeded;
    private @Nullable CompletableFuture<Void> started;

    TlsTuning(Session session) {
        this.session = session;
    }

    // ---- the peer asked --------------------------------------------------------------------------------------------

    /** The {@code ready} waits for its answer on a channel; every other channel is to owe nothing before it. */
    void readyReceived(int channel, Runnable answer) {
        askedOn = channel;
        session.become(SessionPhase.READY_RECEIVED);
        session.stopReading();
        proceed = answer;
        proceeded = false;
    }

    /** Everything that could leave has left: answer when no other reply is owed, and go on when the answer has left. */
    void flushed() {
        if (session.phase() != SessionPhase.READY_RECEIVED) {
            return;
        }
        var answer = proceed;
        if (!proceeded && answer != null && nothingElseIsOwed()) {
            proceeded = true;
            proceed = null;
            answer.run();
            session.flushSoon();
            return;
        }
        if (proceeded && session.sender().isEmpty() && session.transport().isWritable()) {
            session.become(SessionPhase.SECURING);
            session.transport().secure(Role.LISTENER, session.serverName().orElse(""));
        }
    }

    private boolean nothingElseIsOwed() {
        return session.sender().isEmpty()
                && session.channels().all().stream()
                        .allMatch(channel -> channel.number() == askedOn || channel.owesNothing());
    }

    // ---- this side asks --------------------------------------------------------------------------------------------

    CompletableFuture<Void> start(String name) {
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var uri = offered.contains(Tuning.TLS) || !offered.contains(Tuning.TLS_ALIAS) ? Tuning.TLS : Tuning.TLS_ALIAS;
        if (!offered.contains(uri)) {
            return CompletableFuture.failedFuture(
                    new PeerRefusedException(ReplyCode.NOT_TAKEN, "the peer does not offer TLS"));
        }
        var done = new CompletableFuture<Void>();
        started = done;
        var _ = session.start(
                        name, List.of(new ProfileOffer(uri, ManagementWriter.write(new Ready("1")))), exchange -> {})
                .whenComplete((channel, failure) -> {
                    if (failure == null) {
                        answered(channel, name, done);
                    } else {
                        refused(done, Failures.cause(failure));
                    }
                });
        if (session.phase() == SessionPhase.OPEN) {
            session.become(SessionPhase.READY_SENT);
        }
        return done;
    }

    private void answered(StartedChannel channel, String name, CompletableFuture<Void> done) {
        try {
            switch (ManagementReader.read(channel.content())) {
                case Proceed _ -> {
                    session.become(SessionPhase.SECURING);
                    session.stopReading();
                    session.transport().secure(Role.INITIATOR, name);
                }
                case Refusal refusal -> refused(done, new PeerRefusedException(refusal.code(), refusal.text()));
                default -> session.end(SessionEnd.Kind.FAULT, "the answer to ready is neither proceed nor error");
            }
        } catch (ManagementException e) {
            session.end(SessionEnd.Kind.FAULT, "the answer to ready: " + e.sentence());
        }
    }

    private void refused(CompletableFuture<Void> done, Throwable failure) {
        if (session.phase() == SessionPhase.READY_SENT) {
            session.become(SessionPhase.OPEN);
        }
        started = null;
        done.completeExceptionally(failure);
    }

    /** A greeting has come; the first inside TLS ends the wish for TLS. */
    void greeted() {
        var done = started;
        if (done != null && session.tlsPeer().isPresent()) {
            started = null;
            done.complete(null);
        }
    }

    void ended(String reason) {
        var done = started;
        if (done != null) {
            started = null;
            done.completeExceptionally(new SessionEndedException(reason));
        }
    }
}
