package org.imxp.beep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.testkit.Wire;

/** A session over a real socket, as a conversation sees it. */
final class SocketWire implements Wire {
    private static final int PATIENCE_MILLIS = 20_000;

    private final CompletableFuture<String> reason = new CompletableFuture<>();
    private final BeepListener listener;
    private final Socket socket;

    SocketWire(BeepNetwork network, SessionSettings settings) {
        var recording = new SessionListener() {
            @Override
            public void ended(Session ended, SessionEnd end) {
                reason.complete(end.reason());
            }
        };
        listener = network.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ListenerBounds(10, 10),
                TlsContext.none(),
                address -> new Accepted(settings, recording));
        try {
            socket = new Socket(
                    listener.address().getAddress(), listener.address().getPort());
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
        return reason.completeOnTimeout("", PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void close() {
        try {
            socket.close();
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
