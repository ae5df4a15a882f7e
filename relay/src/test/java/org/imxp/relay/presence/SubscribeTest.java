package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** The subscribe and terminate operations (RFC 3343 sections 4.2 and 4.5). */
class SubscribeTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";

    private final PresenceWorld world = new PresenceWorld();

    @Test
    @Requirement({"PRES-1", "PRES-9", "PRES-12", "PRES-20", "OPEN-6", "SEED-34", "IMPP-3.2.2"})
    void getsTheEntryAtOnceAndNothingElse() {
        world.subscribes(WILMA, 100, 86_400)
                .gets(
                        WILMA,
                        "<publish publisher='fred@example.com' transID='100' timeStamp='2026-01-01T00:00:00-00:00'>"
                                + "<presence publisher='fred@example.com' lastUpdate='2025-06-01T00:00:00-00:00'>"
                                + "<tuple destination='im:fred@example.com'"
                                + " availableUntil='2025-06-01T00:00:00-00:00' /></presence></publish>")
                .getsNothing(WILMA);
    }

    @Test
    @Requirement({"PRES-10", "SEED-35", "SEED-38", "IMPP-3.2.3"})
    void tellsOfEachChangeUntilTheTimeIsOver() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.publishes("im:a@b", FAR).getsTuple(WILMA, 100, "im:a@b");
        world.time.passSeconds(59);
        world.publishes("im:c@d", FAR).getsTuple(WILMA, 100, "im:c@d").getsNothing(WILMA);

        world.time.passSeconds(1);

        world.gets(WILMA, "<terminate transID='100' />");
        world.publishes("im:e@f", FAR).getsNothing(WILMA);
        world.terminates(WILMA, 100).getsReply(WILMA, 550, 100);
    }

    @Test
    @Requirement({"PRES-11", "SEED-37", "PRES-26", "IMPP-3.2.1"})
    void pollsOnceWithADurationOfZero() {
        world.subscribes(WILMA, 100, 0).getsInitial(WILMA, 100);
        world.publishes("im:a@b", FAR);
        world.time.passSeconds(1_000_000);

        world.getsNothing(WILMA);
        assertThat(world.journal.written).noneMatch(change -> change.toString().contains("SUBSCRIBE"));
    }

    @Test
    @Requirement({"PRES-6", "OPEN-8", "IMPP-5.1.5", "IMPP-2.3.2"})
    void refusesInTheOrderOfTheSteps() {
        world.access.allow(FRED, WILMA, "core:data");
        world.says(WILMA, "<subscribe publisher='nobody@elsewhere.example' duration='1' transID='1' />")
                .getsReply(WILMA, 553, 1);
        world.says(WILMA, "<subscribe publisher='pebbles@rubble.com' duration='1' transID='2' />")
                .getsReply(WILMA, 553, 2);
        world.says(WILMA, "<subscribe publisher='nobody@example.com' duration='1' transID='3' />")
                .getsReply(WILMA, 550, 3);
        world.says(WILMA, "<subscribe publisher='apex=nothing@example.com' duration='1' transID='3' />")
                .getsReply(WILMA, 550, 3);
        world.subscribes(WILMA, 4, 1)
                .gets(
                        WILMA,
                        "<reply code='537' transID='4' xml:lang='en'>fred@example.com does not allow you"
                                + " presence:subscribe</reply>");
        world.subscribes("barney@example.com", 4, 1).getsInitial("barney@example.com", 4);
        world.says(WILMA, "rubble.com", "<subscribe publisher='pebbles@rubble.com' duration='0' transID='5' />");
        assertThat(world.heard(WILMA)).startsWith("<publish publisher='pebbles@rubble.com' transID='5'");
    }

    @Test
    @Requirement("OPEN-8")
    void takesASubaddressOfAnAccountForAnEndpoint() {
        world.says(WILMA, "<subscribe publisher='fred/appl=im@example.com' duration='0' transID='1' />");

        assertThat(world.heard(WILMA)).contains("<tuple destination='im:fred/appl=im@example.com'");
    }

    @Test
    @Requirement({"PRES-7", "PRES-28", "OPEN-16"})
    void aSecondSubscriptionSilentlyEndsTheFirst() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.subscribes(WILMA, 101, 600).getsInitial(WILMA, 101);
        world.publishes("im:a@b", FAR).getsTuple(WILMA, 101, "im:a@b").getsNothing(WILMA);
        world.time.passSeconds(60);
        world.getsNothing(WILMA);
        world.terminates(WILMA, 100).getsReply(WILMA, 550, 100);
        world.terminates(WILMA, 101).getsReply(WILMA, 250, 101);
    }

    @Test
    @Requirement({"PRES-7", "PRES-8"})
    void renewsWithTheSameTransId() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.time.passSeconds(50);
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.time.passSeconds(59);
        world.getsNothing(WILMA);
        world.time.passSeconds(1);
        world.gets(WILMA, "<terminate transID='100' />").getsNothing(WILMA);
    }

    @Test
    @Requirement("OPEN-15")
    void aPollEndsTheSubscription() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.subscribes(WILMA, 101, 0).getsInitial(WILMA, 101);
        world.publishes("im:a@b", FAR);
        world.time.passSeconds(60);
        world.getsNothing(WILMA);
    }

    @Test
    @Requirement({"PRES-8", "PRES-28"})
    void refusesATransIdThatIsInUseByTheSameOriginator() {
        world.says(WILMA, "<subscribe publisher='barney@example.com' duration='60' transID='7' />");
        world.heard(WILMA);
        world.subscribes(WILMA, 7, 60).getsReply(WILMA, 555, 7);
        world.subscribes(WILMA, 7, 0).getsReply(WILMA, 555, 7);
        world.watches(WILMA, 7, 60).getsReply(WILMA, 555, 7);
        world.subscribes("dino@example.com", 7, 60).getsInitial("dino@example.com", 7);
        world.time.passSeconds(60);
        world.gets(WILMA, "<terminate transID='7' />");
        world.subscribes(WILMA, 7, 60).getsInitial(WILMA, 7);
    }

    @Test
    @Requirement({"PRES-7", "PRES-8"})
    void endsThePreviousOneEvenIfTheNewOneIsRefused() {
        world.says(WILMA, "<subscribe publisher='barney@example.com' duration='60' transID='7' />");
        world.heard(WILMA);
        world.subscribes(WILMA, 8, 60).getsInitial(WILMA, 8);
        world.subscribes(WILMA, 7, 60).getsReply(WILMA, 555, 7);
        world.publishes("im:a@b", FAR).getsNothing(WILMA);
    }

    @Test
    @Requirement({"PRES-21", "PRES-27", "OPEN-7", "IMPP-5.1.7"})
    void endsWhenItsOriginatorSaysSo() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.terminates("dino@example.com", 100).getsReply("dino@example.com", 550, 100);
        world.terminates(WILMA, 100).gets(WILMA, "<reply code='250' transID='100' />");
        world.publishes("im:a@b", FAR);
        world.time.passSeconds(60);
        world.getsNothing(WILMA);
        world.terminates(WILMA, 100)
                .gets(
                        WILMA,
                        "<reply code='550' transID='100' xml:lang='en'>transID 100 is that of no subscription or watch"
                                + " of yours</reply>");
        world.says(WILMA, "<terminate />").getsReply(WILMA, 550, 0);
    }

    @Test
    @Requirement("PRES-4")
    void answersWhenItIsOnDisk() {
        world.journal.byHand();
        world.subscribes(WILMA, 100, 60).getsNothing(WILMA);
        world.journal.done(true);
        world.getsInitial(WILMA, 100);

        world.terminates(WILMA, 100).getsNothing(WILMA);
        world.journal.done(true);
        world.getsReply(WILMA, 250, 100);
    }

    @Test
    void refusesWhatCannotBeStored() {
        world.journal.fail(true);
        world.subscribes(WILMA, 100, 60)
                .gets(
                        WILMA,
                        "<reply code='421' transID='100' xml:lang='en'>the store does not take changes now: try again"
                                + " later</reply>");
        world.journal.fail(false);
        world.publishes("im:a@b", FAR).getsNothing(WILMA);
        world.subscribes(WILMA, 100, 60).getsTuple(WILMA, 100, "im:a@b");
        world.journal.fail(true);
        world.terminates(WILMA, 100).getsReply(WILMA, 421, 100);
    }

    @Test
    void answersOneThatWasReplacedWhileItWasWritten() {
        world.journal.byHand();
        world.subscribes(WILMA, 100, 60);
        world.subscribes(WILMA, 101, 60);
        world.journal.done(true);
        world.journal.done(true);
        world.getsInitial(WILMA, 100).getsInitial(WILMA, 101);
    }

    @Test
    @Requirement("ACC-23")
    void looksAgainWhenItIsOnDisk() {
        world.journal.byHand();
        world.subscribes(WILMA, 100, 60);
        world.access.allow(FRED, WILMA, "core:data");
        world.journal.done(true);
        world.getsReply(WILMA, 537, 100).getsNothing(WILMA);
        world.terminates(WILMA, 100).getsReply(WILMA, 550, 100);
    }

    @Test
    void doesWhatOneEndpointAsksInItsOrder() {
        var lookups = world.lookupsByHand();
        world.subscribes(WILMA, 100, 60);
        world.terminates(WILMA, 100).getsNothing(WILMA);
        lookups.remove().complete(Optional.of(PresenceWorld.SINCE));
        world.getsInitial(WILMA, 100).getsReply(WILMA, 250, 100);
    }

    @Test
    void saysSoIfItCannotTellWhetherThereIsSuchAnEndpoint() {
        var lookups = world.lookupsByHand();
        world.subscribes(WILMA, 100, 60);
        lookups.remove().completeExceptionally(new IllegalStateException("no store"));
        world.getsReply(WILMA, 451, 100);
    }

    @Test
    void endsWhatIsAboutAnAccountThatIsRemoved() {
        world.publishes("im:a@b", FAR);
        world.subscribes(WILMA, 100, 60).getsTuple(WILMA, 100, "im:a@b");
        world.accounts.remove(FRED);
        world.subscribes("dino@example.com", 1, 0).getsReply("dino@example.com", 550, 1);
        world.gets(
                WILMA,
                "<terminate transID='100' code='550' xml:lang='en'>fred@example.com is no endpoint any"
                        + " more</terminate>");

        world.accounts.put(FRED, Instant.parse("2025-06-01T00:00:00Z"));
        world.subscribes(WILMA, 101, 60).getsInitial(WILMA, 101);
    }

    @Test
    void givesNothingToTheNextOwnerOfAnAddress() {
        world.publishes("im:a@b", FAR);
        world.subscribes(WILMA, 100, 60).getsTuple(WILMA, 100, "im:a@b");
        world.time.passSeconds(10);
        world.accounts.put(FRED, world.time.instant());

        world.subscribes("dino@example.com", 1, 0);

        assertThat(world.heard("dino@example.com")).contains("<tuple destination='im:fred@example.com'");
        assertThat(world.heard(WILMA)).startsWith("<terminate transID='100' code='550'");
    }

    @Test
    @Requirement("SEED-39")
    void tellsAllSubscribers() {
        for (int i = 0; i < 500; i++) {
            world.subscribes("watcher" + i + "@far.example", 100, 60);
            world.heard("watcher" + i + "@far.example");
        }
        world.publishes("im:a@b", FAR);
        for (int i = 0; i < 500; i++) {
            world.getsTuple("watcher" + i + "@far.example", 100, "im:a@b").getsNothing("watcher" + i + "@far.example");
        }
    }

    @Test
    void goesOnWhenASubscriberIsAway() {
        world.subscribes(WILMA, 100, 60).getsInitial(WILMA, 100);
        world.outcome(ReplyCode.NOT_TAKEN_NOW);
        world.publishes("im:a@b", FAR).getsTuple(WILMA, 100, "im:a@b");
        world.outcome(ReplyCode.SUCCESS);
        world.publishes("im:c@d", FAR).getsTuple(WILMA, 100, "im:c@d");
    }
}
