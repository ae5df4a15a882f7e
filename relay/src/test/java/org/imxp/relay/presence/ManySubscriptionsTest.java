package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.presence.PresenceWorld.publish;
import static org.imxp.relay.presence.PresenceWorld.tuple;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hundreds of subscriptions, of one and to one (RFC 2779 section 2.2), and destinations of many kinds. */
class ManySubscriptionsTest {
    private static final int MANY = 500;
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String FAR = "2030-01-01T00:00:00Z";

    private final PresenceWorld world = new PresenceWorld();

    @Test
    @Requirement({"IMPP-2.2.5", "IMPP-3.2.3", "PRES-10"})
    void hundredsGetOneChange() {
        for (int i = 0; i < MANY; i++) {
            world.subscribes("s" + i + "@rubble.com", 7, 600).getsInitial("s" + i + "@rubble.com", 7);
        }
        world.publishes("im:fred@example.com", FAR);
        for (int i = 0; i < MANY; i++) {
            world.getsTuple("s" + i + "@rubble.com", 7, "im:fred@example.com").getsNothing("s" + i + "@rubble.com");
        }
    }

    @Test
    @Requirement({"IMPP-2.2.4", "PRES-28"})
    void oneIsSubscribedToHundreds() {
        for (int i = 0; i < MANY; i++) {
            var publisher = "p" + i + "@example.com";
            world.accounts.put(publisher, PresenceWorld.SINCE);
            world.says(WILMA, "<subscribe publisher='" + publisher + "' duration='600' transID='" + (i + 1) + "' />");
            assertThat(world.heard(WILMA))
                    .startsWith("<publish publisher='" + publisher + "' transID='" + (i + 1) + "' ");
        }
        for (int i = 0; i < MANY; i++) {
            var publisher = "p" + i + "@example.com";
            world.says(publisher, publish(publisher, 1, PresenceWorld.SINCE.toString(), tuple("im:a" + i + "@b", FAR)))
                    .getsReply(publisher, 250, 1);
            assertThat(world.heard(WILMA))
                    .startsWith("<publish publisher='" + publisher + "' transID='" + (i + 1) + "' ")
                    .contains("<tuple destination='im:a" + i + "@b'");
        }
        world.getsNothing(WILMA);
    }

    /** The address that one receives at need not be that which one is known by, and need not be one of messages. */
    @ParameterizedTest
    @ValueSource(
            strings = {"im:barney@rubble.com", "mailto:fred@bedrock.example", "tel:+1-201-555-0123", "sip:fred@[::1]"})
    @Requirement({"IMPP-2.1.2", "IMPP-3.1.3", "IMPP-4.4.3", "PRES-2"})
    void aDestinationIsAnyUri(String uri) {
        world.subscribes(WILMA, 7, 600).getsInitial(WILMA, 7);
        world.publishes(uri, FAR).getsTuple(WILMA, 7, uri);
        world.publishes(uri, "2020-01-01T00:00:00Z");
        assertThat(world.heard(WILMA)).contains("<tuple destination='" + uri + "' availableUntil='2020-01-01");
    }

    @Test
    @Requirement({"IMPP-3.1.2", "PRES-1"})
    void anEntryThatDoesNotSayWhoseItIsIsNotTaken() {
        var publish = publish(FRED, 3, PresenceWorld.SINCE.toString(), tuple("im:fred@example.com", FAR));
        world.says(FRED, publish.replace("<presence publisher='fred@example.com'", "<presence"))
                .getsReply(FRED, 501, 3);
        world.says(FRED, publish.replace("<publish publisher='fred@example.com'", "<publish"))
                .getsReply(FRED, 501, 3);
    }
}
