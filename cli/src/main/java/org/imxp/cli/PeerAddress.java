package org.imxp.cli;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.imxp.beep.ActiveOpen;
import org.imxp.beep.PassiveOpen;
import org.imxp.beep.TlsContext;
import org.imxp.relay.config.ConfigurationException;
import org.imxp.relay.config.HostPort;

/** Where a BEEP peer is: {@code HOST:PORT}, or {@code ws://HOST:PORT/PATH} for one over WebSocket. */
record PeerAddress(HostPort hostPort, Optional<String> webSocketPath) {
    private static final String SCHEME = "ws://";

    /**
     * Reads an address.
     *
     * @param text as it was typed
     * @throws CommandFailure if it is neither form
     */
    static PeerAddress of(String text) {
        try {
            if (!text.startsWith(SCHEME)) {
                return new PeerAddress(HostPort.parse(text), Optional.empty());
            }
            var rest = text.substring(SCHEME.length());
            var slash = rest.indexOf('/');
            return slash < 0
                    ? new PeerAddress(HostPort.parse(rest), Optional.of("/"))
                    : new PeerAddress(HostPort.parse(rest.substring(0, slash)), Optional.of(rest.substring(slash)));
        } catch (IllegalArgumentException | ConfigurationException e) {
            throw CommandFailure.wrongUsage(
                    "'" + text + "' is no address: HOST:PORT or ws://HOST:PORT/PATH is expected.", e);
        }
    }

    PassiveOpen passive() {
        var address = resolved();
        return webSocketPath
                .<PassiveOpen>map(
                        path -> new PassiveOpen.WebSocket(address, path, origin -> false, Optional.<TlsContext>empty()))
                .orElseGet(() -> new PassiveOpen.Tcp(address));
    }

    ActiveOpen active() {
        return webSocketPath
                .<ActiveOpen>map(path ->
                        new ActiveOpen.WebSocket(URI.create(SCHEME + hostPort + path), Optional.<TlsContext>empty()))
                .orElseGet(() -> new ActiveOpen.Tcp(resolved()));
    }

    /** The name that a peer there is asked for, if nobody says another: that of this machine for a loopback address. */
    String serverName() {
        return hostPort.isLoopback() ? "localhost" : hostPort.host();
    }

    /** The address as it would be typed, with the port that was given. */
    String at(int port) {
        var where = new HostPort(hostPort.host(), port);
        return webSocketPath.map(path -> SCHEME + where + path).orElseGet(where::toString);
    }

    private InetSocketAddress resolved() {
        var address = new InetSocketAddress(hostPort.host(), hostPort.port());
        if (address.isUnresolved()) {
            throw CommandFailure.refused("The host " + hostPort.host() + " is not known.");
        }
        return address;
    }
}
