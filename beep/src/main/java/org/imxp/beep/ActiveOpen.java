package org.imxp.beep;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Where an initiator connects, and what carries its session (RFC 3080 section 2: a transport mapping). */
public sealed interface ActiveOpen {
    /**
     * TCP (RFC 3081).
     *
     * @param address where the peer listens; a name without an address is looked up
     */
    record Tcp(InetSocketAddress address) implements ActiveOpen {}

    /**
     * WebSocket (RFC 6455), subprotocol {@code beep}.
     *
     * @param uri {@code ws://} or {@code wss://}, host, port if it is not 80 or 443, path
     * @param tls whom to trust for {@code wss}, where it is needed; a session that begins inside TLS is as private as
     *     one that has started it
     */
    record WebSocket(URI uri, Optional<TlsContext> tls) implements ActiveOpen {
        private static final int PORT = 80;
        private static final int SECURE_PORT = 443;

        /** Checks the URI. */
        public WebSocket {
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("ws") || scheme.equals("wss"))
                    || uri.getHost() == null
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        uri + " is no WebSocket URI, expected ws://HOST[:PORT]/PATH or wss://HOST[:PORT]/PATH");
            }
            if (scheme.equals("wss") && tls.isEmpty()) {
                throw new IllegalArgumentException(uri + " needs TLS, and it was not said whom to trust");
            }
        }

        /** Whether TLS is begun before anything else. */
        boolean isSecure() {
            return uri.getScheme().toLowerCase(Locale.ROOT).equals("wss");
        }

        /** The address that is connected to, its name not looked up. */
        InetSocketAddress address() {
            var standard = isSecure() ? SECURE_PORT : PORT;
            return InetSocketAddress.createUnresolved(host(), uri.getPort() < 0 ? standard : uri.getPort());
        }

        /** The host's name or address, an IPv6 address without its brackets. */
        String host() {
            return uri.getHost().replaceAll("[\\[\\]]", "");
        }
    }
}
