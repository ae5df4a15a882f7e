package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.config.Limits;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class AttachTest {
    private static final String APEX = "http://iana.org/beep/APEX";

    private final MemoryWorld world = new MemoryWorld();

    private EdgePeer fred() {
        return world.peer().on(Dialect.APEX, "fred@example.com");
    }

    private boolean isAttached(String endpoint) {
        return world.mesh().attachments().find(Address.parse(endpoint)).isPresent();
    }

    @Test
    @Requirement({"CORE-11", "CORE-16", "CORE-17", "CORE-32", "OPEN-11"})
    void severalEndpointsOfOnePeerShareAChannel() {
        fred().says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .says("<attach endpoint='fred/appl=wb@example.com' transID='2' />")
                .hears("<ok />");
        assertThat(isAttached("fred@example.com")).isTrue();
        assertThat(isAttached("fred/appl=wb@example.com")).isTrue();
        assertThat(isAttached("fred/appl=im@example.com")).isFalse();
    }

    @Test
    @Requirement({"CORE-13", "CORE-47"})
    void refusesATransIdThatIsInUseOnTheChannel() {
        fred().says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .says("<attach endpoint='fred/x@elsewhere.example' transID='1' />")
                .hearsError(555);
    }

    @Test
    @Requirement("CORE-47")
    void transIdsOfAnotherChannelAreOthers() {
        fred().says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .start(5, APEX, "")
                .hears("<profile uri='" + APEX + "' />")
                .saysOn(5, "<attach endpoint='fred/x@example.com' transID='1' />")
                .hears("<ok />")
                .saysOn(5, "<terminate transID='1' />")
                .hears("<ok />");
        assertThat(isAttached("fred@example.com")).isTrue();
        assertThat(isAttached("fred/x@example.com")).isFalse();
    }

    @Test
    @Requirement({"CORE-13", "CORE-47"})
    void aTransIdIsFreeAgainAfterTerminate() {
        fred().says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .says("<terminate transID='1' />")
                .hears("<ok />")
                .says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />");
    }

    @Test
    @Requirement({"CORE-14", "IMPP-2.1.4"})
    void refusesAnEndpointOfAnotherDomainBeforeAskingWhoThePeerIs() {
        fred().says("<attach endpoint='wilma@elsewhere.example' transID='1' />").hearsError(553);
    }

    @Test
    @Requirement({"CORE-15", "CORE-32", "IMPP-2.3.6"})
    void refusesAnEndpointThatThePeerIsNot() {
        fred().says("<attach endpoint='wilma@example.com' transID='1' />")
                .hearsError(537)
                .says("<attach endpoint='Fred@example.com' transID='1' />")
                .hearsError(537)
                .says("<attach endpoint='fred@rubble.com' transID='1' />")
                .hearsError(537);
        world.peer()
                .on(Dialect.APEX, "fred/appl=im@example.com")
                .says("<attach endpoint='fred@example.com' transID='1' />")
                .hearsError(537);
    }

    @Test
    @Requirement({"CORE-4", "WIRE-3"})
    void refusesServicesInEitherSpelling() {
        world.peer()
                .on(Dialect.APEX, "apex=report@example.com")
                .says("<attach endpoint='apex=report@example.com' transID='1' />")
                .hearsError(537)
                .says("<attach endpoint='imxp=report@example.com' transID='1' />")
                .hearsError(537);
    }

    @Test
    @Requirement({"CORE-15", "CORE-16", "CORE-38", "CORE-39"})
    void looksAtOptionsAfterTheIdentityAndBeforeTheTable() {
        var option = "<option internal='dance' mustUnderstand='true' targetHop='final' />";
        fred().says("<attach endpoint='fred@example.com' transID='1' />").hears("<ok />");
        fred().says("<attach endpoint='wilma@example.com' transID='1'>" + option + "</attach>")
                .hearsError(537)
                .says("<attach endpoint='fred@example.com' transID='1'>" + option + "</attach>")
                .hearsError(504)
                .says("<attach endpoint='fred@example.com' transID='1'>" + option.replace("true", "false")
                        + "</attach>")
                .hearsError(554);
    }

    @Test
    @Requirement({"CORE-16", "CORE-17"})
    void refusesAnEndpointThatIsAttachedByAnySession() {
        var fred = fred();
        fred.says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .says("<attach endpoint='fred@example.com' transID='2' />")
                .hearsError(554);
        fred().says("<attach endpoint='fred@example.com' transID='1' />").hearsError(554);
        fred.hangsUp();
        fred().says("<attach endpoint='fred@example.com' transID='1' />").hears("<ok />");
    }

    @Test
    @Requirement("CORE-17")
    void attachmentsEndWithTheChannelAndWithTheSession() {
        var fred = fred();
        fred.says("<attach endpoint='fred@example.com' transID='1' />").hears("<ok />");
        fred.saysOn(0, "<close number='3' code='200' />").hears("<ok />");
        assertThat(isAttached("fred@example.com")).isFalse();

        fred.start(5, APEX, "<attach endpoint='fred@example.com' transID='1' />");
        assertThat(isAttached("fred@example.com")).isTrue();
        fred.hangsUp();
        assertThat(world.mesh().attachments().all()).isEmpty();
    }

    @Test
    @Requirement({"CORE-10", "BEEP-27", "WIRE-1", "WIRE-2"})
    void attachesInTheStartOfTheChannel() {
        world.peer()
                .authenticate("fred@example.com")
                .start(3, "http://xml.resource.org/profiles/APEX", "<attach endpoint='fred@example.com' transID='1' />")
                .hears("<profile uri='http://xml.resource.org/profiles/APEX'><![CDATA[<ok />]]></profile>")
                .says("<terminate transID='1' />")
                .hears("<ok />");
    }

    @Test
    @Requirement({"CORE-10", "BEEP-27"})
    void theChannelStartsThoughTheAttachInItIsRefused() {
        var fred = world.peer().authenticate("fred@example.com");
        fred.start(3, APEX, "<attach endpoint='wilma@example.com' transID='1' />")
                .hears("<profile uri='" + APEX + "'><![CDATA[<error code='537' xml:lang='en'>you are fred@example.com"
                        + " and may not attach as wilma@example.com</error>]]></profile>");
        fred.says("<attach endpoint='fred@example.com' transID='1' />").hears("<ok />");
        fred.start(5, APEX, "<attach endpoint='fred@exa")
                .start(
                        7,
                        APEX,
                        "<data content='cid:1@x'><originator identity='fred@example.com' />"
                                + "<recipient identity='fred@example.com' /></data>");
        assertThat(fred.leftOver())
                .hasSize(2)
                .allSatisfy(reply -> assertThat(reply.body()).containsPattern("<error code='50[01]'"));
    }

    @Test
    @Requirement("CORE-15")
    void refusesToBindAfterLookingAtTheTransId() {
        fred().says("<bind relay='example.com' transID='1' />")
                .hearsError(537)
                .says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .says("<bind relay='example.com' transID='1' />")
                .hearsError(555);
    }

    @Test
    @Requirement({"CORE-35", "BEEP-56"})
    void refusesAChannelBeforeAuthentication() {
        world.peer().start(3, APEX, "").hearsError(530);
    }

    @Test
    @Requirement({"CORE-35", "BEEP-48"})
    void refusesAChannelBeforeTlsWhereThatIsRequired() {
        var strict =
                new MemoryWorld(MeshBounds.of(Limits.defaults()), new DefaultAccess(List.of()), TlsPolicy.REQUIRED);
        strict.peer().start(3, APEX, "").hearsError(538);
    }

    @Test
    void refusesAnIdentityThatIsNoEndpoint() {
        world.peer().authenticate("fred").start(3, APEX, "").hearsError(537);
    }

    @Test
    @Requirement({"CORE-11", "BEEP-22"})
    void refusesWhatIsNoOperation() {
        fred().says("<attach endpoint='fred@example.com' transID='1'>")
                .hearsError(500)
                .says("<!DOCTYPE attach><attach endpoint='fred@example.com' transID='1' />")
                .hearsError(500)
                .says("<subscribe transID='1' />")
                .hearsError(501)
                .says("<attach endpoint='fred@example.com' transID='0' />")
                .hearsError(501)
                .says("<ok />")
                .hearsError(501)
                .says("<error code='550'>no</error>")
                .hearsError(501)
                .sends(EdgePeer.MESH, "Content-Type: text/plain\r\n\r\nhello")
                .hearsError(501)
                .says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />");
    }

    @Test
    @Requirement({"CORE-19", "CORE-20"})
    void terminateOfZeroEndsAllOfTheSessionOnAllItsChannels() {
        var fred = fred();
        fred.says("<attach endpoint='fred@example.com' transID='1' />")
                .hears("<ok />")
                .start(5, APEX, "<attach endpoint='fred/x@example.com' transID='1' />")
                .hears("<profile uri='" + APEX + "'><![CDATA[<ok />]]></profile>");
        var other = fred();
        other.says("<attach endpoint='fred/y@example.com' transID='1' />").hears("<ok />");
        fred.says("<terminate />").hears("<ok />");
        assertThat(world.mesh().attachments().all())
                .singleElement()
                .satisfies(left -> assertThat(left.endpoint()).hasToString("fred/y@example.com"));
        fred.says("<terminate transID='0' code='250' xml:lang='en'>again</terminate>")
                .hears("<ok />");
    }

    @Test
    @Requirement("CORE-21")
    void terminateOfAnUnknownTransIdIsRefused() {
        fred().says("<terminate transID='13' />")
                .hearsError(550)
                .says("<attach endpoint='fred@example.com' transID='13' />")
                .hears("<ok />")
                .says("<terminate transID='13' code='421' xml:lang='en'>going home</terminate>")
                .hears("<ok />")
                .says("<terminate transID='13' />")
                .hearsError(550);
    }

    @Test
    @Requirement("CORE-21")
    void theRelayTerminatesAnAttachmentToo() {
        var fred = fred();
        fred.says("<attach endpoint='fred@example.com' transID='7' />").hears("<ok />");
        var attachment = world.mesh().attachments().all().getFirst();
        var answered = attachment.terminate(Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, "the relay is being stopped"));
        world.run();
        fred.gets("<terminate transID='7' code='421' xml:lang='en'>the relay is being stopped</terminate>");
        assertThat(answered.toCompletableFuture()).isCompletedWithValue(Outcome.DELIVERED);
        assertThat(isAttached("fred@example.com")).isFalse();
        fred.says("<terminate transID='7' />").hearsError(550);
        assertThat(attachment.terminate(Outcome.DELIVERED)).isNotCompleted();
        world.run();
        fred.getsNothing();
    }
}
