package org.imxp.beep;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Our sessions on real sockets, for tests that play the other peer. Each wait ends after 30 seconds. */
final class Loopback implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    /** A session that was greeted, and how it ends. */
    record Peer(Session session, CompletableFuture<SessionEnd> ended) {
        SessionEnd end() {
            return ended.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        /** Runs a command as the session's owner, and waits for its outcome. */
        <T> T on(Function<Session, CompletableFuture<T>> command) {
            var done = new CompletableFuture<T>();
            session.execute(() -> {
                var _ = command.apply(session).whenComplete((value, failure) -> {
                    if (failure == null) {
                        done.complete(value);
                    } else {
                        done.completeExceptionally(failure);
                    }
                });
            });
            return done.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    final BeepNetwork network = BeepNetwork.open(2);
    final TestCertificate certificate;

    Loopback(Path folder) {
        certificate = TestCertificate.make(folder, "example.com");
    }

    /** What listens, and the sessions that were greeted by their peers, in order. */
    record Listening(BeepListener listener, BlockingQueue<Peer> greeted) implements AutoCloseable {
        InetSocketAddress address() {
            return listener.address();
        }

        Peer next() throws InterruptedException {
            var peer = greeted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (peer == null) {
                throw new AssertionError("nobody has greeted");
            }
            return peer;
        }

        @Override
        public void close() {
            listener.close();
        }
    }

    Listening listen(SessionSettings settings, ListenerBounds bounds) {
        var greeted = new LinkedBlockingQueue<Peer>();
        return new Listening(
                network.listen(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        bounds,
                        certificate.listener(),
                        address -> new Accepted(settings, new Told(greeted::add))),
                greeted);
    }

    Listening listen(SessionSettings settings) {
        return listen(settings, new ListenerBounds(100, 100));
    }

    /** Connects, and waits for the first greeting. */
    Peer connect(int port, SessionSettings settings) {
        var greeted = new CompletableFuture<Peer>();
        var _ = network.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                settings,
                TlsContext.initiator(java.util.List.of(certificate.certificate())),
                new Told(greeted::complete));
        return greeted.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static final class Told implements SessionListener {
        private final CompletableFuture<SessionEnd> ended = new CompletableFuture<>();
        private final java.util.function.Consumer<Peer> greeted;
        private boolean told;

        Told(java.util.function.Consumer<Peer> greeted) {
            this.greeted = greeted;
        }

        @Override
        public void greeted(Session session, Greeting greeting) {
            if (!told) {
                told = true;
                greeted.accept(new Peer(session, ended));
            }
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            ended.complete(end);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
