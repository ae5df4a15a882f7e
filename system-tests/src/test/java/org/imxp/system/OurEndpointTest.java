package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our commands talk with a client that is not ours. */
@ExtendWith(SharedRelay.class)
class OurEndpointTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String TEXT = "Yabba <dabba> doo & \u65e5\u672c\u8a9e";

    private final RelayProcess relay;

    OurEndpointTest(RelayProcess relay) {
        this.relay = relay;
    }

    @Test
    @Requirement({
        "SEED-15",
        "SEED-16",
        "SEED-18",
        "SEED-20",
        "SEED-21",
        "SEED-23",
        "SEED-31",
        "MSG-1",
        "MSG-3",
        "MSG-5",
        "IMPP-4.1.2",
        "CORE-31",
        "IMPP-4.2.1"
    })
    void whatWeSendIsReadByOthers() {
        try (var wilma = Attached.inStart(relay, WILMA, Spelling.APEX);
                var send = relay.start("send", "--as", FRED, "--to", WILMA, "--subject", "Bowling", "--status", TEXT)) {
            var arrived = wilma.receive();
            var message = arrived.xml().only("Message");
            assertThat(message.namespace()).isEqualTo("URN:IANA:message:rfc822:");
            assertThat(message.only("from").text()).isEqualTo("im:" + FRED);
            assertThat(message.only("to").text()).isEqualTo("im:" + WILMA);
            assertThat(message.only("subject").text()).isEqualTo("Bowling");
            assertThat(message.only("message-id").text()).endsWith("@example.com>");
            assertThat(message.attribute("content"))
                    .isEqualTo("#" + message.only("Content").attribute("Name"));
            assertThat(Data.textOf(arrived)).isEqualTo(TEXT);
            assertThat(send.status()).as(send.said()).isZero();
            assertThat(send.out().all()).singleElement().asString().startsWith(WILMA + ": ");
        }
    }

    @Test
    @Requirement({
        "SEED-15",
        "SEED-16",
        "SEED-19",
        "SEED-21",
        "SEED-26",
        "SEED-28",
        "SEED-31",
        "MSG-6",
        "MSG-7",
        "CORE-31",
        "IMPP-5.4.8",
        "IMPP-4.1.1"
    })
    void whatOthersSendIsReadByUs() {
        try (var listen = relay.start("listen", "--as", WILMA, "--count", "4")) {
            listen.err().await("Attached as");
            for (var spelling : Spelling.values()) {
                for (var form : Form.values()) {
                    var text = TEXT + " " + spelling + " " + form;
                    try (var fred = Attached.inStart(relay, FRED, spelling)) {
                        fred.send(new Data(FRED, WILMA, text, spelling.statusRequest(5)).payload(form));
                        var report = fred.receive().xml();
                        assertThat(report.only("reply").attribute("code")).isEqualTo("250");
                    }
                }
            }
            assertThat(listen.status()).as(listen.said()).isZero();
            assertThat(listen.out().all())
                    .hasSize(4)
                    .allMatch(line -> line.contains(FRED + ": [Message format example] " + TEXT));
        }
    }

    @Test
    @Requirement({"MSG-5"})
    void whatWeCannotReadIsRefusedWithACode() {
        try (var listen = relay.start("listen", "--as", WILMA);
                var fred = Attached.inStart(relay, FRED, Spelling.APEX)) {
            listen.err().await("Attached as");
            var whole = new Data(FRED, WILMA, "x", Spelling.APEX.statusRequest(5)).payload(Form.INLINE);
            fred.send(whole.replace("content=\"#Content\"", "content=\"#Missing\""));
            assertThat(fred.receive().xml().only("reply").attribute("code")).isEqualTo("501");
            listen.terminate();
            assertThat(listen.status()).as(listen.said()).isZero();
        }
    }
}
