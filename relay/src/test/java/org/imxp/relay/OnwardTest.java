package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.ask;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.destination;
import static org.imxp.relay.Reports.option;
import static org.imxp.relay.Reports.report;
import static org.imxp.relay.Reports.to;

import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class OnwardTest {
    private static final String ANN = "ann@elsewhere.example";
    private static final String BEN = "ben@elsewhere.example";
    private static final String CID = "cid@faraway.example";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = world.attached("fred@example.com");
    private final FarRelays far = world.farRelays();

    private EdgePeer fredSends(String recipients, String options) {
        return fred.says(data(recipients, options)).hears("<ok />");
    }

    @Test
    @Requirement({"CORE-25", "CORE-27"})
    void recipientsOfOneDomainGoOnInOneData() {
        far.answer(Outcome.DELIVERED);
        var wilma = world.attached("wilma@example.com");
        fredSends(to(ANN) + to("wilma@example.com") + to(CID) + to(BEN), "").getsNothing();

        var first = far.next();
        assertThat(first.domain()).isEqualTo(Domain.parse("elsewhere.example"));
        assertThat(first.xml()).isEqualTo(data(to(ANN) + to(BEN), ""));
        var second = far.next();
        assertThat(second.domain()).isEqualTo(Domain.parse("faraway.example"));
        assertThat(second.xml()).isEqualTo(data(to(CID), ""));
        assertThat(far.count()).isZero();
        wilma.gets(data(to("wilma@example.com"), ""));
    }

    @Test
    @Requirement({"CORE-25", "CORE-37"})
    void theNextRelayGetsTheOptionsThatAreForIt() {
        far.answer(Outcome.DELIVERED);
        var mine = option("statusRequest", "this", 1, "");
        var all = option("statusRequest", "all", 2, "");
        var last = option("dance", "final", 3, "<step xmlns='urn:x' />");
        fred.says("<data content='http://example.com/x'><originator identity='fred@example.com'>"
                        + mine.replace("true", "false") + all.replace("true", "false") + last + "</originator>"
                        + "<recipient identity='" + ANN + "'>" + mine + last + "</recipient>" + mine.replace("1", "4")
                        + all + last + "</data>")
                .hears("<ok />");

        assertThat(far.next().xml())
                .isEqualTo("<data content='http://example.com/x'><originator identity='fred@example.com'>"
                        + all.replace("true", "false") + last + "</originator>"
                        + "<recipient identity='" + ANN + "'>" + last + "</recipient>" + all + last + "</data>");
    }

    @Test
    @Requirement({"CORE-41", "CORE-43"})
    void aRelayOnTheWayReportsThatItSentTheDataOnIfItIsAskedItself() {
        far.answer(Outcome.DELIVERED);
        for (var hop : new String[] {"all", "this"}) {
            fredSends(to(ANN), option("statusRequest", hop, 86, ""))
                    .gets(report("example.com", 86, destination(ANN, 86, "350 sent on to the next relay")))
                    .getsNothing();
        }
        fredSends(to(ANN), ask(86)).getsNothing();
    }

    @Test
    @Requirement("CORE-43")
    void whereTheWayEndsTheOutcomeIsReportedToEverybody() {
        far.answer(new Outcome(ReplyCode.NOT_AUTHORIZED, new Diagnostic("en", "go away")));
        for (var hop : new String[] {"all", "this", "final"}) {
            fredSends(to(ANN), option("statusRequest", hop, 86, ""))
                    .gets(report("example.com", 86, destination(ANN, 86, "537 go away")))
                    .getsNothing();
        }
        far.answer(FarRelays.UNREACHABLE);
        fredSends(to(ANN) + to(BEN), ask(86))
                .gets(report(
                        "example.com",
                        86,
                        destination(ANN, 86, "421 no relay of the recipient's domain is reachable"),
                        destination(BEN, 86, "421 no relay of the recipient's domain is reachable")))
                .getsNothing();
    }

    @Test
    @Requirement({"CORE-25", "CORE-41"})
    void theNextRelaysAnswerIsWaitedForWithoutHoldingOthersUp() {
        far.answerByHand();
        world.attached("barney@example.com");
        fredSends(to(ANN) + to("barney@example.com"), option("statusRequest", "all", 86, ""))
                .gets(Reports.barney(86, "250"))
                .getsNothing();
        far.next().answer().complete(Outcome.DELIVERED);
        world.run();
        fred.gets(report("example.com", 86, destination(ANN, 86, "350 sent on to the next relay")));
    }

    @Test
    @Requirement({"CORE-24", "CORE-27"})
    void aRecipientWhoseOptionFailsIsLeftOut() {
        far.answer(Outcome.DELIVERED);
        fredSends(
                to(ANN) + "<recipient identity='" + BEN + "'>" + option("dance", "this", 3, "") + "</recipient>",
                ask(86));
        assertThat(far.next().xml()).isEqualTo(data(to(ANN), ask(86)));
        fred.gets(report("example.com", 86, destination(BEN, 86, "504 option dance is not understood here")))
                .getsNothing();
    }

    @Test
    @Requirement("CORE-28")
    void otherPartsGoOnUnchanged() {
        far.answer(Outcome.DELIVERED);
        var before =
                "Content-Type: multipart/related; boundary=\"b\"; start=\"<1@x>\"; type=\"application/beep+xml\"\r\n"
                        + "\r\n--b\r\nContent-Type: application/beep+xml\r\nContent-ID: <1@x>\r\n\r\n";
        var after = "\r\n--b\r\nX-odd:  1\r\nContent-ID: <2@x>\r\n\r\n\u00ff\u0000\r\n--b--\r\n";
        fred.sends(
                        EdgePeer.MESH,
                        before
                                + data(to(ANN) + to(CID), option("statusRequest", "this", 4, ""))
                                        .replace("http://example.com/x", "cid:2@x")
                                + after)
                .hears("<ok />");
        var parts = far.next().payload().parts();
        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().contentId()).isEqualTo("2@x");
    }
}
