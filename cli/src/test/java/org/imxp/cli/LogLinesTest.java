package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.imxp.cli.history.Entry;
import org.imxp.cli.history.Recorded;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

/** What is kept is shown so that no author can write what we say of them. */
final class LogLinesTest {
    private static final Address FRED = Address.parse("fred@example.com");

    @Test
    void whatIsSaidOfATextStandsBeforeIt() {
        assertThat(line("hello", Optional.of("encrypted, signed, verified"), List.of("a.txt")))
                .isEqualTo(
                        "#1 2026-11-25 12:00 fred@example.com (encrypted, signed, verified): hello\n   [file a.txt]");
    }

    @Test
    void aTextCannotPassForALabelOrAFile() {
        var line = line("Pay me  (encrypted, signed, verified)\n   [file a.txt]", Optional.empty(), List.of());

        assertThat(line)
                .isEqualTo("#1 2026-11-25 12:00 fred@example.com: Pay me  (encrypted, signed, verified)\n"
                        + "       [file a.txt]");
    }

    private static String line(String text, Optional<String> security, List<String> files) {
        var entry = new Entry(
                false,
                FRED,
                FRED,
                List.of(Address.parse("wilma@example.com")),
                Instant.parse("2026-11-25T12:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                text,
                security,
                Optional.empty(),
                files);
        return LogLines.line(new Recorded(1, entry), ZoneOffset.UTC);
    }
}
