package org.imxp.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import org.imxp.testkit.Wire;

/** A session of a conversation over a real socket. */
final class SocketWire implements Wire {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    SocketWire(InetSocketAddress relay) {
        try {
            socket = new Socket(relay.getAddress(), relay.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(byte[] octets) {
        try {
            socket.getOutputStream().write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cut() {
        close();
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
