package org.imxp.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.Channel;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Profile;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Reply;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.Transport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One exchange between two BEEP sessions in memory: both sides' framing, windows and bookkeeping, and no network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SessionBenchmark {
    private static final String ECHO = "http://example.com/beep/echo";

    /** Octets of the message. */
    @Param({"100", "100000"})
    public int size;

    private final Memory initiatorEnd = new Memory();
    private final Memory listenerEnd = new Memory();
    private final Session initiator =
            new Session(Role.INITIATOR, SessionSettings.serving(), initiatorEnd, new SessionListener() {});
    private final Session listener =
            new Session(Role.LISTENER, SessionSettings.serving(new Echo()), listenerEnd, new SessionListener() {});
    private byte[] message = {};
    private Channel channel;

    private static final class Echo implements Profile {
        @Override
        public String uri() {
            return ECHO;
        }

        @Override
        public void start(ChannelStart start) {
            start.accept(exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload()))), "");
        }
    }

    private static final class Memory implements Transport {
        private final Deque<ByteBuffer> written = new ArrayDeque<>();

        @Override
        public void write(List<ByteBuffer> octets) {
            written.addAll(octets);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void secure(Role role, String serverName) {}

        @Override
        public void close() {}

        @Override
        public void abort() {}

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void schedule(Duration delay, Runnable command) {}

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }
    }

    /** Greets and starts the channel. */
    @Setup
    public void start() {
        message = new byte[size];
        initiator.open();
        listener.open();
        run();
        var started = initiator.start("", List.of(ProfileOffer.of(ECHO)), exchange -> {});
        run();
        channel = started.join().channel();
    }

    private void run() {
        while (!initiatorEnd.written.isEmpty() || !listenerEnd.written.isEmpty()) {
            for (var octets = initiatorEnd.written.poll(); octets != null; octets = initiatorEnd.written.poll()) {
                listener.receive(octets);
            }
            for (var octets = listenerEnd.written.poll(); octets != null; octets = listenerEnd.written.poll()) {
                initiator.receive(octets);
            }
        }
    }

    /**
     * Sends a message and gets the reply.
     *
     * @return the reply
     */
    @Benchmark
    public Reply exchange() {
        var reply = channel.send(List.of(ByteBuffer.wrap(message)));
        run();
        return reply.join();
    }
}
