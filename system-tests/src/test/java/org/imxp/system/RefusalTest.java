package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Login;
import org.imxp.system.raw.RawClient;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay refuses a client that is not ours, and with which code. */
@ExtendWith(SharedRelay.class)
class RefusalTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@example.com";
    private static final String NOBODY = "dino@example.com";

    private final RelayProcess relay;

    RefusalTest(RelayProcess relay) {
        this.relay = relay;
    }

    private static String message(String originator, String recipient, String options) {
        return new Data(originator, recipient, "Hello", options).payload(Form.INLINE);
    }

    /** Sends, and gives the code of the report. */
    private static int reported(Attached client, String recipient) {
        assertThat(client.send(message(FRED, recipient, client.spelling().statusRequest(7))))
                .isEqualTo(250);
        return Integer.parseInt(client.receive().xml().only("reply").attribute("code"));
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"CORE-22", "CORE-33", "IMPP-5.1.6", "IMPP-5.4.3"})
    void aForgedOriginatorGets537(Spelling spelling) {
        try (var fred = Attached.inStart(relay, FRED, spelling)) {
            assertThat(fred.send(message(BARNEY, WILMA, ""))).isEqualTo(537);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"apex=report@example.com", "apex=presence@example.com", "imxp=presence@example.com"})
    @Requirement({"CORE-4", "CORE-22", "IMPP-5.2.4"})
    void nobodySendsInTheNameOfAService(String service) {
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX)) {
            assertThat(fred.send(message(service, WILMA, ""))).isEqualTo(537);
            assertThat(fred.ask(Attached.attach(service, 2))).isEqualTo(537);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"CORE-41", "CORE-26", "IMPP-4.2.1", "IMPP-5.4.1", "WIRE-3", "WIRE-5"})
    void whoIsNotAttachedIsReportedAs450(Spelling spelling) {
        try (var fred = Attached.inStart(relay, FRED, spelling)) {
            assertThat(reported(fred, BARNEY)).isEqualTo(450);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement({"CORE-41", "OPEN-8", "IMPP-4.2.1", "IMPP-5.4.1"})
    void whoDoesNotExistIsReportedAs550(Spelling spelling) {
        try (var fred = Attached.inStart(relay, FRED, spelling)) {
            assertThat(reported(fred, NOBODY)).isEqualTo(550);
        }
    }

    @Test
    @Requirement("CORE-16")
    void aSecondApplicationGets554() {
        try (var first = Attached.inStart(relay, FRED, Spelling.APEX);
                var second = relay.client(Login.scram(FRED, Imxp.PASSWORD))) {
            var started = second.start(Spelling.IMXP.profile(), Attached.attach(FRED, 1));
            assertThat(started.isPositive()).isTrue();
            assertThat(started.xml().text()).contains("<error").contains("554");
            assertThat(first.ask(Attached.attach(FRED, 2))).isEqualTo(554);
        }
    }

    @Test
    @Requirement({"CORE-13", "CORE-14", "CORE-15", "CORE-20", "CORE-21", "IMPP-2.3.6"})
    void operationsAreRefusedWithTheirOwnCodes() {
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX)) {
            assertThat(fred.ask(Attached.attach("fred/appl=a@example.com", 1))).isEqualTo(555);
            assertThat(fred.ask(Attached.attach("fred@elsewhere.example", 2))).isEqualTo(553);
            assertThat(fred.ask(Attached.attach(WILMA, 2))).isEqualTo(537);
            assertThat(fred.ask("<bind relay='example.com' transID='1' />")).isEqualTo(555);
            assertThat(fred.ask("<bind relay='example.com' transID='2' />")).isEqualTo(537);
            assertThat(fred.ask("<terminate transID='2' />")).isEqualTo(550);
            assertThat(fred.ask("<terminate transID='0' />")).isEqualTo(250);
            assertThat(fred.send(message(FRED, WILMA, ""))).isEqualTo(537);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("WIRE-14")
    void theOtherDialectsWordsAreUnderstood(Spelling spelling) {
        var other = spelling == Spelling.APEX ? Spelling.IMXP : Spelling.APEX;
        var unknown =
                "<option internal='unheardOf' targetHop='this' mustUnderstand='true' seeNoEvil='true' transID='8' />";
        try (var fred = Attached.inStart(relay, FRED, spelling)) {
            assertThat(fred.send(message(FRED, BARNEY, other.statusRequest(7)))).isEqualTo(250);
            var report = fred.receive().xml();
            assertThat(report.only("originator").attribute("identity"))
                    .isEqualTo(spelling.reportService("example.com"));
            assertThat(report.only("reply").attribute("code")).isEqualTo("450");
            assertThat(fred.send(message(FRED, other.reportService("example.com"), "")))
                    .isEqualTo(250);
            // The flags contradict each other, so the one of the session's dialect wins.
            assertThat(fred.send(message(FRED, BARNEY, unknown))).isEqualTo(spelling == Spelling.APEX ? 504 : 250);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"APEX", "IMXP"})
    @Requirement({"WIRE-2"})
    void theOlderNamesOfProfilesAreUnderstood(String name) {
        try (var client = relay.client(Login.scram(BARNEY, Imxp.PASSWORD))) {
            var started = client.start("http://xml.resource.org/profiles/" + name, "");
            assertThat(started.isPositive()).isTrue();
            assertThat(started.xml().attribute("uri")).isEqualTo("http://xml.resource.org/profiles/" + name);
        }
    }

    @Test
    @Requirement("CORE-11")
    void whatIsNoElementGets500Or501() {
        try (var fred = Attached.inStart(relay, FRED, Spelling.APEX)) {
            assertThat(fred.ask("<attach")).isEqualTo(500);
            assertThat(fred.ask("<!DOCTYPE attach [<!ENTITY e 'x'>]><attach endpoint='&e;' transID='2' />"))
                    .isEqualTo(500);
            assertThat(fred.ask("<subscribe />")).isEqualTo(501);
            assertThat(fred.ask("<attach endpoint='fred@example.com' transID='0' />"))
                    .isEqualTo(501);
        }
    }

    @Test
    @Requirement({"BEEP-51", "SEED-46"})
    void aWrongPasswordGets535AndTheSessionGoesOn() {
        try (var client = relay.encrypted()) {
            assertThat(client.authenticate(Login.scram(FRED, "wrong"))).isEqualTo(535);
            assertThat(client.authenticate(Login.digest(FRED, "wrong"))).isEqualTo(535);
            assertThat(client.authenticate(Login.plain(FRED, "wrong"))).isEqualTo(535);
            assertThat(client.authenticate(Login.plain(NOBODY, Imxp.PASSWORD))).isEqualTo(535);
            assertThat(client.authenticate(Login.plain(FRED, Imxp.PASSWORD))).isEqualTo(250);
            assertThat(client.authenticate(Login.plain(WILMA, Imxp.PASSWORD))).isEqualTo(554);
        }
    }

    @Test
    @Requirement({"CORE-35", "BEEP-56", "BEEP-48"})
    void nothingStartsBeforeTheLogin() {
        try (var client = relay.encrypted()) {
            assertThat(client.start(Spelling.APEX.profile(), "").code()).isEqualTo(530);
        }
        try (var client = RawClient.connect(relay.port())) {
            assertThat(client.start(Spelling.APEX.profile(), "").isPositive()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELO example.com\r\n",
                "MSG 0 1 . 0 5\r\nhello",
                "MSG 9 1 . 0 0\r\nEND\r\n",
                "RPY 0 9 . 50 0\r\nEND\r\n",
                "SEQ 7 0 4096\r\n"
            })
    @Requirement({"BEEP-10", "BEEP-12", "BEEP-15"})
    void aPoorlyFormedFrameEndsTheSessionWithoutAnAnswer(String octets) {
        try (var client = RawClient.connect(relay.port())) {
            client.sendOctets(octets + "END or not\r\n");
            assertThat(client.isEnded()).isTrue();
        }
    }
}
