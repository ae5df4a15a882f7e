package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class DataTest {
    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = attached("fred@example.com");
    private final EdgePeer wilma = attached("wilma@example.com");

    private EdgePeer attached(String endpoint) {
        return world.peer()
                .on(Dialect.APEX, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    private static String data(String from, String... to) {
        var recipients = new StringBuilder();
        for (var recipient : to) {
            recipients.append("<recipient identity='").append(recipient).append("' />");
        }
        return "<data content='#Content'><originator identity='" + from + "' />" + recipients
                + "<data-content Name='Content'><hello xmlns='urn:x'>Yabba  dabba &amp;"
                + " doo</hello></data-content></data>";
    }

    @Test
    @Requirement({"CORE-23", "CORE-26", "SEED-5"})
    void takesDataFromOneEndpointToAnother() {
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        wilma.gets(data("fred@example.com", "wilma@example.com"));
    }

    @Test
    @Requirement("CORE-26")
    void eachRecipientGetsDataForItselfAlone() {
        var barney = attached("barney@example.com");
        fred.says(data("fred@example.com", "wilma@example.com", "barney@example.com"))
                .hears("<ok />");
        wilma.gets(data("fred@example.com", "wilma@example.com")).getsNothing();
        barney.gets(data("fred@example.com", "barney@example.com")).getsNothing();
    }

    @Test
    @Requirement({"CORE-7", "CORE-28", "SEED-3"})
    void otherPartsKeepEveryOctet() {
        var part = String.join(
                "\r\n",
                "content-type: image/gif",
                "Content-Transfer-Encoding: binary",
                "X-Odd:  \u00fe\u00ff \t",
                "Content-ID: <2@example.com>",
                "",
                "GIF\u0000\r\n--boundar\r\n\u00ff\r\n\r\n");
        var before = String.join(
                "\r\n",
                "Content-Type: multipart/related; boundary=\"boundary\";",
                " start=\"<1@example.com>\";",
                " type=\"application/beep+xml\"",
                "",
                "--boundary",
                "Content-Type: application/beep+xml",
                "Content-ID: <1@example.com>",
                "",
                "");
        var after = "\r\n--boundary\r\n" + part + "\r\n--boundary--\r\n";
        var barney = attached("barney@example.com");
        fred.sends(
                        EdgePeer.MESH,
                        before + "<data content='cid:2@example.com'><originator identity='fred@example.com'"
                                + " /><recipient identity='wilma@example.com' /><recipient"
                                + " identity='barney@example.com' /></data>" + after)
                .hears("<ok />");
        for (var peer : new EdgePeer[] {wilma, barney}) {
            var payload = peer.gets().payload();
            assertThat(payload).startsWith(before).endsWith(after);
        }
    }

    @Test
    @Requirement({"CORE-22", "CORE-33", "IMPP-5.1.6"})
    void refusesDataForAnOriginatorThatTheSessionIsNotAttachedAs() {
        fred.says(data("barney@example.com", "wilma@example.com"))
                .hearsError(537)
                .says(data("fred@rubble.com", "wilma@example.com"))
                .hearsError(537)
                .says(data("apex=report@example.com", "wilma@example.com"))
                .hearsError(537);
        wilma.getsNothing();
    }

    @Test
    @Requirement({"CORE-22", "CORE-33"})
    void anUnattachedSessionMaySendNothing() {
        var barney = world.peer().on(Dialect.APEX, "barney@example.com");
        barney.says(data("barney@example.com", "wilma@example.com")).hearsError(537);
        fred.says("<terminate transID='1' />")
                .hears("<ok />")
                .says(data("fred@example.com", "wilma@example.com"))
                .hearsError(537);
        wilma.getsNothing();
    }

    @Test
    @Requirement("CORE-33")
    void anAttachedEndpointMaySendForItsSubaddressesButNotTheReverse() {
        fred.says(data("fred/appl=im@example.com", "wilma@example.com")).hears("<ok />");
        wilma.gets(data("fred/appl=im@example.com", "wilma@example.com"));
        var barney = world.peer()
                .on(Dialect.APEX, "barney@example.com")
                .says("<attach endpoint='barney/appl=im@example.com' transID='1' />")
                .hears("<ok />");
        barney.says(data("barney@example.com", "wilma@example.com")).hearsError(537);
    }

    @Test
    @Requirement({"CORE-17", "OPEN-11"})
    void dataForASubaddressGoesToWhoIsAttachedAsExactlyThat() {
        wilma.start(5, "http://iana.org/beep/APEX", "<attach endpoint='wilma/appl=im@example.com' transID='1' />")
                .hears("<profile uri='http://iana.org/beep/APEX'><![CDATA[<ok />]]></profile>");
        fred.says(data("fred@example.com", "wilma/appl=im@example.com")).hears("<ok />");
        assertThat(wilma.gets().channel()).isEqualTo(5);
        fred.says(data("fred@example.com", "wilma/appl=wb@example.com")).hears("<ok />");
        wilma.getsNothing();
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        assertThat(wilma.gets().channel()).isEqualTo(EdgePeer.MESH);
    }

    @Test
    @Requirement({"CORE-29", "CORE-23"})
    void withoutOptionsUndeliverableDataIsDroppedSilently() {
        fred.says(data("fred@example.com", "barney@example.com", "barney@elsewhere.example", "nobody@example.com"))
                .hears("<ok />")
                .getsNothing();
    }

    @Test
    @Requirement("CORE-23")
    void theSenderHearsOkBeforeTheRecipientAnswers() {
        wilma.answersByHand();
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        wilma.answers(wilma.gets(), "<error code='550'>no</error>");
        fred.getsNothing();
    }

    @Test
    @Requirement({"CORE-26", "IMPP-2.3.5", "IMPP-5.4.10"})
    void doesNotDeliverWhatTheRecipientDoesNotAllow() {
        var barney = attached("barney@rubble.com");
        barney.says(data("barney@rubble.com", "wilma@example.com")).hears("<ok />");
        wilma.getsNothing();
        var pebbles = attached("pebbles@rubble.com");
        pebbles.says(data("pebbles@rubble.com", "wilma@example.com")).hears("<ok />");
        wilma.gets(data("pebbles@rubble.com", "wilma@example.com"));
    }

    @Test
    @Requirement("IMPP-2.1.4")
    void oneRelayServesTheSameLocalNameInTwoDomains() {
        var other = attached("wilma@rubble.com");
        fred.says(data("fred@example.com", "wilma@rubble.com")).hears("<ok />");
        wilma.getsNothing();
        other.gets(data("fred@example.com", "wilma@rubble.com"));
    }

    @Test
    @Requirement({"CORE-30", "IMPP-5.4.2"})
    void dataWhoseAnswerWasLostIsNotSentAgain() {
        wilma.answersByHand();
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        wilma.gets();
        wilma.hangsUp();
        var again = attached("wilma@example.com");
        world.run();
        again.getsNothing();
    }

    @Test
    @Requirement("IMPP-5.4.5")
    void noNetworkAddressIsInAnyDeliveredOctet() {
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        assertThat(wilma.gets().payload()).doesNotContain(fred.link().remoteAddress());
    }

    @Test
    @Requirement({"CORE-2", "CORE-26"})
    void escapesAndTheCaseOfDomainsDoNotHideTheRecipient() {
        fred.says(data("f%72ed@EXAMPLE.com", "wilm%61@Example.COM")).hears("<ok />");
        assertThat(wilma.messageCount()).isEqualTo(1);
    }

    @Test
    void anEndpointSendsToItself() {
        fred.says(data("fred@example.com", "fred@example.com")).hears("<ok />");
        fred.gets(data("fred@example.com", "fred@example.com"));
    }

    @Test
    @Requirement("BEEP-22")
    void anAnswerThatIsNeitherOkNorErrorClosesTheChannel() {
        wilma.answersByHand();
        fred.says(data("fred@example.com", "wilma@example.com")).hears("<ok />");
        wilma.answers(wilma.gets(), "<gibberish />");
        assertThat(wilma.gets().body()).startsWith("<close number='3' code='500'");
    }
}
