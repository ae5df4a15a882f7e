package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.OperationRow;
import org.imxp.relay.store.PresenceData;
import org.imxp.relay.store.StoreUrl;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay is killed, with no time to tidy anything. */
@Timeout(120)
class PresenceCrashTest {
    private static final int ANSWERED = 300;

    @TempDir
    private Path folder;

    @Test
    @Requirement("PRES-4")
    void losesNoSubscriptionThatWasAnswered() throws IOException, InterruptedException {
        var answered = new HashSet<String>();
        var process = SubscribingProcess.start(folder);
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answered.add(line);
                if (answered.size() == ANSWERED) {
                    // That of the process itself would close the stream, and what it said last would be lost.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERED);

        try (var store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")))) {
            var kept = new HashSet<String>();
            var last = Optional.<OperationRow>empty();
            for (var page = store.presence().operations(last, PresenceData.MAX_PAGE);
                    !page.isEmpty();
                    page = store.presence().operations(last, PresenceData.MAX_PAGE)) {
                page.forEach(row -> kept.add(row.originator()));
                last = Optional.of(page.getLast());
            }
            assertThat(kept).containsAll(answered);
        }
    }
}
