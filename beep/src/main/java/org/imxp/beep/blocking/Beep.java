package org.imxp.beep.blocking;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Accepted;
import org.imxp.beep.ActiveOpen;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Greeting;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.PassiveOpen;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.TlsPolicy;

/** The door to BEEP: connect to peers and listen for them. Thread-safe; closing it ends every session that is left. */
public final class Beep implements AutoCloseable {
    /** The most that one step may take where nothing else is said. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final ListenerBounds BOUNDS = new ListenerBounds(10_000, 1_000);

    private final BeepNetwork network;

    private Beep(BeepNetwork network) {
        this.network = network;
    }

    /**
     * Opens the door, with an event loop for each processor.
     *
     * @return the door
     */
    public static Beep open() {
        return new Beep(BeepNetwork.open(Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Serves profiles to anybody, in the clear.
     *
     * @param address where; port 0 for any free one
     * @param services the profiles
     * @return what listens, until it is closed
     * @throws org.imxp.beep.BindFailedException if the address can't be had
     */
    public BeepListener listen(InetSocketAddress address, Service... services) {
        return listen(address, SessionSettings.serving(services), TlsContext.none());
    }

    /**
     * Serves what settings say: with TLS, accounts, bounds.
     *
     * @param address where; port 0 for any free one
     * @param settings profiles and everything else that this side brings
     * @param tls the certificate; {@link TlsContext#none} where TLS is off
     * @return what listens, until it is closed
     * @throws org.imxp.beep.BindFailedException if the address can't be had
     */
    public BeepListener listen(InetSocketAddress address, SessionSettings settings, TlsContext tls) {
        return listen(new PassiveOpen.Tcp(address), settings, tls);
    }

    /**
     * Serves what settings say over TCP or WebSocket.
     *
     * @param where where, and over what
     * @param settings profiles and everything else that this side brings
     * @param tls the certificate of BEEP's own TLS; {@link TlsContext#none} where that is off
     * @return what listens, until it is closed
     * @throws org.imxp.beep.BindFailedException if the address can't be had
     */
    public BeepListener listen(PassiveOpen where, SessionSettings settings, TlsContext tls) {
        var accepted = new Accepted(settings, new SessionListener() {});
        return network.listen(where, BOUNDS, tls, peer -> accepted);
    }

    /**
     * Connects in the clear.
     *
     * @param address where the peer listens
     * @return the session, greeted
     * @throws SessionEndedException if there is no connection, or no greeting in time
     */
    public BlockingSession connect(InetSocketAddress address) {
        return connect(address, ConnectOptions.plain());
    }

    /**
     * Connects: waits for the greeting, starts TLS and authenticates as the options say.
     *
     * @param address where the peer listens
     * @param options how
     * @return the session, ready for channels
     * @throws SessionEndedException if there is no connection, the peer is not who it should be, or is too slow
     * @throws PeerRefusedException if the peer refuses TLS or the account
     */
    public BlockingSession connect(InetSocketAddress address, ConnectOptions options) {
        return connect(new ActiveOpen.Tcp(address), options);
    }

    /**
     * Connects over TCP or WebSocket: waits for the greeting, starts TLS and authenticates as the options say.
     *
     * @param where where the peer listens, and over what
     * @param options how
     * @return the session, ready for channels
     * @throws SessionEndedException if there is no connection, the peer is not who it should be, or is too slow
     * @throws PeerRefusedException if the peer refuses TLS or the account
     */
    public BlockingSession connect(ActiveOpen where, ConnectOptions options) {
        var greeted = new CompletableFuture<Greeting>();
        var session = Wait.until(
                network.connect(
                        where, options.settings(), options.tls().orElse(TlsContext.none()), new Greeted(greeted)),
                options.timeout(),
                "the connection");
        try {
            Wait.until(greeted, options.timeout(), "the greeting");
            tune(session, options);
            return new BlockingSession(session, options.serverName(), options.timeout());
        } catch (SessionEndedException | PeerRefusedException e) {
            session.execute(() -> session.terminate(e.toString()));
            throw e;
        }
    }

    private static void tune(Session session, ConnectOptions options) {
        if (wantsTls(session, options)) {
            var secured = new CompletableFuture<Void>();
            OnLoop.run(session, secured, () -> session.startTls(options.serverName()));
            Wait.until(secured, options.timeout(), "the start of TLS");
        }
        options.login().ifPresent(login -> {
            var authenticated = new CompletableFuture<Void>();
            OnLoop.run(session, authenticated, () -> {
                var client = login.strongest(
                                session.greeting().map(Greeting::mechanisms).orElse(List.of()),
                                session.tlsPeer().map(TlsPeer::security))
                        .orElseThrow(() -> new PeerRefusedException(
                                ReplyCode.MECHANISM_TOO_WEAK, "the peer offers no mechanism that can be used here"));
                return session.authenticate(client, options.serverName());
            });
            Wait.until(authenticated, options.timeout(), "the authentication");
        });
    }

    /** A session that is private from its beginning, as inside wss, needs no more of it. */
    private static boolean wantsTls(Session session, ConnectOptions options) {
        var offered = session.greeting().map(Greeting::offersTls).orElse(false);
        var required = options.settings().tls() == TlsPolicy.REQUIRED;
        return options.tls().isPresent() && session.tlsPeer().isEmpty() && (required || offered);
    }

    private record Greeted(CompletableFuture<Greeting> greeted) implements SessionListener {
        @Override
        public void greeted(Session session, Greeting greeting) {
            greeted.complete(greeting);
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            greeted.completeExceptionally(new SessionEndedException(end.reason()));
        }
    }

    /** Ends the event loops, and with them every session; waits a bounded while for it. */
    @Override
    public void close() {
        network.close();
    }
}
