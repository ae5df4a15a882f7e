package org.imxp.bench.beep;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.imxp.bench.measure.Identity;
import org.jspecify.annotations.Nullable;

/** A blocking connection, with the JDK's own TLS or without. */
sealed interface RawWire extends AutoCloseable {
    /** A buffer of the kind that costs least here. */
    ByteBuffer buffer(int octets);

    int read(ByteBuffer into) throws IOException;

    void write(ByteBuffer from) throws IOException;

    @Override
    void close() throws IOException;

    static RawWire of(SocketChannel connection, @Nullable Identity identity, boolean client) throws IOException {
        connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (identity == null) {
            return new Plain(connection);
        }
        var socket = (SSLSocket) identity.jdk()
                .getSocketFactory()
                .createSocket(
                        connection.socket(), Identity.NAME, connection.socket().getPort(), true);
        socket.setUseClientMode(client);
        socket.startHandshake();
        return new Secure(socket);
    }

    /** TCP. */
    record Plain(SocketChannel connection) implements RawWire {
        @Override
        public ByteBuffer buffer(int octets) {
            return ByteBuffer.allocateDirect(octets);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return connection.read(into);
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            while (from.hasRemaining()) {
                connection.write(from);
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** TLS. */
    record Secure(SSLSocket socket) implements RawWire {
        @Override
        public ByteBuffer buffer(int octets) {
            return ByteBuffer.allocate(octets);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            var count =
                    socket.getInputStream().read(into.array(), into.arrayOffset() + into.position(), into.remaining());
            if (count > 0) {
                into.position(into.position() + count);
            }
            return count;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            socket.getOutputStream().write(from.array(), from.arrayOffset() + from.position(), from.remaining());
            from.position(from.limit());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
