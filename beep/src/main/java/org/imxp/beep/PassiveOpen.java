package org.imxp.beep;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;

/** Where a listener listens, and what carries its sessions (RFC 3080 section 2: a transport mapping). */
public sealed interface PassiveOpen {
    /**
     * Where.
     *
     * @return the address; port 0 for any free one
     */
    InetSocketAddress address();

    /**
     * TCP (RFC 3081).
     *
     * @param address where; port 0 for any free one
     */
    record Tcp(InetSocketAddress address) implements PassiveOpen {}

    /**
     * WebSocket (RFC 6455), subprotocol {@code beep}: an HTTP server that knows one path and does nothing but to
     * become one. Other requests get a 4xx answer, and the connection is closed.
     *
     * @param address where; port 0 for any free one
     * @param path the one path, such as {@code /beep}
     * @param origins which web pages may connect, by their origin such as {@code https://example.com}; others get 403.
     *     Not asked for a peer that is no browser and names none
     * @param tls the certificate for {@code wss}; empty for {@code ws}. A session that begins inside TLS is as private
     *     as one that has started it
     */
    record WebSocket(InetSocketAddress address, String path, Predicate<String> origins, Optional<TlsContext> tls)
            implements PassiveOpen {
        /** Checks the path. */
        public WebSocket {
            if (!path.matches("/[!-~&&[^?#]]*")) {
                throw new IllegalArgumentException(
                        "path '" + path + "', expected / and printable US-ASCII characters without ? and #");
            }
        }
    }
}
