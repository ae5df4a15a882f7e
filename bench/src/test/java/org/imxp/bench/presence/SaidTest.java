package org.imxp.bench.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.junit.jupiter.api.Test;

/** What endpoints look for is found in what the service says. */
class SaidTest {
    private static final Instant LAST = Instant.parse("2026-05-06T07:08:09.123Z");

    private static Said said(PresenceOperation operation) {
        return Said.of(Endpoint.octets(Site.SERVICE, Site.endpoint(7), operation));
    }

    private static PresenceEntry entry(int change) {
        return Entries.of(Site.endpoint(42), Optional.of(LAST), change, LAST);
    }

    @Test
    void findsWhatAnEntrySays() {
        var said = said(new PresenceOperation.Publish(Site.endpoint(42), 5, LAST, entry(17)));

        assertThat(said.kind()).isEqualTo(Said.Kind.ENTRY);
        assertThat(said.transId()).isEqualTo(5);
        assertThat(said.publisher()).isEqualTo(42);
        assertThat(said.change()).isEqualTo(17);
        assertThat(said.lastUpdate()).isEqualTo(LAST);
    }

    @Test
    void findsTheCodeOfAReply() {
        var said = said(new Reply(ReplyCode.TRANSACTION_IN_PROGRESS, 6));

        assertThat(said.kind()).isEqualTo(Said.Kind.REPLY);
        assertThat(said.transId()).isEqualTo(6);
        assertThat(said.code()).isEqualTo(555);
    }

    @Test
    void knowsAnEnd() {
        assertThat(said(new Terminate(8)).kind()).isEqualTo(Said.Kind.TERMINATE);
    }
}
