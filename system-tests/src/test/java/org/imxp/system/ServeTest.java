package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Login;
import org.imxp.system.raw.RawClient;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay's life as a process: start, change, end, accident. */
class ServeTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Requirement({"SEED-15", "SEED-31", "IMPP-4.2.1", "IMPP-5.4.1", "OPEN-35"})
    void fourTerminalsAsTheReadmeTellsIt() {
        try (var relay = RelayProcess.start(folder)) {
            RelayProcess.addAccounts(folder, FRED, WILMA);
            try (var listen = relay.start("listen", "--as", WILMA)) {
                listen.err().await("Attached as " + WILMA);
                var send = relay.run("send", "--as", FRED, "--to", WILMA, "--status", "Yabba dabba doo");
                assertThat(send.status()).as(send.said()).isZero();
                assertThat(send.out().all()).singleElement().asString().startsWith(WILMA + ": ");
                assertThat(listen.out().await("dabba")).endsWith(FRED + ": Yabba dabba doo");

                listen.terminate();
                assertThat(listen.status()).as(listen.said()).isZero();
            }
            var missed = relay.run("send", "--as", FRED, "--to", WILMA, "--status", "Wilma?");
            assertThat(missed.status()).as(missed.said()).isEqualTo(1);
            assertThat(missed.out().all()).singleElement().asString().contains("450");
        }
    }

    @Test
    @Requirement({"CORE-5", "CORE-21"})
    void aRelayThatIsAskedToEndSaysGoodbyeAndClosesItsStore() {
        try (var relay = RelayProcess.start(folder)) {
            RelayProcess.addAccounts(folder, WILMA);
            try (var wilma = Attached.inStart(relay, WILMA, Spelling.APEX);
                    var listen = relay.start("listen", "--as", "wilma/appl=terminal@example.com")) {
                // The command attaches as accounts only, so this one stays outside.
                assertThat(listen.status()).isEqualTo(2);
                relay.serve().terminate();

                var farewell = wilma.client().receive();
                assertThat(farewell.xml().name()).isEqualTo("terminate");
                wilma.client().ok(farewell);
                assertThat(relay.serve().status()).as(relay.serve().said()).isZero();
                assertThat(wilma.client().isEnded()).isTrue();
            }
            assertThat(folder.resolve("imxp-data/imxp.db-wal")).doesNotExist();
        }
    }

    @Test
    @Requirement({"CORE-5", "CORE-21"})
    void aListenerIsToldThatTheRelayEnds() {
        try (var relay = RelayProcess.start(folder)) {
            RelayProcess.addAccounts(folder, WILMA);
            try (var listen = relay.start("listen", "--as", WILMA)) {
                listen.err().await("Attached as");
                relay.serve().terminate();
                assertThat(relay.serve().status()).as(relay.serve().said()).isZero();
                assertThat(listen.status()).as(listen.said()).isEqualTo(1);
                assertThat(listen.err().all()).last().asString().contains("No longer attached");
            }
        }
    }

    @Test
    @Requirement({"IMPP-2.3.6"})
    void accountsChangeWhileTheRelayRuns() {
        try (var relay = RelayProcess.start(folder, Map.of("IMXP_LIMITS_FAILED_LOGINS", "1000"))) {
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.scram(FRED, Imxp.PASSWORD))).isEqualTo(535);
            }
            RelayProcess.addAccounts(folder, FRED);
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.scram(FRED, Imxp.PASSWORD))).isEqualTo(250);
            }
            var again = Imxp.run(folder, "user", "add", FRED);
            assertThat(again.status()).as(again.said()).isEqualTo(1);
            assertThat(Imxp.run(folder, Map.of("IMXP_PASSWORD", "Another-One"), "user", "passwd", FRED)
                            .status())
                    .isZero();
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.digest(FRED, Imxp.PASSWORD))).isEqualTo(535);
                assertThat(client.authenticate(Login.digest(FRED, "Another-One"))).isEqualTo(250);
            }
            assertThat(Imxp.run(folder, "user", "remove", FRED).status()).isZero();
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.plain(FRED, "Another-One"))).isEqualTo(535);
            }
        }
    }

    @Test
    void accountsAreStillThereAfterAnAccident() {
        try (var relay = RelayProcess.start(folder)) {
            RelayProcess.addAccounts(folder, FRED);
            try (var client = relay.client(Login.scram(FRED, Imxp.PASSWORD))) {
                relay.serve().kill();
                relay.serve().status();
                assertThat(client.isEnded()).isTrue();
            }
        }
        try (var relay = RelayProcess.start(folder);
                var fred = Attached.inStart(relay, FRED, Spelling.APEX)) {
            fred.send(new Data(FRED, FRED, "Still here", "").payload(Form.INLINE));
            assertThat(Data.textOf(fred.receive())).isEqualTo("Still here");
        }
        var list = Imxp.run(folder, "user", "list");
        assertThat(list.out().all()).containsExactly(FRED);
    }

    @Test
    @Requirement({"BEEP-25", "BEEP-64", "CORE-51"})
    void oneSessionTooManyFromAnAddressIsTold421() throws IOException {
        Files.writeString(folder.resolve("imxp.toml"), "[limits]\nsessions-per-address = 2\n");
        try (var relay = RelayProcess.start(folder, "--config", "imxp.toml");
                var first = RawClient.connect(relay.port());
                var second = RawClient.connect(relay.port())) {
            assertThat(first.greeting().name()).isEqualTo("greeting");
            assertThat(second.greeting().name()).isEqualTo("greeting");
            try (var third = RawClient.connect(relay.port())) {
                assertThat(third.greeting().name()).isEqualTo("error");
                assertThat(third.greeting().attribute("code")).isEqualTo("421");
                assertThat(third.isEnded()).isTrue();
            }
        }
    }
}
