package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.imxp.protocol.Address;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.StoreUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A relay is killed, with no time to tidy anything. */
@Timeout(120)
class ContactCrashTest {
    private static final int ANSWERED = 200;

    @TempDir
    private Path folder;

    @Test
    void losesNoRequestAndNoAnswerThatWasAnswered() throws IOException, InterruptedException {
        var asked = new ArrayList<Integer>();
        var accepted = new ArrayList<Integer>();
        var process = AskingProcess.start(folder);
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean isAsked = line.startsWith(AskingProcess.ASKED);
                var prefix = isAsked ? AskingProcess.ASKED : AskingProcess.ACCEPTED;
                (isAsked ? asked : accepted).add(Integer.valueOf(line.substring(prefix.length())));
                if (accepted.size() == ANSWERED) {
                    // That of the process itself would close the stream, and what it said last would be lost.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(ANSWERED);

        try (var store = JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")))) {
            var contacts = store.contacts();
            var table = AccessTable.load(new DefaultAccess(List.of()), store.access());
            for (int number : asked) {
                var owner = AskingProcess.owner(number);
                var other = "s" + number + "@far.example";
                var status = contacts.request(owner, Instant.EPOCH, Side.GOT, other)
                        .orElseThrow()
                        .status();
                if (accepted.contains(number)) {
                    assertThat(status).isEqualTo(Status.TELLING);
                    assertThat(table.grants(Address.parse(owner), Address.parse(other), "core:data"))
                            .isTrue();
                    assertThat(contacts.contact(owner, Instant.EPOCH, other)).isPresent();
                } else {
                    assertThat(status).isIn(Status.PENDING, Status.TELLING);
                }
            }
        }
    }
}
