package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** The presence service, and endpoints of two domains that speak with it. */
class PresenceMeshTest {
    private static final String FRED = "fred@example.com";
    private static final String PEBBLES = "pebbles@rubble.com";
    private static final String TUPLE =
            "<tuple destination='im:fred@example.com'" + " availableUntil='2030-01-01T00:00:00Z' />";

    private final MeshWorld world = new MeshWorld().relay("example.com").relay("rubble.com");

    private static String data(String from, String xml) {
        return "<data content='#Content'><originator identity='" + from + "' />"
                + "<recipient identity='apex=presence@example.com' />"
                + "<data-content Name='Content'>" + xml + "</data-content></data>";
    }

    private static String publish(int transId) {
        return "<publish publisher='fred@example.com' transID='" + transId + "' timeStamp='2026-01-01T00:00:00Z'>"
                + "<presence publisher='fred@example.com'>" + TUPLE + "</presence></publish>";
    }

    /** What the service says in the next message. */
    private static String said(EdgePeer peer) {
        var body = peer.gets().body();
        return body.substring(body.indexOf("Name='Content'>") + 15, body.indexOf("</data-content>"));
    }

    @Test
    @Requirement({"PRES-5", "PRES-10", "SEED-9", "WIRE-3"})
    void aSubscriberOfAnotherDomainHearsOfChanges() {
        var fred = world.attached(FRED, Dialect.APEX);
        var pebbles = world.attached(PEBBLES, Dialect.IMXP);

        pebbles.says(data(PEBBLES, "<subscribe publisher='fred@example.com' duration='60' transID='7' />")
                        .replace("apex=", "imxp="))
                .hears("<ok />");
        assertThat(said(pebbles)).startsWith("<publish publisher='fred@example.com' transID='7'");

        fred.says(data(FRED, publish(1))).hears("<ok />");
        assertThat(said(fred)).isEqualTo("<reply code='250' transID='1' />");
        assertThat(said(pebbles))
                .startsWith("<publish publisher='fred@example.com' transID='7'")
                .contains("<tuple destination='im:fred@example.com' availableUntil='2030-01-01T00:00:00-00:00' />");

        world.time().pass(60_000);
        world.run();
        assertThat(said(pebbles)).isEqualTo("<terminate transID='7' />");
        pebbles.getsNothing();
    }

    @Test
    @Requirement({"PRES-14", "PRES-21", "SEED-40"})
    void aWatcherOfAnotherDomainHearsWhoComesAndGoes() {
        var fred = world.attached(FRED, Dialect.APEX);
        var pebbles = world.attached(PEBBLES, Dialect.APEX);

        pebbles.says(data(PEBBLES, "<watch publisher='fred@example.com' duration='60' transID='8' />"))
                .hears("<ok />");
        assertThat(said(pebbles)).isEqualTo("<reply code='250' transID='8' />");
        fred.says(data(FRED, "<subscribe publisher='fred@example.com' duration='30' transID='1' />"))
                .hears("<ok />");
        assertThat(said(pebbles))
                .isEqualTo("<notify subscriber='fred@example.com' transID='8' duration='30' action='subscribe' />");
        fred.says(data(FRED, "<terminate transID='1' />")).hears("<ok />");
        assertThat(said(pebbles)).isEqualTo("<notify subscriber='fred@example.com' transID='8' action='terminate' />");
        pebbles.says(data(PEBBLES, "<terminate transID='8' />")).hears("<ok />");
        assertThat(said(pebbles)).isEqualTo("<reply code='250' transID='8' />");
    }

    @Test
    @Requirement({"PRES-17", "PRES-25"})
    void nobodyPublishesForOthers() {
        var fred = world.attached(FRED, Dialect.APEX);
        var pebbles = world.attached(PEBBLES, Dialect.APEX);

        pebbles.says(data(PEBBLES, publish(1))).hears("<ok />");
        assertThat(said(pebbles)).startsWith("<reply code='537' transID='1'");
        pebbles.says(data(FRED, publish(2))).hearsError(537);
        // A relay that is nobody's but rubble.com's is not believed about example.com.
        var forger = world.rawRelay("example.com").on(Dialect.IMXP, "imxp=mesh@rubble.com");
        forger.says(data(FRED, publish(3))).hearsError(537);

        fred.says(data(FRED, "<subscribe publisher='fred@example.com' duration='0' transID='4' />"))
                .hears("<ok />");
        assertThat(said(fred)).contains("lastUpdate='1970-01-01T00:00:00-00:00'");
    }

    @Test
    @Requirement({"OPEN-41", "IMPP-3.2.4"})
    void anApplicationThatIsCutOffIsNotAvailableAnyMore() {
        var fred = world.attached(FRED, Dialect.APEX);
        var pebbles = world.attached(PEBBLES, Dialect.APEX);
        fred.says(data(FRED, publish(1))).hears("<ok />");
        pebbles.says(data(PEBBLES, "<subscribe publisher='fred@example.com' duration='60' transID='7' />"));
        assertThat(said(pebbles)).contains("availableUntil='2030-01-01T00:00:00-00:00'");
        world.time().pass(1_000);

        fred.hangsUp();

        assertThat(said(pebbles)).contains("availableUntil='2026-01-01T00:00:01-00:00'");
    }

    @Test
    @Requirement({"IMPP-2.1.5", "IMPP-2.2.6", "CORE-25"})
    void oneIsSubscribedToPeopleOfHundredsOfDomains() {
        int many = 200;
        for (int i = 0; i < many; i++) {
            world.relay("d" + i + ".example");
        }
        var pebbles = world.attached(PEBBLES, Dialect.APEX);
        for (int i = 0; i < many; i++) {
            var publisher = "fred@d" + i + ".example";
            var service = "apex=presence@d" + i + ".example";
            var question = "<subscribe publisher='" + publisher + "' duration='60' transID='" + (i + 1) + "' />";
            pebbles.says(data(PEBBLES, question).replace("apex=presence@example.com", service))
                    .hears("<ok />");
            assertThat(said(pebbles)).startsWith("<publish publisher='" + publisher + "' transID='" + (i + 1) + "'");

            var fred = world.attached(publisher, Dialect.APEX);
            fred.says(data(publisher, publish(1))
                            .replace("apex=presence@example.com", service)
                            .replace("publisher='fred@example.com'", "publisher='" + publisher + "'"))
                    .hears("<ok />");
            assertThat(said(fred)).isEqualTo("<reply code='250' transID='1' />");
            assertThat(said(pebbles))
                    .startsWith("<publish publisher='" + publisher + "' transID='" + (i + 1) + "'")
                    .contains("availableUntil='2030-01-01T00:00:00-00:00'");
        }
    }
}
