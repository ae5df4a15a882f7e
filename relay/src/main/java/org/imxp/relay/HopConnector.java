package org.imxp.relay;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Greeting;
import org.imxp.beep.Profile;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Domain;

/**
 * Makes a session with the relay of another domain: finds it, connects, starts TLS, authenticates both sides, and starts a
 * channel with a bind in it (RFC 3340 section 4.2). Used by all threads.
 */
final class HopConnector implements HopConnecting {
    private final BeepNetwork network;
    private final Supplier<Mesh> mesh;
    private final RelayFinding finding;
    private final RelayCredentials credentials;
    private final SessionLimits limits;
    private final HopBounds bounds;
    private final Time time;
    private final Domain own;

    HopConnector(
            BeepNetwork network,
            Supplier<Mesh> mesh,
            RelayFinding finding,
            RelayCredentials credentials,
            SessionLimits limits,
            HopBounds bounds,
            Time time,
            Domain own) {
        this.network = network;
        this.mesh = mesh;
        this.finding = finding;
        this.credentials = credentials;
        this.limits = limits;
        this.bounds = bounds;
        this.time = time;
        this.own = own;
    }

    @Override
    public CompletionStage<Connected> connect(Domain domain) {
        return finding.find(domain).thenCompose(addresses -> next(domain, addresses, 0, new ArrayList<>()));
    }

    /** One address after the other, until one of them takes data. */
    private CompletionStage<Connected> next(
            Domain domain, List<InetSocketAddress> addresses, int index, List<String> refusals) {
        if (index == addresses.size()) {
            return CompletableFuture.failedStage(new SessionEndedException(String.join("; ", refusals)));
        }
        return new Attempt(domain, addresses.get(index))
                .start()
                .handle((connected, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.<Connected>completedStage(connected);
                    }
                    refusals.add(addresses.get(index) + ": " + sentence(failure));
                    return next(domain, addresses, index + 1, refusals);
                })
                .thenCompose(stage -> stage);
    }

    private static String sentence(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return String.valueOf(cause.getMessage());
    }

    /** One call of one address. Its session's owner runs it, but for {@link #start}. */
    private final class Attempt implements SessionListener {
        private final Domain domain;
        private final InetSocketAddress address;
        private final CompletableFuture<Session> greeted = new CompletableFuture<>();
        private final CompletableFuture<Connected> done = new CompletableFuture<>();

        Attempt(Domain domain, InetSocketAddress address) {
            this.domain = domain;
            this.address = address;
        }

        CompletionStage<Connected> start() {
            Identification called = (session, name) -> credentials.identify(session, domain);
            var settings = SessionSettings.serving(mesh.get().profiles(called).toArray(Profile[]::new))
                    .withTls(TlsPolicy.REQUIRED)
                    .withLimits(limits);
            var late = time.after(
                    bounds.connectTime(),
                    () -> done.completeExceptionally(
                            new SessionEndedException("it took longer than " + bounds.connectTime())));
            var _ = network.connect(address, settings, credentials.tls(own, domain), this)
                    .thenCompose(session -> greeted)
                    .thenCompose(session -> session.startTls(domain.toString())
                            .thenCompose(none -> credentials.authenticate(session, own, domain))
                            .thenCompose(none -> new CallerChannel(mesh.get(), session, own)
                                    .start(domain, credentials.identify(session, domain))))
                    .whenComplete((connected, failure) -> {
                        late.cancel();
                        if (failure != null) {
                            done.completeExceptionally(failure);
                        } else if (!done.complete(connected)) {
                            connected.release();
                        }
                    });
            // Whatever came too late, or failed half way, leaves no session behind.
            return done.whenComplete((connected, failure) -> {
                if (failure != null) {
                    var _ = greeted.thenAccept(session -> session.execute(() -> session.terminate(sentence(failure))));
                }
            });
        }

        @Override
        public void greeted(Session session, Greeting greeting) {
            greeted.complete(session);
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            greeted.completeExceptionally(new SessionEndedException(end.reason()));
        }
    }
}
