package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointLimits;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.protocol.Domain;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three domains, of which the first and the last know each other only through the one between. */
class ChainTest {
    private static final String FRED = "fred@example.com";
    private static final String SLATE = "slate@quarry.example";

    private static Domains domains;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, "wilma@example.com", "barney@rubble.com", SLATE);
        domains.start(
                "rubble.com",
                "mesh.routes",
                domains.routes("example.com", "quarry.example", "nowhere.example=through:example.com"),
                "mesh.trusted",
                "example.com");
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes("rubble.com", "quarry.example=through:rubble.com", "nowhere.example=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
        domains.start(
                "quarry.example",
                "mesh.routes",
                domains.routes("rubble.com", "example.com=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    private static Outcome sent(Endpoint from, SendOptions options, String to, String text) {
        return from.send(options, Message.text(text), to).outcome(to).join();
    }

    @Test
    @Requirement({"CORE-25", "CORE-34", "CORE-41", "IMPP-2.4.1", "IMPP-2.4.3"})
    void messagesAndReportsGoBothWays() {
        try (var fred = domains.attach(FRED);
                var slate = domains.attach(SLATE)) {
            var fredHas = Received.by(fred);
            var slateHas = Received.by(slate);

            assertThat(sent(fred, SendOptions.DEFAULT, SLATE, "Can I leave early?"))
                    .isEqualTo(new Outcome.Delivered());
            assertThat(sent(slate, SendOptions.DEFAULT, FRED, "No.")).isEqualTo(new Outcome.Delivered());

            assertThat(slateHas.next()).isEqualTo("Can I leave early?");
            assertThat(fredHas.next()).isEqualTo("No.");
        }
    }

    @Test
    @Requirement({"CORE-37", "CORE-43"})
    void aTraceShowsEachRelay() {
        try (var _ = domains.attach(SLATE)) {
            var trace = domains.relay("example.com").run("trace", "--as", "wilma@example.com", "--to", SLATE);
            assertThat(trace.status()).as(trace.said()).isZero();
            assertThat(trace.out().all())
                    .satisfiesExactly(
                            line -> assertThat(line).matches(" 1  example\\.com +forwarded +[0-9]+ ms"),
                            line -> assertThat(line).matches(" 2  rubble\\.com +forwarded +[0-9]+ ms"),
                            line -> assertThat(line).matches(" 3  quarry\\.example +delivered +[0-9]+ ms"));
        }
    }

    @Test
    @Requirement({"OPT-16", "OPT-17"})
    void aMessageGoesAsFarAsItMay() {
        var wilma = "wilma@example.com";
        try (var slate = domains.attach(SLATE)) {
            var slateHas = Received.by(slate);
            var tooFar = domains.relay("example.com")
                    .run("send", "--as", wilma, "--to", SLATE, "--status", "--max-hops", "1", "One");
            assertThat(tooFar.status()).as(tooFar.said()).isEqualTo(1);
            assertThat(tooFar.out().all())
                    .containsExactly(SLATE + ": unreachable: example.com found no way on: sent on by as many relays as"
                            + " noMoreThan allows");

            try (var fred = domains.attach(FRED)) {
                assertThat(sent(fred, SendOptions.DEFAULT.withMostHops(3), SLATE, "Three"))
                        .isEqualTo(new Outcome.Delivered());
            }
            assertThat(slateHas.next()).isEqualTo("Three");
        }
    }

    @Test
    @Requirement("OPT-17")
    void aLoopOfRoutesIsEndedAndReported() {
        try (var fred = domains.attach(FRED)) {
            // It passes the first, the second, the first, the second, and ends at the first.
            assertThat(sent(fred, SendOptions.DEFAULT.withMostHops(5), "ann@nowhere.example", "Round and round"))
                    .isInstanceOfSatisfying(Outcome.Unreachable.class, ended -> {
                        assertThat(ended.at()).isEqualTo(Domain.parse("example.com"));
                        assertThat(ended.text()).contains("noMoreThan");
                    });
        }
    }

    /** What it says of others' endpoints is not believed, but told: this way only it can know. */
    @Test
    @Requirement("CORE-43")
    void theRelayBetweenSaysWhereTheWayEnds() {
        var limits = EndpointLimits.DEFAULT;
        var waiting = limits.withTimes(limits.attachTime(), Duration.ofSeconds(3), limits.closeTime());
        domains.relay("quarry.example").serve().kill();
        try (var fred = Endpoint.attach(domains.settings(FRED).withLimits(waiting))) {
            assertThat(sent(fred, SendOptions.DEFAULT, SLATE, "Anybody there?").sentence())
                    // The session to the relay that was killed may or may not have been missed yet.
                    .containsPattern("rubble\\.com, which is not believed about others, said"
                            + " (unreachable: rubble\\.com|refused, 451 )");
        } finally {
            domains.restart("quarry.example");
        }
    }
}
