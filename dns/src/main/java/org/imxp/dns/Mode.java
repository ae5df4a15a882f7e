package org.imxp.dns;

import org.imxp.protocol.Dialect;

/** Who wants to reach a relay (RFC 3340 section 1.1): each mode has service names and a registered port of its own. */
public enum Mode {
    /** An endpoint: {@code _apex-edge._tcp}, {@code _imxp-edge._tcp}, port 913. */
    EDGE("edge", 913),
    /** A relay: {@code _apex-mesh._tcp}, {@code _imxp-mesh._tcp}, port 912. */
    MESH("mesh", 912);

    private final String service;
    private final int port;

    Mode(String service, int port) {
        this.service = service;
        this.port = port;
    }

    /**
     * The registered port (RFC 3340 section 8.2), for when DNS names no other.
     *
     * @return 913 or 912
     */
    public int port() {
        return port;
    }

    /** The first two labels of the SRV name (requirements WIRE-8 and WIRE-9). */
    String labels(Dialect dialect) {
        return "_" + dialect.uriScheme() + "-" + service + "._tcp";
    }
}
