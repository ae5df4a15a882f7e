package org.imxp.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadReader;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.Octets;

/** Payloads as they are held: in one dialect, whatever they came in and go out in. */
final class HeldPayloads {
    static final Dialect DIALECT = Dialect.APEX;

    /** So high that nothing reaches it, and low enough for a parser that adds to it. */
    private static final int NO_BOUND = 1 << 30;

    /** What is held was within its bounds when it came; that these have been lowered since must not lose it. */
    private static final PayloadReader READER = new PayloadReader(new ProtocolLimits(
            Arrays.stream(ProtocolLimit.values()).collect(Collectors.toMap(Function.identity(), limit -> NO_BOUND))));

    private HeldPayloads() {}

    static Octets write(Payload payload) {
        var octets = new ByteArrayOutputStream();
        try (var channel = Channels.newChannel(octets)) {
            for (var part : MeshChannel.WRITER.write(payload, DIALECT)) {
                channel.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Octets.of(octets.toByteArray());
    }

    /**
     * Reads what was written.
     *
     * @throws org.imxp.protocol.ProtocolException if it is something else
     */
    static Payload read(HeldDatum datum) {
        return READER.read(datum.payload().copy(), Dialect.valueOf(datum.dialect()));
    }
}
