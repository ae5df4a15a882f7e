package org.imxp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.function.Supplier;

/** A session over a real socket, as a conversation sees it. Each wait ends after 20 seconds. */
public final class SocketWire implements Wire {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final Supplier<String> reason;

    /**
     * Connects.
     *
     * @param peer where the tested peer listens
     * @param reason asked for the reason when the session has ended; gives an empty text if there is nobody to ask
     */
    public SocketWire(InetSocketAddress peer, Supplier<String> reason) {
        this.reason = reason;
        try {
            socket = new Socket(peer.getAddress(), peer.getPort());
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
        } catch (SocketException e) {
            // The peer may have ended the session in the middle of what is said; reading tells.
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
        return reason.get();
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
