package org.imxp.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.imxp.protocol.Dialect;

/**
 * Where a relay may listen.
 *
 * @param address an address that can be connected to
 * @param port 1 to 65535
 * @param host the name that was looked up to get the address, in lower case without a dot at its end; the address itself
 *     when the domain was a literal. It says nothing about who answers there
 * @param dialect whose SRV name led here; empty when no SRV record did
 */
public record RelayAddress(InetAddress address, int port, String host, Optional<Dialect> dialect) {
    /** Refuses a port that nobody can listen on. */
    public RelayAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", allowed are 1 to 65535");
        }
    }

    /**
     * What to connect to.
     *
     * @return the address and the port; there is nothing left to resolve
     */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }
}
