package org.imxp.bench.beep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;

/** A thread for each connection, which reads and writes. */
final class RawServer implements Server {
    /** What a connection does. */
    private interface Service {
        void serve(RawWire wire) throws IOException;
    }

    private final Identity identity;
    private final ServerSocketChannel echo;
    private final ServerSocketChannel secureEcho;
    private final ServerSocketChannel sink;
    private final ServerSocketChannel secureSink;

    RawServer(Identity identity) {
        this.identity = identity;
        echo = listen(RawServer::echo, false);
        secureEcho = listen(RawServer::echo, true);
        sink = listen(RawServer::swallow, false);
        secureSink = listen(RawServer::swallow, true);
    }

    private ServerSocketChannel listen(Service service, boolean secure) {
        try {
            var listening = ServerSocketChannel.open().bind(Loopback.at(0));
            Thread.ofPlatform().name("raw-listener").daemon().start(() -> accept(listening, service, secure));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listening, Service service, boolean secure) {
        try {
            while (listening.isOpen()) {
                var connection = listening.accept();
                Thread.ofPlatform().name("raw-", 0).daemon().start(() -> {
                    try (var wire = RawWire.of(connection, secure ? identity : null, false)) {
                        service.serve(wire);
                    } catch (IOException e) {
                        // The client has gone: its run is over.
                    }
                });
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void echo(RawWire wire) throws IOException {
        var buffer = wire.buffer(1 << 16);
        while (wire.read(buffer) >= 0) {
            buffer.flip();
            wire.write(buffer);
            buffer.clear();
        }
    }

    private static void swallow(RawWire wire) throws IOException {
        var buffer = wire.buffer(1 << 16);
        var answer = wire.buffer(Case.bulk(Case.Shape.BULK, false).back());
        var received = 0L;
        for (var count = wire.read(buffer); count >= 0; count = wire.read(buffer)) {
            var before = received / Case.BULK_MESSAGE;
            received += count;
            buffer.clear();
            for (var due = received / Case.BULK_MESSAGE - before; due > 0; due--) {
                wire.write(answer.clear());
            }
        }
    }

    @Override
    public int port(Case wanted) {
        var listening = wanted.isExchange() ? wanted.secure() ? secureEcho : echo : wanted.secure() ? secureSink : sink;
        try {
            return ((InetSocketAddress) listening.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            echo.close();
            secureEcho.close();
            sink.close();
            secureSink.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
