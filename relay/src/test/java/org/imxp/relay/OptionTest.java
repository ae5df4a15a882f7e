package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class OptionTest {
    private static final String ASK = "<option internal='statusRequest' targetHop='this' transID='9' />";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = attached("fred@example.com");
    private final EdgePeer wilma = attached("wilma@example.com");

    private EdgePeer attached(String endpoint) {
        return world.peer()
                .on(Dialect.APEX, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    private EdgePeer fredSends(String originatorOptions, String recipientOptions, String options) {
        return fredSends("<originator identity='fred@example.com'>" + originatorOptions + "</originator>"
                + "<recipient identity='wilma@example.com'>" + recipientOptions + "</recipient>" + options);
    }

    private EdgePeer fredSends(String inside) {
        return fred.says("<data content='http://example.com/x'>" + inside + "</data>");
    }

    private static String unknown(String targetHop, boolean mustUnderstand) {
        return "<option internal='dance' targetHop='" + targetHop + "' mustUnderstand='" + mustUnderstand
                + "' transID='5' />";
    }

    @Test
    @Requirement({"CORE-23", "CORE-36", "CORE-38"})
    void anUnknownPerDataOptionThatMustBeUnderstoodFailsTheData() {
        fredSends("", "", unknown("this", true)).hearsError(504);
        fredSends("", "", unknown("all", true)).hearsError(504);
        fredSends("", "", unknown("final", true)).hearsError(504);
        fredSends("", "", "<option external='http://example.com/o' mustUnderstand='true' transID='5' />")
                .hearsError(504);
        wilma.getsNothing();
    }

    @Test
    @Requirement("CORE-38")
    void anUnknownOptionThatMayBeIgnoredIsAndStays() {
        fredSends(unknown("this", false), unknown("all", false), unknown("final", false))
                .hears("<ok />");
        assertThat(wilma.gets().body().split("dance")).hasSize(4);
    }

    @Test
    @Requirement("CORE-38")
    void anOptionForTheFinalRelayDoesNotCountWhereNoRecipientIsLocal() {
        fredSends("<originator identity='fred@example.com' /><recipient identity='x@elsewhere.example' />"
                        + unknown("final", true))
                .hears("<ok />");
        fredSends("<originator identity='fred@example.com' /><recipient identity='x@elsewhere.example' />"
                        + "<recipient identity='wilma@example.com' />" + unknown("final", true))
                .hearsError(504);
        fredSends("<originator identity='fred@example.com' /><recipient identity='x@elsewhere.example' />"
                        + unknown("all", true))
                .hearsError(504);
    }

    @Test
    @Requirement({"CORE-24", "CORE-38"})
    void anUnknownPerRecipientOptionFailsThatRecipientOnly() {
        var barney = attached("barney@example.com");
        fredSends("<originator identity='fred@example.com' />"
                        + "<recipient identity='wilma@example.com'>" + unknown("final", true) + "</recipient>"
                        + "<recipient identity='barney@example.com' />" + ASK)
                .hears("<ok />");
        wilma.getsNothing();
        assertThat(barney.messageCount()).isEqualTo(1);
        assertThat(fred.gets().body())
                .contains("<destination identity='wilma@example.com'><reply code='504' transID='9' xml:lang='en'>");
        assertThat(fred.gets().body()).contains("<destination identity='barney@example.com'><reply code='250'");
    }

    @Test
    @Requirement({"CORE-23", "CORE-38"})
    void anUnknownPerOriginatorOptionFailsAfterOkAndIsReported() {
        fredSends(unknown("final", true), "", ASK).hears("<ok />");
        wilma.getsNothing();
        assertThat(fred.gets().body()).contains("<destination identity='wilma@example.com'><reply code='504'");
    }

    @Test
    @Requirement({"CORE-41", "CORE-38"})
    void aStatusRequestOfTheOriginatorElementIsNotUnderstood() {
        fredSends(ASK, "", "").hears("<ok />").getsNothing();
        wilma.gets();
        fredSends(ASK.replace("targetHop", "mustUnderstand='true' targetHop"), "", "")
                .hears("<ok />");
        wilma.getsNothing();
    }

    @Test
    @Requirement({"OPEN-18", "CORE-41"})
    void onlyAReportNeedsATransId() {
        fredSends("", "", "<option internal='hold4Endpoint' />").hears("<ok />");
        wilma.gets();
        fredSends("", "", "<option internal='statusRequest' />").hearsError(501);
        fredSends("", "<option internal='statusRequest' />", ASK).hears("<ok />");
        wilma.getsNothing();
        assertThat(fred.gets().body()).contains("<reply code='501'");
    }

    @Test
    @Requirement("CORE-36")
    void refusesAnOptionWithoutOneName() {
        fredSends("", "", "<option transID='1' />").hearsError(501);
        fredSends("", "", "<option internal='x' external='http://example.com/x' transID='1' />")
                .hearsError(501);
        fredSends("", "", "<option external='x' transID='1' />").hearsError(501);
    }
}
