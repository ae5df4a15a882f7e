package org.imxp.beep;

import io.netty.handler.ssl.ClientAuth;

/** Whether a listener wants to see its peers' certificates (RFC 8446 section 4.3.2, RFC 5246 section 7.4.4). */
public enum ClientCertificates {
    /** It does not ask. */
    NONE(ClientAuth.NONE),
    /** It asks; a peer may show none. One that it does not trust ends the handshake. */
    OPTIONAL(ClientAuth.OPTIONAL),
    /** It asks, and ends the handshake of a peer that shows none. */
    REQUIRED(ClientAuth.REQUIRE);

    private final ClientAuth netty;

    ClientCertificates(ClientAuth netty) {
        this.netty = netty;
    }

    ClientAuth netty() {
        return netty;
    }
}
