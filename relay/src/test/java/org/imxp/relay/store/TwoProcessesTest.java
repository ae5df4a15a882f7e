package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay and the command that changes accounts are two processes with one database. */
class TwoProcessesTest {
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("imxp.db");
    }

    @Test
    void seesAtOnceWhatTheOtherDidAndWritesBetween() throws IOException, InterruptedException {
        try (var relay = JdbcStore.open(new StoreUrl.Sqlite(file()), PATIENT)) {
            var command = OtherProcess.start(file(), 20);
            var seen = 0;
            try (var lines = command.inputReader()) {
                for (var endpoint = lines.readLine(); endpoint != null; endpoint = lines.readLine()) {
                    assertThat(relay.accounts().find(endpoint)).isPresent();
                    relay.accounts().add(Samples.account("own" + seen + "@example.com", "example.com", seen));
                    seen++;
                }
            }
            assertThat(command.waitFor()).isZero();
            assertThat(seen).isEqualTo(20);
            assertThat(relay.accounts().count()).isEqualTo(40);
        }
    }

    @Test
    void losesNothingAcknowledgedWhenTheProcessIsKilled() throws IOException, InterruptedException {
        var killed = OtherProcess.start(file(), 100_000);
        var acknowledged = new ArrayList<String>();
        try (var lines = killed.inputReader()) {
            while (acknowledged.size() < 50) {
                acknowledged.add(lines.readLine());
            }
            killed.destroyForcibly();
        }
        killed.waitFor();

        try (var store = JdbcStore.open(new StoreUrl.Sqlite(file()), PATIENT)) {
            assertThat(acknowledged)
                    .allSatisfy(endpoint ->
                            assertThat(store.accounts().find(endpoint)).isPresent());
        }
    }
}
