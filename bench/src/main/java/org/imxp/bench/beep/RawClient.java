package org.imxp.bench.beep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;
import org.imxp.bench.measure.Sample;

/** Writes the messages' octets and reads the replies', in one thread. */
final class RawClient implements Client {
    private final Identity identity;

    RawClient(Identity identity) {
        this.identity = identity;
    }

    @Override
    public Sample run(Case wanted, int port, Duration time) {
        try (var wire = RawWire.of(SocketChannel.open(Loopback.at(port)), wanted.secure() ? identity : null, true)) {
            var flight = Flight.of(wanted);
            Thread.ofPlatform().name("raw-generator").daemon().start(() -> exchange(wire, wanted, flight));
            return flight.await(time);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void exchange(RawWire wire, Case wanted, Flight flight) {
        try {
            var messages = wire.buffer(wanted.there() * wanted.depth());
            var replies = wire.buffer(1 << 16);
            var received = 0L;
            wire.write(messages.clear().limit(flight.begin() * wanted.there()));
            while (!flight.isDone()) {
                var count = wire.read(replies.clear());
                if (count < 0) {
                    throw new IOException("the server has closed the connection");
                }
                var before = received / wanted.back();
                received += count;
                var due = (int) (received / wanted.back() - before);
                if (due > 0) {
                    wire.write(messages.clear().limit(flight.replied(due) * wanted.there()));
                }
            }
        } catch (IOException e) {
            flight.failed(e);
        }
    }

    @Override
    public void hold(int count, Case wanted, int port) {
        throw new UnsupportedOperationException("idle connections of the raw copy are not measured");
    }

    @Override
    public void release() {}

    @Override
    public void close() {}
}
