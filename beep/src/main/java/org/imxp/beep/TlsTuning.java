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
    private boolean proceeded;
    private int agreements;
    private @Nullable CompletableFuture<Void> started;
    private @Nullable OutgoingMessage ready;

    TlsTuning(Session session) {
        this.session = session;
    }

    // ---- the peer asked --------------------------------------------------------------------------------------------

    /** The {@code ready} waits for its answer; every other reply is to leave before it. */
    void readyReceived(Runnable answer) {
        if (session.phase() != SessionPhase.OPEN) {
            // Each would wait for the other, and neither may say so.
            session.end(SessionEnd.Kind.TERMINATED, "both peers asked for TLS at once");
            return;
        }
        session.become(SessionPhase.READY_RECEIVED);
        session.stopReading();
        session.channels().withZero().forEach(channel -> channel.output().repliesFirst());
        proceed = answer;
        proceeded = false;
        agreeInTime();
    }

    /** Everything that could leave has left: answer when no other reply is owed, and go on when the answer has left. */
    void flushed() {
        if (session.phase() != SessionPhase.READY_RECEIVED) {
            return;
        }
        var answer = proceed;
        if (answer != null && owed() == 1) {
            proceed = null;
            proceeded = true;
            session.together(answer);
        } else if (proceeded && owed() == 0) {
            proceeded = false;
            session.become(SessionPhase.SECURING);
            session.guard(() -> session.transport()
                    .secure(Role.LISTENER, session.serverName().orElse("")));
        }
    }

    /** Once the answer is given, nothing leaves but what is before it on its channel, and the answer. */
    boolean isUpToProceed(Channel channel) {
        return !proceeded || channel.input().owedReplies() > 0;
    }

    /** Replies that have not left; the answer to {@code ready} is one of them. */
    private int owed() {
        return session.channels().withZero().stream()
                .mapToInt(channel -> channel.input().owedReplies())
                .sum();
    }

    // ---- this side asks --------------------------------------------------------------------------------------------

    CompletableFuture<Void> start(String name) {
        if (session.phase() == SessionPhase.OPEN) {
            var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
            if (session.tlsPeer().isPresent()) {
                return refused(ReplyCode.TRANSACTION_FAILED, "TLS is on already");
            }
            if (offered.stream().noneMatch(Tuning::isTls)) {
                return refused(ReplyCode.NOT_TAKEN, "the peer does not offer TLS");
            }
            return ask(name, offered.contains(Tuning.TLS) ? Tuning.TLS : Tuning.TLS_ALIAS);
        }
        return CompletableFuture.failedFuture(
                new SessionEndedException("TLS can't be started: the session is " + session.phase()));
    }

    private static CompletableFuture<Void> refused(int code, String text) {
        return CompletableFuture.failedFuture(new PeerRefusedException(code, text));
    }

    private CompletableFuture<Void> ask(String name, String uri) {
        var done = new CompletableFuture<Void>();
        started = done;
        session.together(() -> {
            var offer = new ProfileOffer(uri, ManagementWriter.write(new Ready("1")));
            var _ = session.start(name, List.of(offer), TlsProfile::unexpected).whenComplete((channel, failure) -> {
                if (failure == null) {
                    session.guard(() -> answered(channel, name, done));
                } else {
                    refused(done, Failures.cause(failure));
                }
            });
            if (!done.isDone()) {
                ready = session.channels().zero().output().lastQueued();
                session.become(SessionPhase.READY_SENT);
                agreeInTime();
            }
        });
        return done;
    }

    /** Of this side's frames only those up to {@code ready} leave. */
    boolean isUpToReady(Channel channel) {
        return channel.number() == 0 && ready != null && !ready.gone();
    }

    /** A peer that never answers, or never lets the last replies leave, is not waited for. */
    private void agreeInTime() {
        var time = session.settings().limits().timeToAuthenticate();
        var asked = ++agreements;
        session.transport().schedule(time, () -> {
            var phase = session.phase();
            var waiting = phase == SessionPhase.READY_SENT
                    || phase == SessionPhase.READY_RECEIVED
                    || phase == SessionPhase.SECURING;
            if (waiting && asked == agreements) {
                session.end(SessionEnd.Kind.FAULT, "TLS has not been agreed on within " + time);
            }
        });
    }

    private void answered(StartedChannel channel, String name, CompletableFuture<Void> done) {
        try {
            switch (ManagementReader.read(channel.content())) {
                case Proceed _ -> {
                    session.become(SessionPhase.SECURING);
                    session.stopReading();
                    session.transport().secure(Role.INITIATOR, name);
                }
                case Refusal refusal -> {
                    refused(done, new PeerRefusedException(refusal.code(), refusal.text()));
                    var _ = channel.channel().close(ReplyCode.SUCCESS, "");
                }
                default -> session.end(SessionEnd.Kind.FAULT, "the answer to ready is neither proceed nor error");
            }
        } catch (ManagementException e) {
            session.end(SessionEnd.Kind.FAULT, "the answer to ready: " + e.sentence());
        }
    }

    private void refused(CompletableFuture<Void> done, Throwable failure) {
        if (session.phase() == SessionPhase.READY_SENT) {
            session.become(SessionPhase.OPEN);
            session.channels().withZero().forEach(channel -> channel.output().schedule());
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
