package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may reach whom, in two domains with a relay each, by what people type. */
class AccessTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@rubble.com";

    @TempDir
    private Path folder = Path.of("");

    private Domains both() {
        var domains = Domains.of(folder, FRED, WILMA, BARNEY);
        domains.start("rubble.com", "mesh.routes", domains.routes("example.com"));
        domains.start("example.com", "mesh.routes", domains.routes("rubble.com"));
        return domains;
    }

    private static String fate(RelayProcess relay, String from, String to) {
        var sent = relay.run("send", "--as", from, "--to", to, "--status", "Hello");
        assertThat(sent.out().all()).as(sent.said()).hasSize(1);
        return sent.out().all().getFirst();
    }

    private static Imxp access(RelayProcess relay, String verb, String owner, String... more) {
        var arguments = new String[4 + more.length];
        arguments[0] = "access";
        arguments[1] = verb;
        arguments[2] = "--as";
        arguments[3] = owner;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return relay.run(arguments);
    }

    @Test
    @Requirement({"ACC-1", "ACC-9", "ACC-23", "IMPP-2.1.4", "IMPP-2.3.5", "IMPP-2.3.7", "SEED-12"})
    void aBlockCountsAcrossDomainsFromTheNextMessageOnAndSurvivesAKill() {
        try (var domains = both()) {
            assertThat(fate(domains.relay("example.com"), FRED, BARNEY)).contains("not attached");

            var blocked = access(domains.relay("rubble.com"), "block", BARNEY, FRED);
            assertThat(blocked.status()).as(blocked.said()).isZero();
            assertThat(fate(domains.relay("example.com"), FRED, BARNEY)).contains("refused, 537");
            assertThat(fate(domains.relay("example.com"), WILMA, BARNEY)).contains("not attached");

            domains.restart("rubble.com");
            var shown = access(domains.relay("rubble.com"), "show", BARNEY, FRED);
            assertThat(shown.status()).as(shown.said()).isZero();
            assertThat(shown.out().all().getFirst()).isEqualTo(FRED + " may do nothing");

            var forgotten = access(domains.relay("rubble.com"), "forget", BARNEY, FRED);
            assertThat(forgotten.status()).as(forgotten.said()).isZero();
            var query = access(domains.relay("rubble.com"), "query", BARNEY, FRED, "write");
            assertThat(query.out().all()).containsExactly("allowed");
        }
    }

    @Test
    @Requirement({"ACC-2", "ACC-12", "SEED-12"})
    void theServiceOfAnotherDomainIsAskedThroughTheMesh() {
        try (var domains = both()) {
            var refused = access(domains.relay("example.com"), "query", FRED, "--of", BARNEY, WILMA, "write");
            assertThat(refused.status()).as(refused.said()).isEqualTo(1);
            assertThat(refused.said()).contains("537");

            var allowed = access(domains.relay("rubble.com"), "allow", BARNEY, FRED, "ask-access");
            assertThat(allowed.status()).as(allowed.said()).isZero();
            var asked = access(domains.relay("example.com"), "query", FRED, "--of", BARNEY, WILMA, "write");
            assertThat(asked.status()).as(asked.said()).isZero();
            assertThat(asked.out().all()).containsExactly("allowed");
        }
    }
}
