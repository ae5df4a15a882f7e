package org.imxp.message.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.imxp.message.MessageLimits;
import org.imxp.message.cpim.CpimMapping;
import org.imxp.message.cpim.CpimMessage;
import org.imxp.message.cpim.CpimReader;
import org.imxp.testkit.fuzz.FuzzRule;

/** Octets are a message/cpim, which is written octet for octet, or a fault; of its message nothing is lost on the way there and back. */
public final class CpimTarget {
    private static final CpimReader CPIM = new CpimReader(MessageLimits.DEFAULT);

    private CpimTarget() {}

    /**
     * Tries an input.
     *
     * @param input headers, an empty line and a MIME entity
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.orFault(() -> CPIM.readEntity(ByteBuffer.wrap(input)));
        Reading.orFault(() -> CPIM.read(ByteBuffer.wrap(input))).ifPresent(cpim -> {
            FuzzRule.holds(Arrays.equals(cpim.octets(), input), () -> "it is not written as it was read");
            Reading.orFault(cpim::named);
            mapped(cpim);
        });
    }

    private static void mapped(CpimMessage cpim) {
        Reading.orFault(() -> CpimMapping.toMessage(cpim, Reading.READER, Set.of()))
                .ifPresent(message -> Reading.orFault(() -> CpimMapping.toCpim(message))
                        .ifPresent(written -> FuzzRule.same(
                                message,
                                CpimMapping.toMessage(
                                        CPIM.read(ByteBuffer.wrap(written.octets())), Reading.READER, Set.of()),
                                "a message and what has become of it on the way to CPIM and back")));
    }
}
