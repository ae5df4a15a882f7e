package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.relay.store.HeldDatum;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Octets;
import org.imxp.relay.store.StoreUrl;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Trial.Run held() {
        return new Trial(folder).run("held", "--data", folder.resolve("data").toString());
    }

    private static HeldDatum datum(String recipient, int octets) {
        return new HeldDatum(
                "barney@rubble.com",
                recipient,
                Instant.EPOCH,
                Optional.empty(),
                "APEX",
                Octets.of("x".repeat(octets).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void saysSoIfThereIsNothing() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        var run = held();
        assertThat(run.status()).isZero();
        assertThat(run.lines()).isEmpty();
        assertThat(run.err()).contains("Nothing is held.");
    }

    @Test
    @Requirement("OPT-15")
    void showsWhoseQuotaIsTakenMostFirst() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        assertThat(new Trial(folder)
                        .with("IMXP_PASSWORD", "secret")
                        .run(
                                "user",
                                "add",
                                "barney@rubble.com",
                                "--data",
                                folder.resolve("data").toString())
                        .status())
                .isZero();
        try (var store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("data/imxp.db")))) {
            store.held()
                    .change(
                            List.of(
                                    datum("barney@rubble.com/appl=im", 1_200),
                                    datum("barney@rubble.com", 1_500),
                                    datum("barney@rubble.com", 2_500)),
                            List.of());
        }
        var run = held();
        assertThat(run.status()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "barney@rubble.com  2 messages, 4,000 octets",
                        "barney@rubble.com/appl=im  1 message, 1,200 octets");
        assertThat(run.err())
                .contains("Held in all: 3 messages, 5,200 octets of 1,073,741,824; for one endpoint at most 1,000"
                        + " messages and 16,777,216 octets.");
    }
}
