package org.imxp.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadReader;
import org.imxp.protocol.PayloadWriter;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Recipient;
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

/** What a relay does to the octets of one data: read it, name one recipient, write it in the other dialect. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PayloadBenchmark {
    private static final PayloadReader READER = new PayloadReader(ProtocolLimits.defaults());
    private static final PayloadWriter WRITER = new PayloadWriter();
    private static final Recipient BARNEY = new Recipient(Address.parse("barney@example.com"));

    /** The two forms of section 3.1. */
    @Param({"INLINE", "MULTIPART"})
    public Form form;

    /** Octets of the text. */
    @Param({"100", "100000"})
    public int size;

    private byte[] octets = {};

    /** How the content travels. */
    public enum Form {
        /** In the control element. */
        INLINE,
        /** As a MIME part. */
        MULTIPART
    }

    /** Writes the payload that is read. */
    @Setup
    public void write() {
        var text = "x".repeat(size);
        var payload = switch (form) {
            case INLINE -> """
                Content-Type: application/beep+xml

                <data content='#Message'>
                  <originator identity='fred@example.com' />
                  <recipient identity='barney@example.com' />
                  <data-content Name='Message'><Message xmlns='URN:IANA:message:rfc822:' content='#Content'>\
                <Content Name='Content'>%s</Content></Message></data-content>
                </data>
                """;
            case MULTIPART -> """
                Content-Type: multipart/related; boundary="outer"; start="<0@example.com>"; type="application/beep+xml"

                --outer
                Content-Type: application/beep+xml
                Content-ID: <0@example.com>

                <data content='cid:m@example.com'>
                  <originator identity='fred@example.com' />
                  <recipient identity='barney@example.com' />
                </data>
                --outer
                Content-Type: text/plain
                Content-ID: <m@example.com>

                %s
                --outer--
                """;
        };
        octets = payload.formatted(text).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads and writes.
     *
     * @return what would go on the wire
     */
    @Benchmark
    public List<ByteBuffer> readAndWrite() {
        Payload payload = READER.read(octets, Dialect.IMXP);
        var data = payload.data().orElseThrow().withRecipients(List.of(BARNEY));
        return WRITER.write(payload.withData(data), Dialect.APEX);
    }
}
