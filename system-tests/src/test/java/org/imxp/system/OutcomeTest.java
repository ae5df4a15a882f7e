package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reply code that a report may have about data for another domain (requirement CORE-43). */
class OutcomeTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@rubble.com";
    private static final String BETTY = "betty@rubble.com";
    private static final Pattern CODE = Pattern.compile("recipient identity='code([0-9]{3})@");

    private static Domains domains;
    private static PeerRelay peer;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, WILMA, BARNEY, BETTY, "ann@peer.example", "ben@closed.example");
        peer = new PeerRelay(domains.certificate("peer.example"), Spelling.APEX, OutcomeTest::answer);
        domains.start(
                "rubble.com",
                "access.defaults",
                "[{ actor = \"fred@example.com\", actions = \"core:data\" }]",
                "limits.held-data-per-endpoint",
                "1");
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes("rubble.com", "closed.example", "peer.example=" + peer),
                "mesh.block",
                "blocked.example");
    }

    @AfterAll
    static void stop() {
        domains.close();
        peer.close();
    }

    /** The code that the recipient's name asks for. */
    private static Optional<String> answer(String data) {
        var code = CODE.matcher(data);
        return code.find() ? Optional.of("<error code='" + code.group(1) + "'>as you wish</error>") : Optional.empty();
    }

    private static Attached attach(String endpoint) {
        return Attached.inStart(domains.relay("example.com"), endpoint, Spelling.APEX);
    }

    private static String option(String name, String hop, String inner) {
        return "<option internal='" + name + "' targetHop='" + hop + "' mustUnderstand='true' transID='9'>" + inner
                + "</option>";
    }

    /** Sends, asking for the status, and gives the domain that reports, and its code. */
    private static String reported(Attached from, String to, String options) {
        var asking = Spelling.APEX.statusRequest(7) + options;
        assertThat(from.send(new Data(FRED, to, "Hello", asking).payload(Form.INLINE)))
                .isEqualTo(250);
        return report(from);
    }

    private static String report(Attached of) {
        var report = of.receive().xml();
        return report.only("originator").attribute("identity").replace("apex=report@", "") + " "
                + report.only("reply").attribute("code");
    }

    @Test
    @Requirement({"CORE-37", "CORE-41", "CORE-43"})
    void deliveredAndForwarded() {
        try (var _ = domains.attach(BARNEY);
                var fred = attach(FRED)) {
            assertThat(reported(fred, BARNEY, "")).isEqualTo("rubble.com 250");
            var all = Spelling.APEX.statusRequest(8).replace("'final'", "'all'");
            fred.send(new Data(FRED, BARNEY, "Hello", all).payload(Form.INLINE));
            assertThat(report(fred)).isEqualTo("example.com 350");
            assertThat(report(fred)).isEqualTo("rubble.com 250");
        }
    }

    @Test
    @Requirement({"CORE-43", "OPT-13", "OPT-15"})
    void heldAndTooMuchHeld() {
        try (var fred = attach(FRED)) {
            var hold = "<option internal='hold4Endpoint' />";
            assertThat(reported(fred, BETTY, hold)).isEqualTo("rubble.com 350");
            assertThat(reported(fred, BETTY, hold)).isEqualTo("rubble.com 550");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "barney@rubble.com, rubble.com 450",
        "dino@rubble.com, rubble.com 550",
        "apex=unheard@rubble.com, rubble.com 550",
        "ben@closed.example, example.com 421",
        "ann@blocked.example, example.com 537"
    })
    @Requirement("CORE-43")
    void notAttachedUnknownUnreachableAndBlocked(String recipient, String report) {
        try (var fred = attach(FRED)) {
            assertThat(reported(fred, recipient, "")).isEqualTo(report);
        }
    }

    @Test
    @Requirement({"CORE-26", "CORE-43"})
    void deniedByTheRecipient() {
        try (var wilma = attach(WILMA)) {
            wilma.send(new Data(WILMA, BARNEY, "Hello", Spelling.APEX.statusRequest(7)).payload(Form.INLINE));
            assertThat(report(wilma)).isEqualTo("rubble.com 537");
        }
    }

    @Test
    @Requirement({"CORE-38", "CORE-43", "OPT-6", "OPT-17"})
    void notUnderstoodAndLimitsPassed() {
        try (var fred = attach(FRED)) {
            assertThat(reported(fred, BARNEY, option("unheardOf", "final", ""))).isEqualTo("example.com 504");
            assertThat(reported(fred, BARNEY, option("dataHopping", "all", "<dataHopping noMoreThan='1' />")))
                    .isEqualTo("example.com 550");
            // Somebody is attached, and does not answer in time.
            try (var silent = Attached.inStart(domains.relay("rubble.com"), BARNEY, Spelling.APEX)) {
                assertThat(reported(fred, BARNEY, option("dataTiming", "all", "<dataTiming noLaterThan='500' />")))
                        .isEqualTo("rubble.com 550");
                silent.receive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {421, 450, 451, 454, 500, 501, 503, 504, 530, 534, 535, 537, 538, 550, 551, 553, 554, 555, 556})
    @Requirement({"CORE-43", "CORE-49"})
    void whatTheNextRelayAnswered(int code) {
        try (var fred = attach(FRED)) {
            assertThat(reported(fred, "code" + code + "@peer.example", "")).isEqualTo("example.com " + code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {250, 350})
    @Requirement("CORE-43")
    void anErrorIsNoSuccessWhateverItsCode(int code) {
        try (var fred = attach(FRED)) {
            assertThat(reported(fred, "code" + code + "@peer.example", "")).isEqualTo("example.com 500");
        }
    }
}
