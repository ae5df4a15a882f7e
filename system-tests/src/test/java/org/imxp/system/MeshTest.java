package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two domains, each with its relay as a process of its own: what people see when all is well, and when it is not. */
@Timeout(180)
class MeshTest {
    private static final String EXAMPLE = "example.com";
    private static final String RUBBLE = "rubble.com";
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BAMBAM = "bambam@rubble.com";
    private static final String BARNEY = "barney@rubble.com";

    /** Never attached. */
    private static final String PEBBLES = "pebbles@rubble.com";

    private static Domains domains;

    /** The first knows the way to the second. */
    @BeforeAll
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, WILMA, BARNEY, "betty@rubble.com", PEBBLES, BAMBAM);
        domains.start(RUBBLE);
        domains.start(EXAMPLE, "mesh.routes", domains.routes(RUBBLE), "limits.mesh-time-to-answer", "2s");
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    private static Imxp send(RelayProcess relay, String from, String to, String text) {
        return relay.run("send", "--as", from, "--to", to, "--status", text);
    }

    @Test
    @Requirement({"CORE-25", "SEED-47", "SEED-48", "SEED-49", "IMPP-2.2.1"})
    void messagesGoBothWays() {
        try (var barney = domains.relay(RUBBLE).start("listen", "--as", BARNEY);
                var fred = domains.relay(EXAMPLE).start("listen", "--as", FRED)) {
            barney.err().await("Attached as " + BARNEY);
            fred.err().await("Attached as " + FRED);

            var there = send(domains.relay(EXAMPLE), WILMA, BARNEY, "Yabba dabba doo");
            assertThat(there.status()).as(there.said()).isZero();
            assertThat(there.out().all()).containsExactly(BARNEY + ": delivered");
            assertThat(barney.out().await("dabba")).endsWith(WILMA + ": Yabba dabba doo");

            // The second relay knows no way but the session that the first has bound on.
            var back = send(domains.relay(RUBBLE), "betty@rubble.com", FRED, "Hello, Fred");
            assertThat(back.status()).as(back.said()).isZero();
            assertThat(fred.out().await("Hello")).endsWith("betty@rubble.com: Hello, Fred");
        }
    }

    private static void isAway(String recipient) {
        var away = send(domains.relay(EXAMPLE), WILMA, recipient, "Are you there?");
        assertThat(away.out().all()).singleElement().asString().startsWith(recipient + ": not attached");
    }

    @Test
    @Requirement({"CORE-30", "CORE-43"})
    void aRelayThatIsKilledIsReportedAndReachedAgainWhenItIsBack() {
        isAway(PEBBLES);

        domains.relay(RUBBLE).serve().kill();
        assertThat(domains.relay(RUBBLE).serve().status()).isNotZero();
        var lost = send(domains.relay(EXAMPLE), WILMA, PEBBLES, "Are you there?");
        assertThat(lost.status()).as(lost.said()).isEqualTo(1);
        assertThat(lost.out().all()).singleElement().asString().contains("rubble.com");

        domains.restart(RUBBLE);
        try (var bambam = domains.relay(RUBBLE).start("listen", "--as", BAMBAM)) {
            bambam.err().await("Attached as " + BAMBAM);
            reachedAgain();
            bambam.out().await("And now");
        }
    }

    /** After the pause that an unreached relay is given; it is bounded, so this ends. */
    private static void reachedAgain() {
        for (int attempt = 0; attempt < 20; attempt++) {
            if (send(domains.relay(EXAMPLE), WILMA, BAMBAM, "And now?").status() == 0) {
                return;
            }
        }
        throw new AssertionError("the relay is back, and not reached");
    }

    @Test
    @Requirement("CORE-43")
    void aRelayThatIsStalledIsGivenUpWithinItsTime() {
        isAway(PEBBLES);

        domains.relay(RUBBLE).serve().signal("STOP");
        try {
            var stalled = send(domains.relay(EXAMPLE), WILMA, PEBBLES, "Are you there?");
            assertThat(stalled.status()).as(stalled.said()).isEqualTo(1);
            assertThat(stalled.out().all()).singleElement().asString().contains("ended before it answered");
        } finally {
            domains.relay(RUBBLE).serve().signal("CONT");
        }
    }
}
