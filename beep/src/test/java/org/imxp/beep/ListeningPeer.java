package org.imxp.beep;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.testkit.SocketWire;
import org.imxp.testkit.Wire;

/** The tested peer behind a real socket, for one session; it remembers how that ended. */
final class ListeningPeer implements SessionListener {
    private final CompletableFuture<String> reason = new CompletableFuture<>();

    static Wire listen(BeepNetwork network, SessionSettings settings) {
        var peer = new ListeningPeer();
        var listener = network.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ListenerBounds(10, 10),
                TlsContext.none(),
                address -> new Accepted(settings, peer));
        // It listens until the network is closed: the connection may not be accepted yet when the wire stands.
        return new SocketWire(listener.address(), peer::reason);
    }

    static Wire listenForWebSockets(BeepNetwork network, SessionSettings settings, WebSocketWire.Messages messages) {
        var peer = new ListeningPeer();
        var listener = network.listen(
                new PassiveOpen.WebSocket(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        "/beep",
                        origin -> false,
                        Optional.empty()),
                new ListenerBounds(10, 10),
                TlsContext.none(),
                address -> new Accepted(settings, peer));
        var uri = URI.create("ws://127.0.0.1:" + listener.address().getPort() + "/beep");
        return new WebSocketWire(uri, messages, peer::reason);
    }

    @Override
    public void ended(Session session, SessionEnd end) {
        reason.complete(end.reason());
    }

    private String reason() {
        return reason.completeOnTimeout("", 20, TimeUnit.SECONDS).join();
    }
}
