package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.to;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class OverrideTest {
    private static final String FRED = "fred@example.com";
    private static final String TERMINATED =
            "<terminate transID='1' code='556' xml:lang='en'>another application attached as"
                    + " fred@example.com</terminate>";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer first = world.attached(FRED);

    private static String override(int transId) {
        return "<attach endpoint='fred@example.com' transID='" + transId
                + "'><option internal='attachOverride' transID='3' /></attach>";
    }

    private EdgePeer second() {
        return world.peer().on(Dialect.APEX, FRED);
    }

    @Test
    @Requirement({"OPT-1", "CORE-21"})
    void theLastApplicationGetsTheEndpointAndTheFirstIsTold() {
        var second = second().says(override(2)).hears("<ok />");
        first.gets(TERMINATED).getsNothing();

        var wilma = world.attached("wilma@example.com");
        wilma.says(data(to(FRED), "").replace("originator identity='fred", "originator identity='wilma"))
                .hears("<ok />");
        assertThat(second.messageCount()).isEqualTo(1);
        first.getsNothing();
        first.says(data(to(FRED), "")).hearsError(537);
        first.says("<terminate transID='1' />").hearsError(550);
    }

    @Test
    @Requirement("OPT-2")
    void withoutTheOptionTheFirstKeepsTheEndpoint() {
        second().says("<attach endpoint='fred@example.com' transID='2' />").hearsError(554);
        first.getsNothing();
    }

    @Test
    @Requirement("OPT-2")
    void theOldApplicationIsNotWaitedFor() {
        first.answersByHand();
        var second = second().says(override(2)).hears("<ok />");
        first.gets(TERMINATED);
        second.says(data(to(FRED), "")).hears("<ok />");
        second.gets(data(to(FRED), ""));
        var third = second().says(override(7)).hears("<ok />");
        assertThat(second.gets().body()).contains("<terminate transID='2' code='556'");
        third.getsNothing();
    }

    @Test
    @Requirement("OPT-2")
    void overridesNobodyBeforeTheStepsOfAttachArePassed() {
        var wilma = world.attached("wilma@example.com");
        wilma.says(override(2)).hearsError(537);
        var second = second().says("<attach endpoint='fred/appl=im@example.com' transID='2' />")
                .hears("<ok />");
        second.says(override(2)).hearsError(555);
        second.says(override(4).replace("</attach>", "<option internal='dance' mustUnderstand='true' /></attach>"))
                .hearsError(504);
        first.getsNothing();
        first.says(data(to("fred/appl=im@example.com"), "")).hears("<ok />");
        assertThat(second.messageCount()).isEqualTo(1);
    }

    @Test
    @Requirement("OPT-1")
    void overridesNobodyWhereNobodyIs() {
        first.says("<terminate transID='1' />").hears("<ok />");
        var second = second().says(override(2)).hears("<ok />");
        second.says(data(to(FRED), "")).hears("<ok />");
        second.gets(data(to(FRED), ""));
        first.getsNothing();
    }

    @Test
    @Requirement("OPT-1")
    void anApplicationMayOverrideItself() {
        first.says(override(2)).hears("<ok />").gets(TERMINATED);
        first.says(data(to(FRED), "")).hears("<ok />").gets(data(to(FRED), ""));
        first.says("<terminate transID='2' />").hears("<ok />");
    }

    @Test
    @Requirement({"OPT-1", "CORE-39"})
    void targetHopAndTransIdSayNothingInAnAttach() {
        second().says(override(2).replace("transID='3'", "targetHop='this'")).hears("<ok />");
        first.gets(TERMINATED);
    }

    @Test
    @Requirement("OPT-3")
    void dataThatWasOnItsWayToTheOldApplicationIsNotLostSilently() {
        var wilma = world.attached("wilma@example.com");
        var second = second();
        world.pause();
        wilma.says(data(to(FRED), Reports.ask(86)).replace("originator identity='fred", "originator identity='wilma"));
        second.says(override(2));
        world.resume();
        wilma.hears("<ok />");
        second.hears("<ok />");
        var report = wilma.gets().body();
        boolean reachedSomebody = first.messageCount() == 2 || second.messageCount() == 1;
        assertThat(report).contains(reachedSomebody ? "code='250'" : "code='450'");
    }
}
