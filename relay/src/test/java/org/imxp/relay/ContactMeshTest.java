package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Strangers of two domains, and the services that carry what they ask each other (docs/contacts.md). */
class ContactMeshTest {
    private static final String FRED = "fred@example.com";
    private static final String BETTY = "betty@rubble.com";
    private static final String PAIR = " from='fred@example.com' to='betty@rubble.com'";
    private static final String WANTED = " wants='core:data presence:subscribe' grants='core:data presence:subscribe'";
    private static final String ASK = "<ask transID='1'" + PAIR + WANTED + ">Hello</ask>";
    private static final String ACCEPT = "<answer transID='2'" + PAIR + " verdict='accept' />";

    private final MeshWorld world =
            new MeshWorld().reserved().relay("example.com").relay("rubble.com");

    private static String data(String from, String to, String xml) {
        return "<data content='#Content'><originator identity='" + from + "' /><recipient identity='" + to + "' />"
                + "<data-content Name='Content'>" + xml + "</data-content></data>";
    }

    /** Somebody says something to the contact service of their domain. */
    private static void says(EdgePeer peer, String from, String xml) {
        peer.says(data(from, "apex=contact@" + from.substring(from.indexOf('@') + 1), xml))
                .hears("<ok />");
    }

    /** What a service says in the next message. */
    private static String said(EdgePeer peer) {
        var body = peer.gets().body();
        return body.substring(body.indexOf("Name='Content'>") + 15, body.indexOf("</data-content>"));
    }

    @Test
    @Requirement({"SEED-12", "WIRE-3"})
    void strangersMeetAndWriteToEachOther() {
        var fred = world.attached(FRED, Dialect.APEX);
        var betty = world.attached(BETTY, Dialect.IMXP);
        fred.says(data(FRED, BETTY, "<x />")).hears("<ok />");
        betty.getsNothing();

        says(fred, FRED, ASK);
        assertThat(said(fred)).isEqualTo("<reply code='250' transID='1' />");
        assertThat(said(betty)).startsWith("<request transID=").contains(PAIR + WANTED, ">Hello</request>");
        says(betty, BETTY, ACCEPT);
        assertThat(said(betty)).startsWith("<set transID=");
        assertThat(said(betty)).isEqualTo("<reply code='250' transID='2' />");
        assertThat(said(betty)).contains("<contact address='fred@example.com'");
        assertThat(said(fred)).startsWith("<set transID=");
        assertThat(said(fred)).contains("<contact address='betty@rubble.com'");
        assertThat(said(fred)).contains(" state='accepted'");

        fred.says(data(FRED, BETTY, "<x />")).hears("<ok />");
        assertThat(said(betty)).isEqualTo("<x />");
        betty.says(data(BETTY, FRED, "<y />")).hears("<ok />");
        assertThat(said(fred)).isEqualTo("<y />");
    }

    @Test
    void aDomainThatIsAwayIsToldLater() {
        var fred = world.attached(FRED, Dialect.APEX);
        var betty = world.attached(BETTY, Dialect.APEX);
        world.unreachable("rubble.com");
        says(fred, FRED, ASK);
        assertThat(said(fred)).isEqualTo("<reply code='250' transID='1' />");
        betty.getsNothing();
        fred.getsNothing();

        world.reachable("rubble.com");
        world.time().pass(3_600_000);
        world.run();
        assertThat(said(betty)).startsWith("<request transID=");
    }

    @Test
    void aRelayIsNotBelievedAboutOtherDomains() {
        var fred = world.attached(FRED, Dialect.APEX);
        says(fred, FRED, ASK);
        assertThat(said(fred)).isEqualTo("<reply code='250' transID='1' />");
        var forger = world.rawRelay("example.com").on(Dialect.IMXP, "imxp=mesh@far.example");
        forger.says(data(
                        "imxp=contact@rubble.com",
                        "imxp=contact@example.com",
                        "<accepted transID='1'" + PAIR + " granted='core:data' />"))
                .hearsError(537);
        fred.getsNothing();
    }
}
