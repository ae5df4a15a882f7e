package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** One past each bound of the mesh. */
@Requirement("CORE-51")
class BoundsTest {
    private static final String ASK = "<option internal='statusRequest' transID='86' />";

    private final MeshBounds bounds = new MeshBounds(
            2,
            3,
            2_000,
            5,
            30,
            10,
            Duration.ofSeconds(60),
            ProtocolLimits.defaults()
                    .with(ProtocolLimit.RECIPIENTS, 150)
                    .with(ProtocolLimit.OPTIONS, 4)
                    .with(ProtocolLimit.XML_DEPTH, 6)
                    .with(ProtocolLimit.ATTRIBUTES, 8));
    private final MemoryWorld world = new MemoryWorld(bounds);
    private final EdgePeer fred = attached("fred@example.com");

    private EdgePeer attached(String endpoint) {
        return world.peer()
                .on(Dialect.APEX, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    private static String data(String recipients, String rest) {
        return "<data content='http://x.example/'><originator identity='fred@example.com' />" + recipients + rest
                + "</data>";
    }

    private static String to(String endpoint) {
        return "<recipient identity='" + endpoint + "' />";
    }

    @Test
    @Requirement("BEEP-64")
    void theBoundsOfASessionComeFromTheConfiguration() {
        var limits = Limits.defaults()
                .with(Limit.CHANNELS_PER_SESSION, 7)
                .with(Limit.MAX_PAYLOAD, 8_192)
                .with(Limit.MAX_FRAME_PAYLOAD, 5_000)
                .with(Limit.WINDOW_OCTETS_PER_SESSION, 5_000)
                .with(Limit.HELD_OCTETS_PER_SESSION, 20_000);
        var session = Edge.limits(limits);
        assertThat(session.channels()).isEqualTo(7);
        assertThat(session.message()).isEqualTo(8_192);
        assertThat(session.window()).isEqualTo(5_000);
        assertThat(session.windows()).isEqualTo(5_000);
        assertThat(session.held()).isEqualTo(20_000);
        assertThat(Edge.limits(limits.with(Limit.HELD_OCTETS_PER_SESSION, 10_000))
                        .held())
                .as("never less than two messages")
                .isEqualTo(16_384);
    }

    @Test
    void attachmentsOfASession() {
        fred.says("<attach endpoint='fred/2@example.com' transID='2' />")
                .hears("<ok />")
                .says("<attach endpoint='fred/3@example.com' transID='3' />")
                .hearsError(451)
                .start(5, "http://iana.org/beep/APEX", "")
                .hears("<profile uri='http://iana.org/beep/APEX' />")
                .saysOn(5, "<attach endpoint='fred/3@example.com' transID='3' />")
                .hearsError(451)
                .says("<terminate transID='2' />")
                .hears("<ok />")
                .saysOn(5, "<attach endpoint='fred/3@example.com' transID='3' />")
                .hears("<ok />");
    }

    @Test
    @Requirement("IMPP-5.4.1")
    void dataThatWaitForAnEndpointsAnswer() {
        var wilma = attached("wilma@example.com").answersByHand();
        for (int i = 0; i < 3; i++) {
            fred.says(data(to("wilma@example.com"), ASK)).hears("<ok />").getsNothing();
        }
        fred.says(data(to("wilma@example.com"), ASK)).hears("<ok />");
        assertThat(fred.gets().body()).contains("<reply code='451' transID='86' xml:lang='en'>the endpoint has 3 data");
        assertThat(wilma.messageCount()).isEqualTo(3);
        wilma.answers(wilma.gets(), "<ok />");
        assertThat(fred.gets().body()).contains("<reply code='250'");
        fred.says(data(to("wilma@example.com"), ASK)).hears("<ok />").getsNothing();
        assertThat(wilma.messageCount()).isEqualTo(3);
    }

    @Test
    void octetsThatWaitForAnEndpointThatReadsNothing() {
        var wilma = attached("wilma@example.com").readsNothing();
        var content = "<data-content Name='C'>" + "x".repeat(1_500) + "</data-content>";
        var large = data(to("wilma@example.com"), ASK + content).replace("http://x.example/", "#C");
        fred.says(large).hears("<ok />").getsNothing();
        fred.says(large).hears("<ok />");
        assertThat(fred.gets().body()).contains("<reply code='451'").contains("allowed are 3 of 2000");
        wilma.hangsUp();
        assertThat(fred.gets().body()).contains("<reply code='451'").contains("session ended");
        attached("wilma@example.com");
        fred.says(large).hears("<ok />");
        assertThat(fred.gets().body()).contains("<reply code='250'");
    }

    @Test
    @Requirement("BEEP-64")
    void repliesThatWaitForAPeerThatReadsNothing() {
        fred.readsNothing();
        for (int i = 0; i < 3_000; i++) {
            fred.says("<terminate transID='13' />");
        }
        assertThat(fred.waitingFrames()).isGreaterThan(1_000);
    }

    @Test
    void dataLargerThanTheQueueIsReportedAndNotSent() {
        var wilma = attached("wilma@example.com");
        var content = "<data-content Name='C'>" + "x".repeat(2_000) + "</data-content>";
        fred.says(data(to("wilma@example.com"), ASK + content).replace("http://x.example/", "#C"))
                .hears("<ok />");
        assertThat(fred.gets().body()).contains("<reply code='451'");
        wilma.getsNothing();
    }

    @Test
    void recipientsOfAData() {
        fred.says(data(to("wilma@example.com").repeat(150), "")).hears("<ok />");
        fred.says(data(to("wilma@example.com").repeat(151), "")).hearsError(554);
    }

    @Test
    void destinationsOfAReport() {
        fred.says(data(to("x@elsewhere.example").repeat(101), ASK)).hears("<ok />");
        assertThat(fred.gets().body().split("<destination ")).hasSize(101);
        assertThat(fred.gets().body().split("<destination ")).hasSize(2);
        fred.getsNothing();
    }

    @Test
    @Requirement("IMPP-5.4.1")
    void reportsThatWaitForTheOriginatorsAnswer() {
        fred.answersByHand();
        var five = data(to("x@elsewhere.example").repeat(5), ASK);
        fred.says(five)
                .hears("<ok />")
                .says(data(to("x@elsewhere.example"), ASK))
                .hearsError(451);
        fred.says(data(to("x@elsewhere.example"), "")).hears("<ok />");
        fred.answers(fred.gets(), "<ok />")
                .says(data(to("x@elsewhere.example"), ASK))
                .hears("<ok />");
        assertThat(fred.messageCount()).isEqualTo(1);
    }

    @Test
    void optionsOfAnElement() {
        var option = "<option internal='x' />";
        fred.says(data(to("wilma@example.com"), option.repeat(4))).hears("<ok />");
        fred.says(data(to("wilma@example.com"), option.repeat(5))).hearsError(554);
    }

    @Test
    void depthAndAttributesOfElements() {
        var deep = "<option internal='x'><a><a><a><a>" + "</a></a></a></a></option>";
        fred.says(data(to("wilma@example.com"), deep)).hears("<ok />");
        fred.says(data(to("wilma@example.com"), deep.replace("<a></a>", "<a><a></a></a>")))
                .hearsError(554);
        fred.says("<attach endpoint='fred/2@example.com' transID='2' a='' b='' c='' d='' e='' f='' g='' />")
                .hearsError(554);
    }

    @Test
    void takesEveryBoundFromTheConfiguration() {
        var limits = Limits.defaults()
                .with(Limit.ATTACHMENTS_PER_SESSION, 7)
                .with(Limit.QUEUED_DATA_PER_ATTACHMENT, 8)
                .with(Limit.QUEUED_OCTETS_PER_ATTACHMENT, 5_000_000)
                .with(Limit.RECIPIENTS_PER_DATA, 9)
                .with(Limit.OPTIONS_PER_ELEMENT, 10)
                .with(Limit.XML_DEPTH, 11)
                .with(Limit.XML_ATTRIBUTES, 12)
                .with(Limit.XML_ELEMENTS, 1_300)
                .with(Limit.MAX_PAYLOAD, 14_000)
                .with(Limit.AWAITED_REPORTS_PER_ATTACHMENT, 15)
                .with(Limit.ACCOUNT_LOOKUPS, 16);
        var mesh = MeshBounds.of(limits);
        assertThat(mesh.attachmentsPerSession()).isEqualTo(7);
        assertThat(mesh.queuedData()).isEqualTo(8);
        assertThat(mesh.queuedOctets()).isEqualTo(5_000_000);
        assertThat(mesh.awaitedReports()).isEqualTo(15);
        assertThat(mesh.lookups()).isEqualTo(16);
        assertThat(mesh.elements().of(ProtocolLimit.RECIPIENTS)).isEqualTo(9);
        assertThat(mesh.elements().of(ProtocolLimit.OPTIONS)).isEqualTo(10);
        assertThat(mesh.elements().of(ProtocolLimit.XML_DEPTH)).isEqualTo(11);
        assertThat(mesh.elements().of(ProtocolLimit.ATTRIBUTES)).isEqualTo(12);
        assertThat(mesh.elements().of(ProtocolLimit.ELEMENTS)).isEqualTo(1_300);
        assertThat(mesh.elements().of(ProtocolLimit.PAYLOAD_OCTETS)).isEqualTo(14_000);
    }
}
