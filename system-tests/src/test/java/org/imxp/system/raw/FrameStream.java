package org.imxp.system.raw;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frames over a stream, with the windows of RFC 3081: it never sends more than the peer has room for, and says in
 * time that it has room again.
 */
final class FrameStream {
    /** What each side has room for at first (RFC 3081 section 3.1.1). */
    static final int WINDOW = 4096;

    private static final int LONGEST_HEADER = 62;

    private final InputStream in;
    private final OutputStream out;
    private final Map<Integer, Flow> flows = new HashMap<>();
    private final Deque<Frame> readAhead = new ArrayDeque<>();

    private static final class Flow {
        long sent;
        long allowed = WINDOW;
        long received;
        long told;
    }

    FrameStream(InputStream in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    /** How many octets of payload the peer may still be sent on a channel. */
    long room(int channel) {
        var flow = flow(channel);
        return flow.allowed - flow.sent;
    }

    /** Sends a message, in as many frames as the peer's window asks for. */
    void send(String keyword, int channel, int number, String payload) throws IOException {
        var flow = flow(channel);
        int done = 0;
        do {
            while (flow.allowed == flow.sent && done < payload.length()) {
                readFrame().ifPresent(readAhead::add);
            }
            int size = (int) Math.min(payload.length() - done, flow.allowed - flow.sent);
            var more = done + size < payload.length() ? "*" : ".";
            write("%s %d %d %s %d %d\r\n".formatted(keyword, channel, number, more, flow.sent, size));
            write(payload.substring(done, done + size));
            write("END\r\n");
            out.flush();
            flow.sent += size;
            done += size;
        } while (done < payload.length());
    }

    /** Sends octets as they are, be they a frame or not. */
    void sendOctets(String octets) throws IOException {
        write(octets);
        out.flush();
    }

    /** The next frame that carries a payload. */
    Frame next() throws IOException {
        if (!readAhead.isEmpty()) {
            return readAhead.remove();
        }
        while (true) {
            var frame = readFrame();
            if (frame.isPresent()) {
                return frame.get();
            }
        }
    }

    /** A frame, or nothing for a SEQ. */
    private Optional<Frame> readFrame() throws IOException {
        var fields = line().split(" ", -1);
        if (fields[0].equals("SEQ")) {
            var flow = flow(Integer.parseInt(fields[1]));
            flow.allowed = Long.parseLong(fields[2]) + Long.parseLong(fields[3]);
            return Optional.empty();
        }
        int channel = Integer.parseInt(fields[1]);
        var flow = flow(channel);
        expect(fields[4].equals(Long.toString(flow.received)), "seqno " + fields[4] + ", expected " + flow.received);
        int size = Integer.parseInt(fields[5]);
        expect(flow.received + size <= flow.told + WINDOW, "a frame of " + size + " octets is larger than the window");
        var payload = in.readNBytes(size);
        expect(payload.length == size, "the stream ended inside a payload");
        expect(line().equals("END"), "no END after the payload");
        flow.received += size;
        tellRoom(channel, flow);
        return Optional.of(
                new Frame(fields[0], channel, Integer.parseInt(fields[2]), fields[3].equals("."), Octets.of(payload)));
    }

    /** At half a window (RFC 3081 section 3.1.4); so nothing is sent between proceed and TLS. */
    private void tellRoom(int channel, Flow flow) throws IOException {
        if (flow.received - flow.told >= WINDOW / 2) {
            write("SEQ %d %d %d\r\n".formatted(channel, flow.received, WINDOW));
            out.flush();
            flow.told = flow.received;
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (line.length() < LONGEST_HEADER) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the peer ended the connection");
            }
            line.append((char) octet);
            if (octet == '\n') {
                break;
            }
        }
        expect(line.toString().endsWith("\r\n"), "a line of a frame ends with CRLF: " + line);
        return line.substring(0, line.length() - 2);
    }

    private void write(String octets) throws IOException {
        out.write(Octets.bytes(octets));
    }

    private Flow flow(int channel) {
        return flows.computeIfAbsent(channel, none -> new Flow());
    }

    private static void expect(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalStateException(otherwise);
        }
    }
}
