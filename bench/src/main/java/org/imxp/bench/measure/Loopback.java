package org.imxp.bench.measure;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Nothing here listens or connects elsewhere. */
public final class Loopback {
    private Loopback() {}

    /**
     * An address of this machine.
     *
     * @param port 0 for any free one
     * @return the address
     */
    public static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
