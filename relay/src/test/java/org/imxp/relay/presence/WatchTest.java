package org.imxp.relay.presence;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** The watch operation (RFC 3343 section 4.3). */
class WatchTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String DINO = "dino@example.com";

    private final PresenceWorld world = new PresenceWorld();

    private static String notify(String subscriber, int transId, int duration) {
        return "<notify subscriber='" + subscriber + "' transID='" + transId + "' duration='" + duration
                + "' action='subscribe' />";
    }

    private static String left(String subscriber, int transId) {
        return "<notify subscriber='" + subscriber + "' transID='" + transId + "' action='terminate' />";
    }

    @Test
    @Requirement({"PRES-14", "PRES-15", "PRES-23", "OPEN-17", "SEED-40"})
    void hearsOfThoseWhoAreThereAndWhoComeAndGo() {
        world.subscribes(WILMA, 100, 86_400).getsInitial(WILMA, 100);
        world.time.passSeconds(400);
        world.watches(FRED, 2, 86_400)
                .gets(FRED, "<reply code='250' transID='2' />")
                .gets(FRED, notify(WILMA, 2, 86_400))
                .getsNothing(FRED);
        world.subscribes(DINO, 5, 60).getsInitial(DINO, 5).gets(FRED, notify(DINO, 2, 60));
        world.time.passSeconds(60);
        world.gets(FRED, left(DINO, 2));
        world.terminates(WILMA, 100).gets(FRED, left(WILMA, 2)).getsNothing(FRED);
        world.time.passSeconds(86_400);
        world.gets(FRED, "<terminate transID='2' />").getsNothing(FRED);
        world.subscribes(WILMA, 100, 60).getsNothing(FRED);
    }

    @Test
    @Requirement({"PRES-14", "PRES-15"})
    void pollsOnceWithADurationOfZero() {
        world.subscribes(WILMA, 100, 60).subscribes(DINO, 7, 30);
        world.watches(FRED, 2, 0)
                .gets(FRED, "<reply code='250' transID='2' />")
                .gets(FRED, notify(WILMA, 2, 60))
                .gets(FRED, notify(DINO, 2, 30));
        world.time.passSeconds(1_000);
        world.getsNothing(FRED);
    }

    @Test
    @Requirement({"PRES-9", "OPEN-16"})
    void hearsOfARenewalOnceAndOfAPollWithoutItsEnd() {
        world.watches(FRED, 2, 86_400).gets(FRED, "<reply code='250' transID='2' />");
        world.subscribes(WILMA, 100, 60).gets(FRED, notify(WILMA, 2, 60));
        world.subscribes(WILMA, 101, 70).gets(FRED, notify(WILMA, 2, 70)).getsNothing(FRED);
        world.subscribes(DINO, 1, 0).gets(FRED, notify(DINO, 2, 0));
        world.subscribes(WILMA, 102, 0).gets(FRED, notify(WILMA, 2, 0));
        world.time.passSeconds(1_000);
        world.getsNothing(FRED);
    }

    @Test
    @Requirement("PRES-13")
    void refusesInTheOrderOfTheSteps() {
        world.access.allow(FRED, WILMA, "presence:subscribe");
        world.says(WILMA, "<watch publisher='nobody@elsewhere.example' duration='1' transID='1' />")
                .getsReply(WILMA, 553, 1);
        world.says(WILMA, "<watch publisher='nobody@example.com' duration='1' transID='2' />")
                .getsReply(WILMA, 550, 2);
        world.watches(WILMA, 3, 1).getsReply(WILMA, 537, 3);
        world.watches(FRED, 9, 60).getsReply(FRED, 250, 9);
        world.says(FRED, "<watch publisher='barney@example.com' duration='1' transID='9' />")
                .getsReply(FRED, 555, 9);
        world.says(FRED, "<subscribe publisher='barney@example.com' duration='1' transID='9' />")
                .getsReply(FRED, 555, 9);
    }

    @Test
    @Requirement({"PRES-13", "PRES-28", "PRES-21", "PRES-27"})
    void aSecondWatchSilentlyEndsTheFirst() {
        world.watches(FRED, 1, 60).getsReply(FRED, 250, 1);
        world.watches(FRED, 2, 60).getsReply(FRED, 250, 2);
        world.subscribes(WILMA, 100, 60).gets(FRED, notify(WILMA, 2, 60)).getsNothing(FRED);
        world.terminates(FRED, 1).getsReply(FRED, 550, 1);
        world.terminates(FRED, 2).getsReply(FRED, 250, 2);
        world.subscribes(DINO, 1, 60);
        world.time.passSeconds(60);
        world.getsNothing(FRED);
    }

    @Test
    void aSubscriptionAndAWatchOfOneSubjectGoOnTogether() {
        world.subscribes(WILMA, 1, 60).getsInitial(WILMA, 1);
        world.watches(WILMA, 2, 60).getsReply(WILMA, 250, 2).gets(WILMA, notify(WILMA, 2, 60));
        world.publishes("im:a@b", "2030-01-01T00:00:00Z").getsTuple(WILMA, 1, "im:a@b");
        world.subscribes(FRED, 3, 0).gets(WILMA, notify(FRED, 2, 0)).getsNothing(WILMA);
    }

    @Test
    void hearsNothingOfThoseWhoAreRefused() {
        world.watches(FRED, 2, 60).getsReply(FRED, 250, 2);
        world.access.allow(FRED, WILMA, "core:data");
        world.subscribes(WILMA, 1, 60).getsReply(WILMA, 537, 1).getsNothing(FRED);
    }
}
