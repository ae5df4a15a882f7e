package org.imxp.bench.beep;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Nothing here listens or connects elsewhere. */
final class Loopback {
    private Loopback() {}

    static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
