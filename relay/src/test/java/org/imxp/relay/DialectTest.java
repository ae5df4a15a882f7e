package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class DialectTest {
    private final MemoryWorld world = new MemoryWorld();

    private EdgePeer attached(Dialect dialect, String endpoint) {
        return world.peer()
                .on(dialect, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    @Test
    @Requirement({"WIRE-1", "WIRE-2"})
    void servesBothProfilesAndTheirAliasesInTheFormAskedFor() {
        var peer = world.peer().authenticate("fred@example.com");
        int number = 3;
        for (var uri : new String[] {
            "http://iana.org/beep/IMXP",
            "http://iana.org/beep/APEX",
            "http://xml.resource.org/profiles/IMXP",
            "http://xml.resource.org/profiles/APEX"
        }) {
            peer.start(number, uri, "").hears("<profile uri='" + uri + "' />");
            number += 2;
        }
    }

    @Test
    @Requirement({"WIRE-5", "WIRE-13", "CORE-28"})
    void rewritesTheOptionFlagBetweenDialectsAndNoContent() {
        var fred = attached(Dialect.IMXP, "fred@example.com");
        var wilma = attached(Dialect.APEX, "wilma@example.com");
        var content =
                "<data-content Name='C'><x a=\"imxp=report@example.com\" seeNoEvil='false'>imxp=*  </x></data-content>";
        fred.says("<data content='#C'><originator identity='fred@example.com' /><recipient"
                        + " identity='wilma@example.com' /><option internal='other' targetHop='final'"
                        + " seeNoEvil='true' transID='5' />" + content
                        + "</data>")
                .hears("<ok />");
        assertThat(wilma.gets().body())
                .contains("<option internal='other' targetHop='final' mustUnderstand='false' transID='5' />")
                .contains(content.substring(content.indexOf("<x"), content.indexOf("</data-content>")));
    }

    @Test
    @Requirement({"WIRE-3", "WIRE-13", "CORE-41"})
    void reportsSpeakTheOriginatorsDialect() {
        var fred = attached(Dialect.IMXP, "fred@example.com");
        fred.says("<data content='http://x.example/'><originator identity='fred@example.com' />"
                        + "<recipient identity='imxp=report@rubble.com' />"
                        + "<option internal='statusRequest' seeNoEvil='false' transID='5' /></data>")
                .hears("<ok />")
                .gets("<data content='#Content'><originator identity='imxp=report@rubble.com' />"
                        + "<recipient identity='fred@example.com' /><data-content Name='Content'>"
                        + "<statusResponse transID='5'><destination identity='imxp=report@rubble.com'>"
                        + "<reply code='250' transID='5' /></destination></statusResponse></data-content></data>");
    }

    @Test
    @Requirement({"WIRE-5", "WIRE-14", "CORE-38"})
    void theFlagOfTheSessionsDialectWins() {
        var both = "<data content='http://x.example/'><originator identity='fred@example.com' />"
                + "<recipient identity='wilma@example.com' />"
                + "<option internal='other' mustUnderstand='true' seeNoEvil='true' transID='5' /></data>";
        attached(Dialect.APEX, "fred@example.com").says(both).hearsError(504).hangsUp();
        attached(Dialect.IMXP, "fred@example.com").says(both).hears("<ok />");
    }

    @Test
    @Requirement({"WIRE-3", "WIRE-14"})
    void eitherPrefixOfAServiceIsTakenInEitherDialect() {
        var fred = attached(Dialect.APEX, "fred@example.com");
        fred.says("<data content='http://x.example/'><originator identity='fred@example.com' /><recipient"
            + " identity='imxp=report@example.com' /><recipient identity='apex=report@example.com' /><option"
            + " internal='statusRequest' transID='5' /></data>")
                .hears("<ok />");
        assertThat(fred.gets().body().split("identity='apex=report@example.com'><reply code='250'"))
                .hasSize(3);
    }

    @Test
    @Requirement({"WIRE-13", "CORE-28"})
    void withinADialectAPayloadForOneRecipientStaysOctetForOctet() {
        var fred = attached(Dialect.APEX, "fred@example.com");
        var wilma = attached(Dialect.APEX, "wilma@example.com");
        var payload = "content-type: Application/BEEP+xml \r\nX-Odd: y\r\n\r\n<!-- a --><data   content=\"#C\">\n"
                + "<originator identity='fred@example.com'/><recipient identity='wilma@example.com'></recipient>"
                + "<data-content Name='C'>\u00c3\u00a9<![CDATA[<]]></data-content></data>";
        fred.sends(EdgePeer.MESH, payload).hears("<ok />");
        assertThat(wilma.gets().payload()).isEqualTo(payload);
    }
}
