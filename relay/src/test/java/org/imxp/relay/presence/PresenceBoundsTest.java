package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.presence.PresenceWorld.publish;
import static org.imxp.relay.presence.PresenceWorld.tuple;

import org.imxp.relay.config.Limit;
import org.junit.jupiter.api.Test;

/** Each bound of the service: met, and passed by one. */
class PresenceBoundsTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String DINO = "dino@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";

    private static PresenceWorld subscribe(PresenceWorld world, String subscriber, String publisher, int transId) {
        return world.says(
                subscriber, "<subscribe publisher='" + publisher + "' duration='60' transID='" + transId + "' />");
    }

    @Test
    void operationsInAll() {
        var world = new PresenceWorld(Limit.PRESENCE_OPERATIONS, 2);
        world.subscribes(WILMA, 1, 60).getsInitial(WILMA, 1);
        world.says(DINO, "<watch publisher='dino@example.com' duration='60' transID='1' />")
                .getsReply(DINO, 250, 1);
        world.subscribes(DINO, 2, 60).getsReply(DINO, 451, 2);
        world.subscribes(DINO, 2, 0).getsInitial(DINO, 2);
        world.subscribes(WILMA, 3, 60).getsInitial(WILMA, 3);
        world.terminates(WILMA, 3).getsReply(WILMA, 250, 3);
        world.subscribes(WILMA, 4, 60).getsInitial(WILMA, 4);
        world.subscribes(DINO, 5, 60).getsReply(DINO, 451, 5);
    }

    @Test
    void operationsOfOneEndpointItsSubaddressesIncluded() {
        var world = new PresenceWorld(Limit.PRESENCE_OPERATIONS_PER_ENDPOINT, 2);
        world.subscribes(WILMA, 1, 60).getsInitial(WILMA, 1);
        subscribe(world, "wilma/appl=im@example.com", FRED, 1).getsInitial("wilma/appl=im@example.com", 1);
        subscribe(world, WILMA, DINO, 2)
                .gets(
                        WILMA,
                        "<reply code='451' transID='2' xml:lang='en'>you have 2 subscriptions and watches, the most"
                                + " that are allowed: end one first</reply>");
        world.subscribes(WILMA, 3, 60).getsInitial(WILMA, 3);
        world.time.passSeconds(60);
        world.heard(WILMA);
        subscribe(world, WILMA, DINO, 4);
        assertThat(world.heard(WILMA)).startsWith("<publish");
    }

    @Test
    void subscribersOfOneEndpoint() {
        var world = new PresenceWorld(Limit.PRESENCE_SUBSCRIBERS_PER_ENDPOINT, 1);
        world.subscribes(WILMA, 1, 60).getsInitial(WILMA, 1);
        world.subscribes(DINO, 1, 60).getsReply(DINO, 451, 1);
        world.watches(DINO, 2, 60).getsReply(DINO, 250, 2);
        subscribe(world, DINO, WILMA, 3);
    }

    @Test
    void watchersOfOneEndpoint() {
        var world = new PresenceWorld(Limit.PRESENCE_WATCHERS_PER_ENDPOINT, 1);
        world.watches(WILMA, 1, 60).getsReply(WILMA, 250, 1);
        world.watches(DINO, 1, 60)
                .gets(
                        DINO,
                        "<reply code='451' transID='1' xml:lang='en'>fred@example.com has as many watchers as are"
                                + " allowed, 1: try again later</reply>");
        world.watches(WILMA, 2, 60).getsReply(WILMA, 250, 2);
    }

    @Test
    void entriesOfOneEndpoint() {
        var world = new PresenceWorld(Limit.PRESENCE_ENTRIES_PER_ENDPOINT, 2);
        world.publishes("im:a@b", FAR);
        world.says(FRED, publish("fred/a@example.com", 1, "", tuple("im:a@b", FAR)))
                .getsReply(FRED, 250, 1);
        world.says(FRED, publish("fred/b@example.com", 2, "", tuple("im:a@b", FAR)))
                .getsReply(FRED, 554, 2);
        world.publishes("im:c@d", FAR);
    }

    @Test
    void tuplesOfAnEntry() {
        var world = new PresenceWorld(Limit.PRESENCE_TUPLES_PER_ENTRY, 2);
        world.says(FRED, publish(FRED, 1, "", tuple("im:a@b", FAR).repeat(3))).getsReply(FRED, 554, 1);
        world.says(FRED, publish(FRED, 1, "", tuple("im:a@b", FAR).repeat(2))).getsReply(FRED, 250, 1);
    }

    @Test
    void octetsOfAnEntry() {
        var world = new PresenceWorld(Limit.PRESENCE_OCTETS_PER_ENTRY, 1_024);
        world.says(FRED, publish(FRED, 1, "", tuple("im:a@b", FAR)));
        world.getsReply(FRED, 250, 1);
        world.subscribes(FRED, 2, 0);
        var stored = world.heard(FRED);
        var entry = stored.substring(stored.indexOf("<presence"), stored.indexOf("</publish>"));
        var last = PresenceWorld.attribute(entry, "lastUpdate");
        // The next one has a lastUpdate with milliseconds.
        int room = 1_024 - entry.length() - ".001".length();

        world.says(FRED, publish(FRED, 3, last, tuple("im:a@b" + "x".repeat(room + 1), FAR)));
        assertThat(world.heard(FRED))
                .startsWith("<reply code='554' transID='3'")
                .contains("the entry has 1025 octets: allowed are 1024");
        world.says(FRED, publish(FRED, 4, last, tuple("im:a@b" + "x".repeat(room), FAR)))
                .getsReply(FRED, 250, 4);
    }

    @Test
    void whatWaitsForOneEndpoint() {
        var world = new PresenceWorld(Limit.PRESENCE_QUEUED_PER_ENDPOINT, 2);
        world.watches(FRED, 8, 60).getsReply(FRED, 250, 8);
        world.silence(FRED);
        // As many as may be under way at once, and two that wait.
        for (int i = 0; i < 18; i++) {
            world.subscribes("w" + i + "@far.example", 1, 60);
        }
        assertThat(world.count(FRED)).isEqualTo(16);
        world.subscribes("one@far.example", 1, 60);
        while (world.unanswered() > 0) {
            world.answer();
        }
        for (int i = 0; i < 18; i++) {
            assertThat(world.heard(FRED)).startsWith("<notify subscriber='w" + i + "@far.example'");
        }
        assertThat(world.heard(FRED)).startsWith("<terminate transID='8' code='451'");
        world.getsNothing(FRED);
        world.subscribes("next@far.example", 1, 60).getsNothing(FRED);
    }

    @Test
    void requestsOfOneEndpoint() {
        var world = new PresenceWorld(Limit.PRESENCE_REQUESTS_PER_ENDPOINT, 2);
        world.lookupsByHand();
        world.subscribes(WILMA, 1, 60).subscribes(WILMA, 2, 60).getsNothing(WILMA);
        world.subscribes(WILMA, 3, 60).getsReply(WILMA, 451, 3);
        world.subscribes(DINO, 3, 60).getsNothing(DINO);
    }

    @Test
    void requestsInAll() {
        var world = new PresenceWorld(Limit.PRESENCE_REQUESTS, 2);
        world.lookupsByHand();
        world.subscribes(WILMA, 1, 60).subscribes(DINO, 1, 60);
        world.subscribes(FRED, 3, 60).getsReply(FRED, 451, 3);
    }
}
