package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.presence.PresenceWorld.publish;
import static org.imxp.relay.presence.PresenceWorld.tuple;

import java.time.Duration;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The publish operation (RFC 3343 section 4.4), and what else changes an entry. */
class PublishTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";
    private static final String INITIAL = "2025-06-01T00:00:00Z";

    private final PresenceWorld world = new PresenceWorld();

    private PresenceWorld poll() {
        return world.says(WILMA, "<subscribe publisher='fred@example.com' duration='0' transID='77' />");
    }

    @Test
    @Requirement({"PRES-19", "PRES-16", "SEED-38"})
    void replacesTheEntryAndTellsSubscribersAfterTheReply() {
        world.subscribes(FRED, 5, 600).getsInitial(FRED, 5);
        world.time.passSeconds(1);
        world.says(
                        FRED,
                        "<publish publisher='fred@example.com' transID='1' timeStamp='2000-05-14T13:30:00-08:00'>"
                                + "<presence publisher='fred@example.com' lastUpdate='2025-06-01T02:00:00+02:00'"
                                + " publisherInfo='http://www.example.com/fred/'>"
                                + tuple("mailto:fred@flintstone.com", "2525-12-31T23:59:59-08:00")
                                + "</presence></publish>")
                .gets(FRED, "<reply code='250' transID='1' />")
                .gets(
                        FRED,
                        "<publish publisher='fred@example.com' transID='5' timeStamp='2026-01-01T00:00:01-00:00'>"
                                + "<presence publisher='fred@example.com' lastUpdate='2026-01-01T00:00:01-00:00'"
                                + " publisherInfo='http://www.example.com/fred/'>"
                                + tuple("mailto:fred@flintstone.com", "2526-01-01T07:59:59-00:00")
                                + "</presence></publish>");
    }

    @Test
    @Requirement({"PRES-17", "OPEN-3"})
    void refusesInTheOrderOfTheSteps() {
        var differ = publish("nobody@elsewhere.example", 1, INITIAL, tuple("im:a@b", FAR))
                .replace("<publish publisher='nobody@elsewhere.example'", "<publish publisher='fred@example.com'");
        world.says(WILMA, differ).getsReply(WILMA, 503, 1);
        world.says(WILMA, publish("nobody@elsewhere.example", 2, "", tuple("im:a@b", FAR)))
                .getsReply(WILMA, 553, 2);
        world.says(WILMA, publish("nobody@example.com", 3, "", tuple("im:a@b", FAR)))
                .getsReply(WILMA, 550, 3);
        world.says(WILMA, publish(FRED, 4, INITIAL, tuple("im:a@b", FAR))).getsReply(WILMA, 537, 4);
        world.says(FRED, publish(FRED, 5, "2025-06-01T00:00:00.001Z", tuple("im:a@b", FAR)))
                .getsReply(FRED, 555, 5);
        poll().getsInitial(WILMA, 77);
    }

    @Test
    @Requirement({"PRES-18", "OPEN-5"})
    void takesOneOfTwoWithTheSameLastUpdate() {
        world.says(FRED, publish(FRED, 1, INITIAL, tuple("im:a@b", FAR))).getsReply(FRED, 250, 1);
        world.says(FRED, publish(FRED, 2, INITIAL, tuple("im:c@d", FAR))).getsReply(FRED, 555, 2);
        poll().getsTuple(WILMA, 77, "im:a@b");
    }

    @Test
    @Requirement("PRES-18")
    void takesOneOfTwoWhileTheFirstIsWritten() {
        world.access.allow(FRED, WILMA, "presence:publish", "presence:subscribe");
        world.journal.byHand();
        world.says(FRED, publish(FRED, 1, INITIAL, tuple("im:a@b", FAR)));
        world.says(WILMA, publish(FRED, 2, INITIAL, tuple("im:c@d", FAR)));
        world.getsNothing(FRED).getsNothing(WILMA);
        world.journal.done(true);
        world.getsReply(FRED, 250, 1).getsReply(WILMA, 555, 2);
        poll().getsTuple(WILMA, 77, "im:a@b");
    }

    @Test
    void keepsTheEntryIfTheNewOneCannotBeStored() {
        world.subscribes(WILMA, 5, 600).getsInitial(WILMA, 5);
        world.journal.fail(true);
        world.says(FRED, publish(FRED, 1, INITIAL, tuple("im:a@b", FAR))).getsReply(FRED, 421, 1);
        world.journal.fail(false);
        world.getsNothing(WILMA);
        world.says(FRED, publish(FRED, 2, INITIAL, tuple("im:c@d", FAR))).getsReply(FRED, 250, 2);
        world.getsTuple(WILMA, 5, "im:c@d");
    }

    @Test
    @Requirement("OPEN-6")
    void needsNoLastUpdateAtFirstOnly() {
        world.says(FRED, publish(FRED, 1, "", tuple("im:a@b", FAR))).getsReply(FRED, 250, 1);
        world.says(FRED, publish(FRED, 2, "", tuple("im:c@d", FAR))).getsReply(FRED, 555, 2);
    }

    @Test
    @Requirement("PRES-19")
    void givesEachChangeAnotherLastUpdate() {
        world.subscribes(WILMA, 5, 600).getsInitial(WILMA, 5);
        world.publishes("im:a@b", FAR);
        var first = PresenceWorld.attribute(world.heard(WILMA), "lastUpdate");
        world.publishes("im:a@b", FAR);
        var second = PresenceWorld.attribute(world.heard(WILMA), "lastUpdate");

        assertThat(first).isEqualTo("2026-01-01T00:00:00-00:00");
        assertThat(second).isEqualTo("2026-01-01T00:00:00.001-00:00");
    }

    @Test
    @Requirement({"PRES-3", "IMPP-4.4.2"})
    void tellsSubscribersWhenATupleCloses() {
        world.publishes("im:a@b", "2026-01-01T00:01:00Z");
        world.subscribes(WILMA, 5, 600).getsTuple(WILMA, 5, "im:a@b");
        world.time.pass(Duration.ofMillis(59_999));
        world.getsNothing(WILMA);
        world.time.pass(Duration.ofMillis(1));

        assertThat(world.heard(WILMA))
                .contains("timeStamp='2026-01-01T00:01:00-00:00'", "lastUpdate='2026-01-01T00:00:00-00:00'")
                .contains("availableUntil='2026-01-01T00:01:00-00:00'");
        world.time.passSeconds(3_600);
        world.gets(WILMA, "<terminate transID='5' />").getsNothing(WILMA);
    }

    @Test
    void tellsNothingOfATupleThatIsThereNoMore() {
        world.publishes("im:a@b", "2026-01-01T00:01:00Z");
        world.publishes("im:c@d", "2026-01-01T00:02:00Z");
        world.subscribes(WILMA, 5, 600).getsTuple(WILMA, 5, "im:c@d");
        world.time.passSeconds(119);
        world.getsNothing(WILMA);
        world.time.passSeconds(1);
        world.getsTuple(WILMA, 5, "im:c@d");
    }

    @ParameterizedTest
    @CsvSource({
        "im:fred@example.com, fred@example.com",
        "apex:fred/appl=im@example.com, fred/appl=im@example.com",
        "imxp:fred/appl=im@EXAMPLE.com, fred/appl=im@example.com"
    })
    @Requirement("OPEN-41")
    void closesWhatIsAttachedNoMore(String destination, String endpoint) {
        world.publishes(destination, FAR);
        world.subscribes(WILMA, 5, 600).getsTuple(WILMA, 5, destination);
        world.time.passSeconds(10);

        world.gone(endpoint);

        assertThat(world.heard(WILMA))
                .contains("lastUpdate='2026-01-01T00:00:10-00:00'")
                .contains(tuple(destination, "2026-01-01T00:00:10-00:00"));
        world.gone(endpoint);
        world.getsNothing(WILMA);
    }

    @Test
    @Requirement("OPEN-41")
    void leavesOpenWhatIsAboutOthers() {
        world.says(
                FRED,
                publish(
                        FRED,
                        1,
                        INITIAL,
                        tuple("mailto:fred@example.com", FAR) + tuple("im:fred/appl=im@example.com", FAR)));
        world.subscribes(WILMA, 5, 600).getsTuple(WILMA, 5, "mailto:fred@example.com");
        world.time.passSeconds(10);
        world.gone(FRED);
        world.gone(WILMA);
        world.getsNothing(WILMA);
    }

    @Test
    void leavesOpenWhatWasPublishedSince() {
        world.journal.byHand();
        world.says(FRED, publish(FRED, 1, INITIAL, tuple("im:fred@example.com", FAR)));
        world.journal.done(true);
        world.getsReply(FRED, 250, 1);
        world.time.passSeconds(1);
        world.says(
                FRED, publish(FRED, 2, "2026-01-01T00:00:00Z", tuple("im:fred@example.com", "2031-01-01T00:00:00Z")));
        world.gone(FRED);
        world.journal.done(true);
        world.getsReply(FRED, 250, 2);
        // At the same millisecond it counts as lost: the one that is attached publishes again.
        assertThat(world.journal.waiting()).isLessThanOrEqualTo(1);
    }

    @Test
    @Requirement({"PRES-30", "PRES-24"})
    void answersWhatItCannotReadIfThereIsATransId() {
        world.says(WILMA, "<subscribe transID='3' />").getsReply(WILMA, 501, 3);
        world.says(WILMA, "<fetch transID='4' />").getsReply(WILMA, 501, 4);
        world.says(WILMA, "<subscribe publisher='fred@example.com' duration='1' />")
                .getsNothing(WILMA);
        world.says(WILMA, "text").getsNothing(WILMA);
        world.says(WILMA, "<reply transID='5' />").getsNothing(WILMA);
        world.says(WILMA, "<reply code='501' transID='5' />").getsNothing(WILMA);
        world.says(WILMA, "<notify subscriber='fred@example.com' transID='6' />")
                .getsReply(WILMA, 501, 6);
        world.says(part("application/beep+xml", "<watch transID='7' publisher='fred@example.com' duration='1'"));
        world.says(part("application/beep+xml", "<watch transID='8' publisher='fred@example.com' duration='1'></x>"));
        world.getsReply(WILMA, 500, 8).getsNothing(WILMA);
    }

    @Test
    @Requirement("PRES-5")
    void takesAnElementInAnotherPart() {
        world.says(part("application/beep+xml", "<subscribe publisher='fred@example.com' transID='7' duration='0'/>"))
                .getsInitial(WILMA, 7);
        world.says(part("text/plain", "<subscribe publisher='fred@example.com' transID='7' duration='0'/>"))
                .getsNothing(WILMA);
    }

    private static Payload part(String type, String xml) {
        var data = Data.of("cid:2@example.com", Address.parse(WILMA), Address.parse("imxp=presence@example.com"));
        var part = MimePart.of("2@example.com", type, xml.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Payload.of(data, "1@example.com", java.util.List.of(part));
    }
}
