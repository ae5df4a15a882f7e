package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Login;
import org.imxp.system.raw.Message;
import org.imxp.system.raw.RawClient;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two clients that are not ours talk through the relay. */
@ExtendWith(SharedRelay.class)
class InteropTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String TEXT =
            "And this is the <message> text & more: \u00e9\u00e8 \u65e5\u672c\u8a9e \ud83e\udd95";
    private static final int TRANS_ID = 86;

    private final RelayProcess relay;

    InteropTest(RelayProcess relay) {
        this.relay = relay;
    }

    record Talk(Login login, Spelling sender, Spelling receiver, Form form) {
        @Override
        public String toString() {
            return login.mechanism() + ", " + sender + " to " + receiver + ", " + form;
        }
    }

    static Stream<Talk> everyCombination() {
        var talks = new ArrayList<Talk>();
        for (var sender : Spelling.values()) {
            for (var receiver : Spelling.values()) {
                for (var form : Form.values()) {
                    for (var login : List.of(
                            Login.digest(FRED, Imxp.PASSWORD),
                            Login.scram(FRED, Imxp.PASSWORD),
                            Login.plain(FRED, Imxp.PASSWORD))) {
                        talks.add(new Talk(login, sender, receiver, form));
                    }
                }
            }
        }
        return talks.stream();
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    @Requirement({
        "SEED-15",
        "SEED-16",
        "SEED-17",
        "SEED-31",
        "SEED-44",
        "SEED-46",
        "SEED-50",
        "BEEP-24",
        "BEEP-44",
        "BEEP-45",
        "BEEP-49",
        "CORE-7",
        "CORE-8",
        "CORE-10",
        "CORE-16",
        "CORE-26",
        "CORE-28",
        "CORE-41",
        "CORE-48",
        "WIRE-1",
        "WIRE-3",
        "WIRE-5",
        "WIRE-11",
        "WIRE-13",
        "IMPP-4.2.1"
    })
    void aMessageArrivesOctetForOctetAndItsSenderIsTold(Talk talk) {
        try (var fred = Attached.byMessage(relay, FRED, talk.sender(), talk.login());
                var wilma = Attached.inStart(relay, WILMA, talk.receiver())) {
            var data = new Data(FRED, WILMA, TEXT, talk.sender().statusRequest(TRANS_ID));

            assertThat(fred.send(data.payload(talk.form()))).isEqualTo(250);

            var arrived = wilma.receive();
            assertThat(Data.contentOf(arrived.payload(), talk.form())).isEqualTo(data.content(talk.form()));
            assertThat(Data.textOf(arrived)).isEqualTo(TEXT);
            assertThat(arrived.xml().only("originator").attribute("identity")).isEqualTo(FRED);
            assertThat(arrived.xml().only("recipient").attribute("identity")).isEqualTo(WILMA);
            assertReport(fred.receive(), talk.sender(), 250);
        }
    }

    private static void assertReport(Message report, Spelling spelling, int code) {
        var xml = report.xml();
        assertThat(xml.only("originator").attribute("identity")).isEqualTo(spelling.reportService("example.com"));
        assertThat(xml.only("statusResponse").attribute("transID")).isEqualTo(String.valueOf(TRANS_ID));
        assertThat(xml.only("destination").attribute("identity")).isEqualTo(WILMA);
        assertThat(xml.only("reply").attribute("code")).isEqualTo(String.valueOf(code));
    }

    @Test
    @Requirement({"BEEP-24", "BEEP-48"})
    void offersNoLoginBeforeTls() {
        try (var client = RawClient.connect(relay.port())) {
            assertThat(client.isOffered("http://iana.org/beep/TLS")).isTrue();
            assertThat(client.greeting().all("profile"))
                    .extracting(profile -> profile.attribute("uri"))
                    .noneMatch(uri -> uri.contains("SASL"));
        }
    }

    @Test
    @Requirement({"SEED-50", "WIRE-1", "BEEP-24", "BEEP-44"})
    void offersAllProfilesInsideTls() {
        try (var client = relay.encrypted()) {
            assertThat(List.of("SASL/SCRAM-SHA-256", "SASL/DIGEST-MD5", "SASL/PLAIN", "APEX", "IMXP"))
                    .allMatch(profile -> client.isOffered("http://iana.org/beep/" + profile));
        }
    }

    @Test
    @Requirement({"BEEP-58", "BEEP-59", "BEEP-60", "CORE-28"})
    void aMessageLargerThanTheWindowArrivesWhole() {
        var text = "0123456789abcdef".repeat(4096);
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX);
                var wilma = Attached.inStart(relay, WILMA, Spelling.APEX)) {
            assertThat(fred.send(new Data(FRED, WILMA, text, "").payload(Form.MULTIPART)))
                    .isEqualTo(250);
            assertThat(Data.textOf(wilma.receive())).isEqualTo(text);
        }
    }

    @Test
    @Requirement({"BEEP-29", "CORE-26", "CORE-46", "IMPP-2.3.5", "IMPP-5.4.10"})
    void oneRelayServesDomainsThatMayNotAllSendToEachOther() {
        var pebbles = "pebbles@rubble.com";
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX);
                var client = relay.encrypted().forDomain("rubble.com")) {
            assertThat(client.authenticate(Login.digest(pebbles, Imxp.PASSWORD)))
                    .isEqualTo(250);
            client.start(Spelling.APEX.profile(), Attached.attach(pebbles, 1));
            var toFred = new Data(pebbles, FRED, "Hello", Spelling.APEX.statusRequest(TRANS_ID));
            var toPebbles = new Data(FRED, pebbles, "Hello", "");

            client.request(client.channel(), toFred.payload(Form.INLINE));
            var report = client.receive();
            client.ok(report);
            fred.send(toPebbles.payload(Form.INLINE));

            assertThat(report.xml().only("reply").attribute("code")).isEqualTo("537");
            var arrived = client.receive();
            client.ok(arrived);
            assertThat(Data.textOf(arrived)).isEqualTo("Hello");
            client.requestXml(client.channel(), "<terminate transID='0' />");
        }
    }

    @Test
    @Requirement({"CORE-33", "CORE-32", "SEED-5"})
    void anApplicationBelowAnEndpointTalksAsItself() {
        var appl = "fred/appl=chess@example.com";
        var whole = "Content-Type: application/beep+xml\r\n\r\n<data content='#move'><originator identity='" + appl
                + "' /><recipient identity='" + WILMA
                + "' /><data-content Name='move'><chess:move xmlns:chess='urn:chess'"
                + " from='e2' to='e4'/></data-content></data>";
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX);
                var wilma = Attached.inStart(relay, WILMA, Spelling.IMXP)) {
            assertThat(fred.ask(Attached.attach(appl, 2))).isEqualTo(250);
            assertThat(fred.send(whole)).isEqualTo(250);
            var arrived = wilma.receive();
            assertThat(arrived.xml().only("originator").attribute("identity")).isEqualTo(appl);
            assertThat(Data.contentOf(arrived.payload(), Form.INLINE)).isEqualTo(Data.contentOf(whole, Form.INLINE));
        }
    }
}
