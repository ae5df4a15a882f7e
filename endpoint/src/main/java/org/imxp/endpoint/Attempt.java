package org.imxp.endpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Greeting;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at attaching, at one place: connect, greet, encrypt, authenticate, attach. Every step waits for the one before, and the
 * first that fails ends the session.
 *
 * <p>It begins when the relay's greeting comes; from there on everything is run by the session's owner.
 */
final class Attempt implements SessionListener {
    static final List<String> TLS_PROFILES =
            List.of("http://iana.org/beep/TLS", "http://xml.resource.org/profiles/TLS");

    private final EndpointSettings settings;
    private final Candidate relay;
    private final Login login;
    private final Arrivals arrivals;
    private final Ending ending;
    private final CompletableFuture<Attachment> result = new CompletableFuture<>();
    /** Whether it is settled that the relay was reached, or was not. */
    private final AtomicBoolean settled = new AtomicBoolean();

    private volatile Stage stage = Stage.CONNECT;
    private volatile @Nullable Session connected;

    Attempt(EndpointSettings settings, Candidate relay, Login login, Arrivals arrivals, Ending ending) {
        this.settings = settings;
        this.relay = relay;
        this.login = login;
        this.arrivals = arrivals;
        this.ending = ending;
    }

    /** Begins. Ends with the attachment, or with {@link AttachException} and no session. */
    CompletableFuture<Attachment> start(BeepNetwork network) {
        var _ = network.connect(
                        relay.address(),
                        sessionSettings(),
                        settings.protection().trust(),
                        this)
                .whenComplete(this::connected);
        var _ = result.whenComplete((_, failure) -> {
            var session = connected;
            if (failure != null && session != null) {
                leave(session);
            }
        });
        return result;
    }

    private SessionSettings sessionSettings() {
        // An endpoint serves no profile; above all it does not offer TLS as a listener would.
        var plain = SessionSettings.serving().withLimits(settings.session());
        return settings.environment().trace().map(plain::withTrace).orElse(plain);
    }

    private void connected(@Nullable Session session, @Nullable Throwable failure) {
        if (session == null) {
            fail(ReplyCode.SERVICE_NOT_AVAILABLE, failure == null ? "" : String.valueOf(failure.getMessage()));
            return;
        }
        connected = session;
        if (result.isCompletedExceptionally()) {
            leave(session);
        }
    }

    private static void leave(Session session) {
        session.execute(() -> session.terminate("attaching has failed"));
    }

    // ---- what the session tells ------------------------------------------------------------------------------------

    @Override
    public void greeted(Session session, Greeting greeting) {
        if (stage == Stage.CONNECT) {
            begin(session, greeting);
        }
    }

    @Override
    public void ended(Session session, SessionEnd end) {
        fail(ReplyCode.SERVICE_NOT_AVAILABLE, end.reason());
        var reason = end.kind() == SessionEnd.Kind.RELEASED ? Detached.Reason.RELEASED : Detached.Reason.LOST;
        ending.came(new Detached(reason, ReplyCode.SERVICE_NOT_AVAILABLE, end.reason()));
    }

    private void begin(Session session, Greeting greeting) {
        stage = Stage.TLS;
        var _ = encrypt(session, greeting)
                .thenCompose(_ -> reached(session))
                .thenCompose(_ -> {
                    stage = Stage.ATTACH;
                    return new ChannelOpening(settings, session, arrivals, ending).open();
                })
                .whenComplete((attachment, failure) -> {
                    if (failure == null) {
                        result.complete(attachment);
                    } else {
                        fail(failure);
                    }
                });
    }

    /** Who is given up meanwhile gets no password. */
    private CompletableFuture<Void> reached(Session session) {
        if (!settled.compareAndSet(false, true)) {
            return result.thenAccept(_ -> {});
        }
        stage = Stage.AUTHENTICATE;
        return login.authenticate(session);
    }

    /** Where TLS is required and not to be had, nothing more is said (CVE-2016-10027 was a client that went on). */
    private CompletableFuture<Void> encrypt(Session session, Greeting greeting) {
        boolean offered = greeting.profiles().stream().anyMatch(TLS_PROFILES::contains);
        boolean wanted = switch (settings.protection().tls()) {
            case OFF -> false;
            case OPTIONAL -> offered;
            case REQUIRED -> true;
        };
        if (!wanted) {
            return CompletableFuture.completedFuture(null);
        }
        if (!offered) {
            return CompletableFuture.failedFuture(new AttachException(
                    Stage.TLS,
                    ReplyCode.TRANSACTION_FAILED,
                    "TLS is required, but the relay does not offer it; nothing was sent to it"));
        }
        return session.startTls(settings.endpoint().domain().toString()).thenAccept(_ -> checkEncrypted(session));
    }

    private void checkEncrypted(Session session) {
        if (settings.protection().tls() == TlsPolicy.REQUIRED
                && session.tlsPeer().isEmpty()) {
            throw new AttachException(
                    Stage.TLS, ReplyCode.TRANSACTION_FAILED, "TLS is required, but the session is not encrypted");
        }
    }

    // ---- failing ---------------------------------------------------------------------------------------------------

    private void fail(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        switch (cause) {
            case AttachException known -> result.completeExceptionally(known);
            case PeerRefusedException refused -> fail(code(refused.code()), refused.text());
            case ProtocolException fault -> fail(fault.code(), String.valueOf(fault.getMessage()));
            case SendException failed -> fail(failed.code(), String.valueOf(failed.getMessage()));
            default -> fail(ReplyCode.SERVICE_NOT_AVAILABLE, String.valueOf(cause.getMessage()));
        }
    }

    /** BEEP's codes are three digits too, but nobody checks what a peer sends. */
    private static ReplyCode code(int value) {
        return value >= 100 && value <= 999 ? new ReplyCode(value) : ReplyCode.NOT_TAKEN;
    }

    /** Ends it, if it has not ended. */
    void fail(ReplyCode code, String text) {
        result.completeExceptionally(failure(code, text));
    }

    /** Ends it, unless the relay was reached: then it is left to its own time. */
    void failUnlessReached(String text) {
        if (settled.compareAndSet(false, true)) {
            fail(ReplyCode.ABORTED, text);
        }
    }

    /** A failure at the step where it is now. */
    AttachException failure(ReplyCode code, String text) {
        var failed = stage;
        var what = switch (failed) {
            case FIND, CONNECT -> "no session with the relay at " + relay.name();
            case TLS -> "no TLS with the relay at " + relay.name();
            case AUTHENTICATE -> settings.endpoint() + " is not authenticated by the relay at " + relay.name();
            case ATTACH -> settings.endpoint() + " is not attached by the relay at " + relay.name();
        };
        return new AttachException(failed, code, what + ": " + code + " " + (text.isEmpty() ? code.meaning() : text));
    }
}
