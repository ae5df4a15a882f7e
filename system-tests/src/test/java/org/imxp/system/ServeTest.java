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
    @Requirement({"SEED-15", "SEED-31", "CORE-26", "IMPP-4.2.1", "IMPP-5.4.1"})
    void fourTerminalsAsTheReadmeTellsIt() {
        var fred = "fred@localhost";
        var wilma = "wilma@localhost";
        try (var relay = RelayProcess.of(folder, Map.of(), "serve", "--edge", "127.0.0.1:0", "--mesh", "127.0.0.1:0")) {
            RelayProcess.addAccounts(folder, fred, wilma);
            try (var listen = relay.start("listen", "--as", wilma)) {
                listen.err().await("Attached as " + wilma);
                var send = relay.run("send", "--as", fred, "--to", wilma, "--status", "Yabba dabba doo");
                assertThat(send.status()).as(send.said()).isZero();
                assertThat(send.out().all()).containsExactly(wilma + ": delivered");
                assertThat(listen.out().await("dabba")).endsWith(fred + ": Yabba dabba doo");

                listen.terminate();
                assertThat(listen.status()).as(listen.said()).isZero();
            }
            var missed = relay.run("send", "--as", fred, "--to", wilma, "--status", "Wilma?");
            assertThat(missed.status()).as(missed.said()).isEqualTo(1);
            assertThat(missed.out().all()).singleElement().asString().startsWith(wilma + ": not attached");
        }
    }

    @Test
    @Requirement({"CORE-21", "BEEP-34"})
    void aRelayThatIsAskedToEndSaysGoodbyeAndClosesItsStore() {
        try (var relay = RelayProcess.start(folder)) {
            RelayProcess.addAccounts(folder, FRED, WILMA);
            try (var client = relay.client(Login.scram(FRED, Imxp.PASSWORD));
                    var listen = relay.start("listen", "--as", WILMA, "--no-reattach")) {
                client.start(Spelling.APEX.profile(), Attached.attach(FRED, 5));
                listen.err().await("Attached as");
                relay.serve().terminate();

                var terminate = client.receive();
                assertThat(terminate.xml().name()).isEqualTo("terminate");
                assertThat(terminate.xml().attribute("transID")).isEqualTo("5");
                assertThat(terminate.xml().attribute("code")).isEqualTo("421");
                client.ok(terminate);
                var close = client.receive();
                assertThat(close.xml().name()).isEqualTo("close");
                client.ok(close);
                assertThat(client.isEnded()).isTrue();
                assertThat(listen.status()).as(listen.said()).isEqualTo(1);
                assertThat(listen.err().all()).last().asString().contains("No longer attached", "421");
                assertThat(relay.serve().status()).as(relay.serve().said()).isZero();
                assertThat(relay.serve().err().all()).last().isEqualTo("Stopped.");
            }
            // SQLite removes its log when the last connection is closed well.
            assertThat(folder.resolve("imxp-data/imxp.db-wal")).doesNotExist();
        }
    }

    @Test
    void accountsChangeWhileTheRelayRuns() {
        try (var relay = RelayProcess.start(folder, Map.of("IMXP_LIMITS_FAILED_LOGINS", "1000"))) {
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.scram(FRED, Imxp.PASSWORD)))
                        .isEqualTo(535);
            }
            RelayProcess.addAccounts(folder, FRED);
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.scram(FRED, Imxp.PASSWORD)))
                        .isEqualTo(250);
            }
            var again = Imxp.run(folder, "user", "add", FRED);
            assertThat(again.status()).as(again.said()).isEqualTo(1);
            assertThat(Imxp.run(folder, Map.of("IMXP_PASSWORD", "Another-One"), "user", "passwd", FRED)
                            .status())
                    .isZero();
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.digest(FRED, Imxp.PASSWORD)))
                        .isEqualTo(535);
                assertThat(client.authenticate(Login.digest(FRED, "Another-One")))
                        .isEqualTo(250);
            }
            assertThat(Imxp.run(folder, "user", "remove", FRED).status()).isZero();
            try (var client = relay.encrypted()) {
                assertThat(client.authenticate(Login.plain(FRED, "Another-One")))
                        .isEqualTo(535);
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
        var list = Imxp.run(folder, "user", "list", "--domain", "example.com");
        assertThat(list.out().all()).containsExactly(FRED);
    }

    @Test
    @Requirement({"BEEP-25", "BEEP-64"})
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
