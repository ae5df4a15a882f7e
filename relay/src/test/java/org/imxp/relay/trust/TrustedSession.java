package org.imxp.relay.trust;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Greeting;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslClient;

/** One side of a real session between relays. Every wait has an end. */
final class TrustedSession implements SessionListener {
    private final CompletableFuture<Session> greeted = new CompletableFuture<>();
    private final CompletableFuture<Session> secured = new CompletableFuture<>();
    private final CompletableFuture<String> identity = new CompletableFuture<>();

    static TrustedSession connect(BeepNetwork network, BeepListener listener, TlsContext tls) {
        var side = new TrustedSession();
        var settings = SessionSettings.serving().withTls(TlsPolicy.OPTIONAL);
        var _ = network.connect(listener.address(), settings, tls, side).whenComplete((session, failure) -> {
            if (failure != null) {
                side.greeted.completeExceptionally(failure);
            }
        });
        await(side.greeted);
        return side;
    }

    @Override
    public void greeted(Session session, Greeting greeting) {
        greeted.complete(session);
        if (session.tlsPeer().isPresent()) {
            secured.complete(session);
        }
    }

    @Override
    public void authenticated(Session session, String who) {
        identity.complete(who);
    }

    @Override
    public void ended(Session session, SessionEnd end) {
        var ended = new SessionEndedException(end.reason());
        greeted.completeExceptionally(ended);
        secured.completeExceptionally(ended);
        identity.completeExceptionally(ended);
    }

    /** Fails with the reason if the peer is not trusted. */
    TrustedSession secure(String serverName) {
        on(session -> session.startTls(serverName));
        return this;
    }

    TrustedSession authenticate(SaslClient client, String serverName) {
        on(session -> session.authenticate(client, serverName));
        return this;
    }

    Session session() {
        return await(greeted);
    }

    Session secured() {
        return await(secured);
    }

    String identity() {
        return await(identity);
    }

    List<String> mechanisms() {
        return session().greeting().map(Greeting::mechanisms).orElse(List.of());
    }

    <T> T inTurn(Function<Session, T> question) {
        return on(session -> CompletableFuture.completedFuture(question.apply(session)));
    }

    private <T> T on(Function<Session, CompletableFuture<T>> command) {
        var done = new CompletableFuture<T>();
        var session = session();
        session.execute(() -> {
            var _ = command.apply(session).whenComplete((value, failure) -> {
                if (failure == null) {
                    done.complete(value);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        return await(done);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw Optional.ofNullable(e.getCause())
                    .filter(RuntimeException.class::isInstance)
                    .map(RuntimeException.class::cast)
                    .orElse(e);
        }
    }
}
