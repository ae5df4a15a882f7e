package org.imxp.beep;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket client whose frames are made by hand: it can do what no library would. */
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final String HANDSHAKE = "GET /beep HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\n";

    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] MASK = {1, 2, 3, 4};

    /** A frame of the peer. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return StandardCharsets.ISO_8859_1.decode(payload.duplicate()).toString();
        }

        /** The status of a close. */
        int status() {
            return payload.getShort(0);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    RawWebSocket(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Opens a WebSocket as RFC 6455 section 1.3 does. */
    static RawWebSocket open(InetSocketAddress address) throws IOException {
        var opened = new RawWebSocket(address);
        opened.says(HANDSHAKE + "\r\n");
        var answer = opened.header();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        return opened;
    }

    void says(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The answer's header with the empty line that ends it; shorter if the peer closes the connection. */
    String header() throws IOException {
        var header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            var octet = in.read();
            if (octet < 0) {
                return header.toString();
            }
            header.append((char) octet);
        }
        return header.toString();
    }

    /** Everything until the peer closes the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    void frame(int opcode, boolean last, String payload) throws IOException {
        socket.getOutputStream().write(masked(opcode, last, payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The head of a frame whose payload does not follow. */
    void head(int opcode, long size) throws IOException {
        var out = ByteBuffer.allocate(14);
        out.put((byte) (0x80 | opcode)).put((byte) 0xFF).putLong(size).put(MASK);
        socket.getOutputStream().write(out.array());
    }

    void unmasked(int opcode, String payload) throws IOException {
        socket.getOutputStream().write(new byte[] {(byte) (0x80 | opcode), (byte) payload.length()});
        says(payload);
    }

    private static byte[] masked(int opcode, boolean last, byte[] payload) {
        var out = new ByteArrayOutputStream();
        out.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return out.toByteArray();
    }

    Frame hears() throws IOException {
        var opcode = in.readUnsignedByte() & 0x0F;
        int size = in.readUnsignedByte();
        if (size == 126) {
            size = in.readUnsignedShort();
        } else if (size == 127) {
            size = Math.toIntExact(in.readLong());
        }
        return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(size)));
    }

    /** The text of the data frames that come, until it has a certain end. */
    String hearsUntil(String end) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            var frame = hears();
            if (frame.opcode() != BINARY) {
                throw new IOException("expected a binary message, got " + frame.opcode() + " after " + text);
            }
            text.append(frame.text());
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
