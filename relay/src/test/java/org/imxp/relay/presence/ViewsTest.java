package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.presence.PresenceWorld.publish;
import static org.imxp.relay.presence.PresenceWorld.tuple;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** What different subscribers see, and what is taken from them (OPEN-36, PRES-29). */
class ViewsTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String DINO = "dino@example.com";
    private static final String VIEW = "fred/view.work@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";

    private final PresenceWorld world = new PresenceWorld();

    @Test
    @Requirement({"OPEN-36", "IMPP-2.3.3", "IMPP-5.2.3"})
    void showsOneSubscriberAnotherEntryThanTheNext() {
        world.access.allow(FRED, DINO, "core:data", "presence:view.work");
        world.publishes("im:home@b", FAR);
        world.subscribes(WILMA, 1, 600).getsTuple(WILMA, 1, "im:home@b");
        world.subscribes(DINO, 2, 600);
        assertThat(world.heard(DINO)).contains("publisher='fred@example.com'").doesNotContain("home", "view.work@");

        world.says(FRED, publish(VIEW, 3, "", tuple("im:work@b", FAR))).getsReply(FRED, 250, 3);
        world.getsTuple(DINO, 2, "im:work@b").getsNothing(WILMA);
        world.publishes("im:home2@b", FAR).getsTuple(WILMA, 1, "im:home2@b").getsNothing(DINO);
        world.subscribes(DINO, 4, 0).getsTuple(DINO, 4, "im:work@b");
    }

    @Test
    void hidesAViewFromThoseToWhomItIsNotShown() {
        world.access.allow(FRED, DINO, "presence:subscribe", "presence:publish");
        world.says(FRED, publish(VIEW, 3, "", tuple("im:work@b", FAR))).getsReply(FRED, 250, 3);
        var poll = "<subscribe publisher='" + VIEW + "' duration='0' transID='5' />";
        world.says(WILMA, poll).getsReply(WILMA, 537, 5);
        world.says(DINO, poll);
        assertThat(world.heard(DINO)).contains("im:work@b");
        world.says(FRED, poll);
        assertThat(world.heard(FRED)).contains("im:work@b");
    }

    @Test
    void showsTheOwnerWhatItPublished() {
        world.publishes("im:home@b", FAR);
        world.subscribes(FRED, 1, 0).getsTuple(FRED, 1, "im:home@b");
    }

    @Test
    @Requirement({"OPEN-36", "IMPP-5.1.15"})
    void tellsAPolitelyBlockedSubscriberNothingButTheEnd() {
        world.access.allow(FRED, DINO, "core:data", "presence:polite", "presence:subscribe");
        world.publishes("im:home@b", FAR);
        world.watches(FRED, 8, 600).getsReply(FRED, 250, 8);
        world.subscribes(DINO, 2, 60).getsInitial(DINO, 2);
        assertThat(world.heard(FRED)).startsWith("<notify subscriber='dino@example.com'");
        world.publishes("im:home2@b", FAR).getsNothing(DINO);
        world.time.passSeconds(60);
        world.gets(DINO, "<terminate transID='2' />").getsNothing(DINO);
    }

    @Test
    @Requirement({"PRES-29", "ACC-23", "IMPP-5.1.16", "IMPP-5.1.9"})
    void endsASubscriptionThatIsAllowedNoMore() {
        world.watches(FRED, 8, 600).getsReply(FRED, 250, 8);
        world.subscribes(WILMA, 1, 600).getsInitial(WILMA, 1);
        world.subscribes(DINO, 2, 600).getsInitial(DINO, 2);
        world.heard(FRED);
        world.heard(FRED);

        world.access.allow(FRED, WILMA, "core:data");

        world.gets(
                        WILMA,
                        "<terminate transID='1' code='537' xml:lang='en'>fred@example.com does not allow you"
                                + " presence:subscribe</terminate>")
                .gets(FRED, "<notify subscriber='wilma@example.com' transID='8' action='terminate' />");
        world.publishes("im:home@b", FAR).getsNothing(WILMA).getsTuple(DINO, 2, "im:home@b");
        assertThat(world.journal.written.toString()).contains("End[operation=OperationRow[subject=fred@example.com");
    }

    @Test
    @Requirement({"PRES-29", "ACC-23"})
    void endsAWatchThatIsAllowedNoMore() {
        world.watches(WILMA, 8, 600).getsReply(WILMA, 250, 8);
        world.access.allow(FRED, WILMA, "presence:subscribe");
        assertThat(world.heard(WILMA)).startsWith("<terminate transID='8' code='537'");
        world.subscribes(DINO, 2, 600).getsNothing(WILMA);
    }

    @Test
    void showsSomethingElseAsSoonAsThatIsAllowed() {
        world.publishes("im:home@b", FAR);
        world.subscribes(WILMA, 1, 600).getsTuple(WILMA, 1, "im:home@b");
        world.access.allow(FRED, WILMA, "presence:polite");
        world.getsInitial(WILMA, 1);
        world.access.allow(FRED, WILMA, "presence:subscribe");
        world.getsTuple(WILMA, 1, "im:home@b");
        world.access.allow(FRED, WILMA, "presence:subscribe", "core:data");
        world.getsNothing(WILMA);
    }
}
