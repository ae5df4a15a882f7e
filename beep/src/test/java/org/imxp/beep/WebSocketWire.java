package org.imxp.beep;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.imxp.testkit.Wire;

/** A session over the JDK's WebSocket, as a conversation sees it. Each wait ends after 20 seconds. */
final class WebSocketWire implements Wire {
    /** How what is said is cut into messages. */
    enum Messages {
        /** Each frame is one. */
        ONE_FRAME,
        /** All that is said before the peer is listened to is one. */
        ALL_FRAMES
    }

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int PATIENCE_SECONDS = 20;
    private static final int END = -1;

    private final BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Messages messages;
    private final Supplier<String> reason;
    private final WebSocket socket;

    WebSocketWire(URI uri, Messages messages, Supplier<String> reason) {
        this.messages = messages;
        this.reason = reason;
        this.socket = CLIENT.newWebSocketBuilder()
                .subprotocols("beep")
                .buildAsync(uri, new Hearing())
                .join();
    }

    private final class Hearing implements WebSocket.Listener {
        @Override
        public void onOpen(WebSocket opened) {
            opened.request(Long.MAX_VALUE);
        }

        @Override
        @SuppressWarnings("NullAway") // no stage: the buffer is used up
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer octets, boolean last) {
            while (octets.hasRemaining()) {
                heard.add(octets.get() & 0xFF);
            }
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // no stage: close at once
        public CompletionStage<?> onClose(WebSocket from, int status, String text) {
            heard.add(END);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add(END);
        }
    }

    @Override
    public void write(byte[] octets) {
        said.writeBytes(octets);
        if (messages == Messages.ONE_FRAME) {
            send();
        }
    }

    private void send() {
        if (said.size() > 0) {
            try {
                socket.sendBinary(ByteBuffer.wrap(said.toByteArray()), true).join();
            } catch (CompletionException e) {
                // The peer may have ended the session in the middle of what is said; reading tells.
            }
            said.reset();
        }
    }

    @Override
    public int read() {
        send();
        try {
            var octet = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (octet == null) {
                throw new AssertionError("the peer says nothing more, and the session goes on");
            }
            if (octet == END) {
                heard.add(END);
            }
            return octet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void cut() {
        send();
        socket.abort();
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
        socket.abort();
    }
}
