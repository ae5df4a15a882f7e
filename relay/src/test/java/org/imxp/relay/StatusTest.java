package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.relay.config.Limit;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class StatusTest {
    private static final String ASK =
            "<option internal='statusRequest' targetHop='final' mustUnderstand='true' transID='86' />";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = attached("fred@example.com");

    private EdgePeer attached(String endpoint) {
        return world.peer()
                .on(Dialect.APEX, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    private static String to(String endpoint, String options) {
        return "<recipient identity='" + endpoint + "'>" + options + "</recipient>";
    }

    private static String report(String domain, int transId, String... destinations) {
        return "<data content='#Content'><originator identity='apex=report@" + domain + "' />"
                + "<recipient identity='fred@example.com' /><data-content Name='Content'><statusResponse transID='"
                + transId + "'>" + String.join("", destinations) + "</statusResponse></data-content></data>";
    }

    private static String destination(String endpoint, int transId, String codeAndText) {
        var code = codeAndText.substring(0, 3);
        var text = codeAndText.substring(3).strip();
        return "<destination identity='" + endpoint + "'><reply code='" + code + "' transID='" + transId + "'"
                + (text.isEmpty() ? " />" : " xml:lang='en'>" + text + "</reply>") + "</destination>";
    }

    private EdgePeer fredSends(String recipients, String options) {
        return fred.says("<data content='http://example.com/x'><originator identity='fred@example.com' />" + recipients
                        + options + "</data>")
                .hears("<ok />");
    }

    @Test
    @Requirement({"CORE-41", "CORE-48", "OPEN-22", "IMPP-4.2.1"})
    void reportsADeliveryThatTheRecipientAnsweredWithOk() {
        attached("barney@example.com");
        fredSends(to("barney@example.com", ""), ASK)
                .gets(report("example.com", 86, destination("barney@example.com", 86, "250")))
                .getsNothing();
    }

    @Test
    @Requirement("CORE-41")
    void theRecipientGetsTheDataWithItsOptions() {
        var barney = attached("barney@example.com");
        var other = "<option external='http://example.com/opt' targetHop='this' mustUnderstand='false' transID='7'"
                + " localize='en de'><x xmlns='urn:x' /></option>";
        fredSends(to("barney@example.com", ""), ASK + other);
        assertThat(EdgePeer.trim(barney.gets().body()))
                .isEqualTo(
                        EdgePeer.trim("<data content='http://example.com/x'><originator identity='fred@example.com' />"
                                + to("barney@example.com", "") + ASK + other + "</data>"));
    }

    @Test
    @Requirement({"CORE-29", "IMPP-4.2.1", "IMPP-5.4.1", "OPEN-8"})
    void reportsWhyDataDidNotArrive() {
        attached("barney@rubble.com");
        fredSends(to("wilma@example.com", ""), ASK)
                .gets(report(
                        "example.com", 86, destination("wilma@example.com", 86, "450 the endpoint is not attached")));
        fredSends(to("wilma/appl=im@example.com", ""), ASK)
                .gets(report(
                        "example.com",
                        86,
                        destination("wilma/appl=im@example.com", 86, "450 the endpoint is not attached")));
        fredSends(to("nobody@example.com", ""), ASK)
                .gets(report(
                        "example.com", 86, destination("nobody@example.com", 86, "550 unknown endpoint identity")));
        fredSends(to("barney@elsewhere.example", ""), ASK)
                .gets(report(
                        "example.com",
                        86,
                        destination(
                                "barney@elsewhere.example",
                                86,
                                "421 no relay of the recipient's domain is reachable")));
        fredSends(to("apex=presence@example.com", ""), ASK)
                .gets(report(
                        "example.com",
                        86,
                        destination("apex=presence@example.com", 86, "550 the service presence is not offered here")));
    }

    @Test
    @Requirement({"CORE-26", "IMPP-2.3.5", "IMPP-4.2.1"})
    void reportsThatTheRecipientDoesNotAllowIt() {
        var barney = attached("barney@rubble.com");
        attached("wilma@example.com");
        barney.says("<data content='http://example.com/x'><originator identity='barney@rubble.com' />"
                        + to("wilma@example.com", "") + ASK + "</data>")
                .hears("<ok />");
        assertThat(barney.gets().body())
                .contains("identity='wilma@example.com'><reply code='537' transID='86' xml:lang='en'>");
    }

    @Test
    @Requirement("IMPP-4.2.1")
    void reportsTheErrorThatTheRecipientAnswered() {
        var barney = attached("barney@example.com").answersByHand();
        fredSends(to("barney@example.com", ""), ASK).getsNothing();
        barney.answers(barney.gets(), "<error code='554' xml:lang='de'>heute nicht</error>");
        assertThat(fred.gets().body()).contains("<reply code='554' transID='86' xml:lang='de'>heute nicht</reply>");
    }

    @Test
    @Requirement({"CORE-30", "IMPP-5.4.1"})
    void reportsThatTheLinkWasLostBeforeTheAnswer() {
        var barney = attached("barney@example.com").answersByHand();
        fredSends(to("barney@example.com", ""), ASK);
        barney.hangsUp();
        fred.gets(report(
                "example.com",
                86,
                destination("barney@example.com", 86, "451 the endpoint's session ended before it answered")));
    }

    @Test
    void reportsDataThatMetAnAttachmentJustEnded() {
        var barney = attached("barney@example.com");
        world.pause();
        var attachment = world.mesh().attachments().all().stream()
                .filter(one -> one.endpoint().local().equals("barney"))
                .findFirst()
                .orElseThrow();
        var payload =
                Payload.of(Data.of("http://example.com/x", Address.parse("fred@example.com"), attachment.endpoint()));
        var terminated = attachment.terminate(Outcome.NOT_ATTACHED);
        var outcome = attachment.deliver(payload);
        world.resume();
        assertThat(outcome.toCompletableFuture()).isCompletedWithValue(Outcome.NOT_ATTACHED);
        assertThat(terminated.toCompletableFuture()).isCompletedWithValue(Outcome.DELIVERED);
        assertThat(barney.messageCount()).isEqualTo(1);
    }

    @Test
    @Requirement("CORE-41")
    void whatIsKnownAtOnceIsReportedTogetherAndWaitsForNobody() {
        var barney = attached("barney@example.com").answersByHand();
        fredSends(
                        to("barney@example.com", "")
                                + to("barney@elsewhere.example", "")
                                + to("pebbles@rubble.com", "")
                                + to("wilma@example.com", ""),
                        ASK)
                .gets(report(
                        "example.com",
                        86,
                        destination(
                                "barney@elsewhere.example", 86, "421 no relay of the recipient's domain is reachable"),
                        destination("wilma@example.com", 86, "450 the endpoint is not attached")))
                .gets(report(
                        "rubble.com", 86, destination("pebbles@rubble.com", 86, "450 the endpoint is not attached")))
                .getsNothing();
        barney.answers(barney.gets(), "<ok />");
        fred.gets(report("example.com", 86, destination("barney@example.com", 86, "250")));
    }

    @Test
    @Requirement("CORE-41")
    void aRecipientMayBeAskedAboutAlone() {
        attached("barney@example.com");
        fredSends(to("barney@example.com", ASK) + to("wilma@example.com", ""), "")
                .gets(report("example.com", 86, destination("barney@example.com", 86, "250")))
                .getsNothing();
    }

    @Test
    @Requirement("CORE-41")
    void requestsOfTheDataAndOfTheRecipientAreTwoReports() {
        attached("barney@example.com");
        fredSends(to("barney@example.com", ASK.replace("86", "87")), ASK)
                .gets(report("example.com", 86, destination("barney@example.com", 86, "250")))
                .gets(report("example.com", 87, destination("barney@example.com", 87, "250")))
                .getsNothing();
    }

    @Test
    @Requirement("CORE-41")
    void everyTargetHopAppliesToTheOnlyRelay() {
        attached("barney@example.com");
        for (var hop : List.of("this", "final", "all")) {
            fredSends(to("barney@example.com", ""), ASK.replace("final", hop))
                    .gets(report("example.com", 86, destination("barney@example.com", 86, "250")));
        }
    }

    @Test
    @Requirement("CORE-42")
    void aRequestInDataThatCarriesAReportIsIgnored() {
        var barney = attached("barney@example.com");
        fred.says("<data content='#Content'><originator identity='fred@example.com' />" + to("barney@example.com", "")
                        + ASK
                        + "<data-content Name='Content'><statusResponse transID='1'>"
                        + "<destination identity='wilma@example.com'><reply code='250' /></destination>"
                        + "</statusResponse></data-content></data>")
                .hears("<ok />")
                .getsNothing();
        assertThat(barney.messageCount()).isEqualTo(1);
        fred.says("<data content='#Content'><originator identity='fred@example.com' />" + to("barney@example.com", "")
                        + ASK + "<data-content Name='Content'><about>statusResponse</about></data-content></data>")
                .hears("<ok />")
                .gets(report("example.com", 86, destination("barney@example.com", 86, "250")));
    }

    @Test
    @Requirement({"CORE-45", "OPEN-9"})
    void theReportServiceTakesWhatItIsSentAndSaysNothing() {
        fredSends(to("apex=report@example.com", ""), "").getsNothing();
        fredSends(to("imxp=report@example.com", ""), ASK)
                .gets(report("example.com", 86, destination("apex=report@example.com", 86, "250")));
    }

    @Test
    void anOriginatorThatDetachedIsNotTold() {
        var barney = attached("barney@example.com").answersByHand();
        fredSends(to("barney@example.com", ""), ASK);
        fred.says("<terminate transID='1' />").hears("<ok />");
        barney.answers(barney.gets(), "<ok />");
        fred.getsNothing();
    }

    @Test
    @Requirement("CORE-51")
    void looksForAccountsWithoutWaitingAndOnlyAsManyAsAreAllowed() {
        int most = (int) Limit.ACCOUNT_LOOKUPS.byDefault();
        var lookups = world.lookupsByHand();
        fredSends(to("wilma@example.com", ""), "").getsNothing();
        assertThat(lookups).isEmpty();
        for (int i = 0; i < most; i++) {
            fredSends(to("wilma@example.com", ""), ASK);
        }
        fred.getsNothing();
        fredSends(to("wilma@example.com", ""), ASK);
        assertThat(fred.gets().body()).contains("<reply code='451'");
        assertThat(lookups).hasSize(most);
        lookups.getFirst().complete(false);
        lookups.get(1).completeExceptionally(new IllegalStateException("the store is closed"));
        world.run();
        assertThat(fred.gets().body()).contains("<reply code='550'");
        assertThat(fred.gets().body()).contains("<reply code='451'");
    }
}
