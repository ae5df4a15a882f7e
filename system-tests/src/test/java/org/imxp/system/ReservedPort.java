package org.imxp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * A port on loopback that nobody else is given: held by a socket that does not listen, beside which a relay can. So relays can
 * be told of each other before they run, and nobody answers where one has been killed.
 */
final class ReservedPort implements AutoCloseable {
    private final SocketChannel holder;

    ReservedPort() {
        try {
            holder = SocketChannel.open();
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return holder.socket().getLocalPort();
    }

    /** Such as {@code 127.0.0.1:40912}. */
    @Override
    public String toString() {
        return "127.0.0.1:" + number();
    }

    @Override
    public void close() {
        try {
            holder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
