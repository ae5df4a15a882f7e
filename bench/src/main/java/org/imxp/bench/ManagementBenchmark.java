package org.imxp.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Greeting;
import org.imxp.beep.management.ManagementElement.Ok;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Start;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;
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

/** What channel 0 says: its XML, read and written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManagementBenchmark {
    /** Which element. */
    @Param({"GREETING", "START", "OK"})
    public Kind kind;

    private ManagementElement element = new Ok();
    private byte[] payload = {};

    /** Elements of every session. */
    public enum Kind {
        /** A greeting with four profiles. */
        GREETING,
        /** A start with one profile and a server name. */
        START,
        /** An ok. */
        OK
    }

    /** Writes what is read. */
    @Setup
    public void write() {
        element = switch (kind) {
            case GREETING ->
                new Greeting(
                        List.of(
                                "http://iana.org/beep/TLS",
                                "http://iana.org/beep/SASL/SCRAM-SHA-256",
                                "http://iana.org/beep/SASL/DIGEST-MD5",
                                "http://example.com/beep/echo"),
                        List.of(),
                        List.of());
            case START -> new Start(1, "example.com", List.of(new Profile("http://example.com/beep/echo", "")));
            case OK -> new Ok();
        };
        payload = ManagementWriter.payload(element);
    }

    /**
     * Reads.
     *
     * @return the element
     */
    @Benchmark
    public ManagementElement readElement() {
        return ManagementReader.readPayload(ByteBuffer.wrap(payload));
    }

    /**
     * Writes.
     *
     * @return its payload
     */
    @Benchmark
    public byte[] writeElement() {
        return ManagementWriter.payload(element);
    }
}
