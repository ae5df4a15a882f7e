package org.imxp.message.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.pidf.Pidf;
import org.imxp.message.pidf.PidfMapping;
import org.imxp.message.pidf.PidfReader;
import org.imxp.message.pidf.PidfWriter;
import org.imxp.testkit.fuzz.FuzzRule;

/** Text is a presence document, which reads the same when written and has a presence, or a fault. */
public final class PidfTarget {
    private static final PidfReader READER = new PidfReader(MessageLimits.DEFAULT, Set.of(PidfMapping.NAMESPACE));
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private PidfTarget() {}

    /**
     * Tries an input.
     *
     * @param input a presence document
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var xml = new String(input, StandardCharsets.UTF_8);
        Reading.orFault(() -> READER.read(new XmlContent(xml, Pidf.MEDIA_TYPE, "")))
                .ifPresent(PidfTarget::same);
    }

    private static void same(Pidf pidf) {
        FuzzRule.same(pidf, READER.read(PidfWriter.write(pidf)), "a document and what is read of it when written");
        PidfMapping.toPresence(pidf, "fred@example.com", Optional.empty(), NOW).ifPresent(presence -> {
            FuzzRule.holds(!presence.tuples().isEmpty(), () -> "a presence without tuples");
            var back = PidfMapping.toPidf(presence, NOW);
            FuzzRule.same(back, READER.read(PidfWriter.write(back)), "a document and what is read of it when written");
        });
    }
}
