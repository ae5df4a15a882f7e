package org.imxp.beep.fuzz;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Start;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;
import org.imxp.testkit.fuzz.FuzzRule;

/** A payload of channel 0, or content of a start, is an element or a fault; an element that is written reads the same. */
public final class ManagementTarget {
    private ManagementTarget() {}

    /**
     * Tries an input.
     *
     * @param input a payload; the XML alone is tried too
     */
    public static void fuzzerTestOneInput(byte[] input) {
        read(() -> ManagementReader.readPayload(ByteBuffer.wrap(input)))
                .ifPresent(ManagementTarget::writtenReadsTheSame);
        read(() -> ManagementReader.read(new String(input, StandardCharsets.UTF_8)))
                .ifPresent(ManagementTarget::writtenReadsTheSame);
    }

    static Optional<ManagementElement> read(Supplier<ManagementElement> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ManagementException e) {
            FuzzRule.sentence(e.sentence());
            FuzzRule.holds(e.code() == 500 || e.code() == 501, () -> "code " + e.code());
            return Optional.empty();
        }
    }

    private static void writtenReadsTheSame(ManagementElement element) {
        var written = ManagementWriter.payload(element);
        try {
            FuzzRule.same(
                    withXmlLines(element),
                    ManagementReader.readPayload(ByteBuffer.wrap(written)),
                    "an element and what is read of it when written");
        } catch (ManagementException e) {
            throw new AssertionError("what is written is not read: " + new String(written, StandardCharsets.UTF_8), e);
        }
    }

    /** The ends of content's lines are XML's (XML 1.0 section 2.11), since existing peers understand content in CDATA only. */
    private static ManagementElement withXmlLines(ManagementElement element) {
        return switch (element) {
            case Profile profile -> withXmlLines(profile);
            case Start start ->
                new Start(
                        start.number(),
                        start.serverName(),
                        start.profiles().stream()
                                .map(ManagementTarget::withXmlLines)
                                .toList());
            case ManagementElement other -> other;
        };
    }

    private static Profile withXmlLines(Profile profile) {
        return new Profile(profile.uri(), profile.content().replace("\r\n", "\n"));
    }
}
