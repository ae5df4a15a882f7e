package org.imxp.beep.interop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Frames over a socket, with the windows of RFC 3081 section 3.1. Each wait ends after 20 seconds. */
final class FrameWire implements AutoCloseable {
    /** What each side has room for at first (RFC 3081 section 3.1.1). */
    static final int WINDOW = 4096;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LONGEST_HEADER = 62;

    /** A frame that carries octets. */
    record Frame(String keyword, int channel, int number, boolean more, String payload) {}

    private static final class Flow {
        long sent;
        long allowed = WINDOW;
        long received;
        long told;
    }

    private final Habits habits;
    private final Map<Integer, Flow> flows = new HashMap<>();
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int unflushed;
    private boolean quiet;

    FrameWire(Socket socket, Habits habits) throws IOException {
        this.habits = habits;
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
    }

    /** Octets that may still be sent on a channel. */
    int room(int channel) {
        var flow = flow(channel);
        return (int) (flow.allowed - flow.sent);
    }

    void write(Frame frame) throws IOException {
        var flow = flow(frame.channel());
        expect(frame.payload().length() <= room(frame.channel()), "this peer would exceed the window");
        text("%s %d %d %s %d %d\r\n%sEND\r\n"
                .formatted(
                        frame.keyword(),
                        frame.channel(),
                        frame.number(),
                        frame.more() ? "*" : ".",
                        flow.sent & 0xFFFF_FFFFL,
                        frame.payload().length(),
                        frame.payload()));
        flow.sent += frame.payload().length();
        if (++unflushed >= habits.framesPerSegment()) {
            flush();
        }
    }

    /** The next frame; nothing for a SEQ. Before it waits, it says what it has room for. */
    Optional<Frame> read() throws IOException {
        tellRoom();
        flush();
        var fields = line().split(" ", -1);
        if (fields[0].equals("SEQ")) {
            expect(fields.length == 4, "SEQ with " + fields.length + " fields");
            var flow = flow(Integer.parseInt(fields[1]));
            expect(Long.parseLong(fields[2]) <= flow.sent, "SEQ for octets that were not sent");
            flow.allowed = Math.max(flow.allowed, Long.parseLong(fields[2]) + Long.parseLong(fields[3]));
            return Optional.empty();
        }
        expect(fields.length == 6, "a frame header with " + fields.length + " fields: " + String.join(" ", fields));
        var channel = Integer.parseInt(fields[1]);
        var flow = flow(channel);
        var size = Integer.parseInt(fields[5]);
        expect(fields[4].equals(Long.toString(flow.received)), "seqno " + fields[4] + ", expected " + flow.received);
        expect(flow.received + size <= flow.told + WINDOW, "a frame of " + size + " octets exceeds the window");
        var payload = in.readNBytes(size);
        expect(payload.length == size, "the stream ended inside a payload");
        expect(line().equals("END"), "no END after the payload");
        flow.received += size;
        return Optional.of(new Frame(
                fields[0],
                channel,
                Integer.parseInt(fields[2]),
                fields[3].equals("*"),
                new String(payload, StandardCharsets.ISO_8859_1)));
    }

    private void tellRoom() throws IOException {
        for (var each : flows.entrySet()) {
            var flow = each.getValue();
            if (!quiet && flow.received - flow.told >= habits.acknowledgeAt()) {
                text("SEQ %d %d %d\r\n".formatted(each.getKey(), flow.received, WINDOW));
                flow.told = flow.received;
            }
        }
    }

    /** From {@code ready} until its answer not even SEQ leaves (RFC 3080 section 3.1.3). */
    void quiet(boolean is) throws IOException {
        if (is) {
            tellRoom();
        }
        quiet = is;
    }

    /** Forgets a channel that was closed. */
    void forget(int channel) {
        flows.remove(channel);
    }

    /** TLS on the same connection; counting starts again (RFC 3080 section 3). */
    void secure(SSLContext tls, boolean client, String name) throws IOException {
        flush();
        expect(in.available() == 0, "octets in the clear before TLS");
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
        secured.setUseClientMode(client);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
        out = new BufferedOutputStream(secured.getOutputStream(), 1 << 14);
        flows.clear();
        quiet = false;
    }

    void flush() throws IOException {
        out.flush();
        unflushed = 0;
    }

    /** Octets as they are, be they frames or not. */
    void text(String octets) throws IOException {
        out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isAtEnd() throws IOException {
        flush();
        return in.read() < 0;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < LONGEST_HEADER) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("the other peer ended the connection after \"" + line + "\"");
            }
            line.append((char) octet);
            if (octet == '\n') {
                break;
            }
        }
        expect(line.toString().endsWith("\r\n"), "a line of a frame ends with CRLF: " + line);
        return line.substring(0, line.length() - 2);
    }

    private Flow flow(int channel) {
        return flows.computeIfAbsent(channel, none -> new Flow());
    }

    static void expect(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new AssertionError(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
