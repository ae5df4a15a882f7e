package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.contact.ContactWorld.BETTY;
import static org.imxp.relay.contact.ContactWorld.BOTH;
import static org.imxp.relay.contact.ContactWorld.FRED;
import static org.imxp.relay.contact.ContactWorld.WILMA;
import static org.imxp.relay.contact.ContactWorld.ask;
import static org.imxp.relay.contact.ContactWorld.request;

import java.time.Duration;
import org.imxp.relay.config.Limit;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contact requests: docs/contacts.md, "Operations of programs" and "Between services". */
class ContactRequestTest {
    private static final String PAIR = " from='fred@example.com' to='betty@rubble.com'";
    private static final String ASKED = PAIR + " wants='" + BOTH + "' grants='" + BOTH + "'";
    private static final String TIMES = " asked='2026-01-01T00:00:00-00:00' expires='2026-01-31T00:00:00-00:00'";
    private static final String NOTHING = "<page transID='9' owner='betty@rubble.com' kind='pending' />";

    private final ContactWorld world = new ContactWorld();

    /** Fred has asked, and betty has seen it. */
    private ContactWorld asked() {
        return world.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1).hears(BETTY, "<request ");
    }

    // ---- accept ----------------------------------------------------------------------------------------------------

    @Test
    void strangersMeet() {
        world.asks(1, FRED, BETTY).hears(FRED, "<reply code='250' transID='1' />");
        assertThat(world.heard(BETTY)).matches("<request transID='[0-9]+'" + ASKED + TIMES + ">Hello</request>");
        assertThat(world.page(BETTY, "pending"))
                .isEqualTo("<page transID='9' owner='betty@rubble.com' kind='pending'><request" + ASKED + TIMES
                        + ">Hello</request></page>");
        assertThat(world.grants(BETTY, FRED, "core:data")).isFalse();
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();

        world.answers(2, BETTY, FRED, "accept");

        assertThat(world.isMutual(FRED, BETTY)).isTrue();
        assertThat(world.heard(BETTY))
                .matches("<set transID='[0-9]+'><access owner='betty@rubble.com' actor='fred@example.com'"
                        + " actions='core:data presence:subscribe' lastUpdate='[^']+' /></set>");
        world.hears(BETTY, "<reply code='250' transID='2' />")
                .hears(BETTY, "<put transID='2' owner='betty@rubble.com'><contact address='fred@example.com' since=")
                .hears(FRED, "<set transID=")
                .hears(FRED, "<put transID=");
        assertThat(world.heard(FRED))
                .matches("<request transID='[0-9]+'" + ASKED + " state='accepted'" + TIMES
                        + " granted='core:data presence:subscribe'>Hello</request>");
        assertThat(world.page(FRED, "contacts")).contains("<contact address='betty@rubble.com'");
        assertThat(world.page(BETTY, "contacts")).contains("<contact address='fred@example.com'");
        assertThat(world.page(FRED, "asked")).contains(" state='accepted'");
        assertThat(world.page(BETTY, "pending")).isEqualTo(NOTHING);
    }

    @Test
    void whoeverIsAskedMayGrantLess() {
        asked().says(
                        BETTY,
                        "<answer transID='2'" + PAIR + " verdict='accept' grants='presence:subscribe' name='Fred' />");

        assertThat(world.grants(BETTY, FRED, "presence:subscribe")).isTrue();
        assertThat(world.grants(BETTY, FRED, "core:data")).isFalse();
        assertThat(world.grants(FRED, BETTY, "core:data")).isTrue();
        assertThat(world.forget(BETTY).page(BETTY, "contacts")).contains("name='Fred'");
        assertThat(world.forget(FRED).page(FRED, "asked")).contains(" granted='presence:subscribe'");
    }

    @Test
    void nobodyGrantsMoreThanWasAskedFor() {
        world.says(FRED, ask(1, FRED, BETTY, "core:data", "", "")).forget(BETTY);
        world.says(BETTY, "<answer transID='2'" + PAIR + " verdict='accept' grants='presence:subscribe' />")
                .hearsReply(BETTY, 553, 2);
        world.says(BETTY, "<answer transID='3'" + PAIR + " verdict='accept' />");

        assertThat(world.grants(BETTY, FRED, "core:data")).isTrue();
        assertThat(world.grants(BETTY, FRED, "presence:subscribe")).isFalse();
        // Nothing was offered.
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
    }

    @Test
    void aNewEntryHasWhatTheOtherMayDoAlready() {
        world.says(FRED, ask(1, FRED, WILMA, "presence:subscribe", "presence:subscribe", ""));
        world.answers(2, WILMA, FRED, "accept");

        assertThat(world.isMutual(FRED, WILMA)).isTrue();
    }

    @Test
    void theSameDomainWorksToo() {
        world.asks(1, FRED, WILMA).hears(WILMA, "<request ").answers(2, WILMA, FRED, "accept");
        assertThat(world.isMutual(FRED, WILMA)).isTrue();
        assertThat(world.forget(FRED).page(FRED, "contacts")).contains("wilma@");
    }

    @Test
    void whoeverMayAlreadyIsAcceptedAtOnce() {
        world.says(FRED, ask(1, FRED, WILMA, "core:data", BOTH, "")).hearsReply(FRED, 250, 1);
        world.hearsNothing(WILMA).hears(FRED, "<set ").hears(FRED, "<put ");
        assertThat(world.heard(FRED)).contains(" state='accepted'");
        assertThat(world.page(WILMA, "contacts")).doesNotContain("fred");
    }

    // ---- ignore and block ------------------------------------------------------------------------------------------

    @Test
    void whoeverIsIgnoredIsNotTold() {
        asked().answers(2, BETTY, FRED, "ignore").hears(BETTY, "<reply code='250' transID='2' />");
        world.hearsNothing(BETTY).hearsNothing(FRED);
        assertThat(world.page(FRED, "asked")).contains("<request").doesNotContain("state=");
        assertThat(world.page(BETTY, "pending")).isEqualTo(NOTHING);

        // For 90 days.
        world.pass(Duration.ofDays(31));
        world.forget(FRED).asks(3, FRED, BETTY).hearsReply(FRED, 250, 3).hearsNothing(BETTY);
        world.pass(Duration.ofDays(58));
        world.forget(FRED).asks(4, FRED, BETTY).hearsReply(FRED, 250, 4).hearsNothing(BETTY);
        world.pass(Duration.ofDays(31));
        world.forget(FRED).asks(5, FRED, BETTY).hearsReply(FRED, 250, 5).hears(BETTY, "<request ");
    }

    @Test
    void whoeverIsBlockedIsNotTold() {
        asked().answers(2, BETTY, FRED, "block");
        assertThat(world.heard(BETTY)).contains(" actor='fred@example.com' actions='all:none'");
        assertThat(world.heard(BETTY)).contains(" actor='fred/*@example.com' actions='all:none'");
        world.hears(BETTY, "<reply code='250' transID='2' />")
                .hearsNothing(BETTY)
                .hearsNothing(FRED);
        assertThat(world.page(FRED, "asked")).contains("<request").doesNotContain("state=");
        assertThat(world.page(BETTY, "pending")).isEqualTo(NOTHING);
        assertThat(world.page(BETTY, "contacts")).doesNotContain("fred");
    }

    @Test
    void whoeverIsBlockedByARuleHasNothingMoreToAsk() {
        asked().says(
                        BETTY,
                        "apex=access@rubble.com",
                        "<set transID='1'><access owner='betty@rubble.com' actor='*@example.com' actions='all:none' />"
                                + "</set>")
                .forget(BETTY);
        assertThat(world.page(BETTY, "pending")).isEqualTo(NOTHING);
        assertThat(world.page(FRED, "asked")).contains("<request").doesNotContain("state=");
    }

    @Test
    void aBlockIsNotToldFromSilence() {
        asked();
        var answer = world.between.getLast();
        var blocked = new ContactWorld();
        blocked.says(
                BETTY,
                "apex=access@rubble.com",
                "<set transID='1'><access owner='betty@rubble.com' actor='*@example.com' actions='all:none' /></set>");
        blocked.forget(BETTY).asks(1, FRED, BETTY).hears(FRED, "<reply code='250' transID='1' />");
        blocked.hearsNothing(BETTY);

        assertThat(blocked.between.getLast()).isEqualTo(answer);
        assertThat(blocked.page(BETTY, "pending")).isEqualTo(NOTHING);
        assertThat(blocked.page(FRED, "asked")).isEqualTo(world.page(FRED, "asked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"betty@rubble.com", "*@rubble.com"})
    void anAcceptanceLiftsNoBlockThatWasSetAfterAsking(String actor) {
        asked().pass(Duration.ofMinutes(1));
        world.says(
                        FRED,
                        "apex=access@example.com",
                        "<set transID='1'><access owner='fred@example.com' actor='" + actor
                                + "' actions='all:none' /></set>")
                .answers(2, BETTY, FRED, "accept");

        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
        assertThat(world.grants(FRED, BETTY, "presence:subscribe")).isFalse();
        assertThat(world.forget(FRED).page(FRED, "contacts")).doesNotContain("betty");
        // It is accepted all the same, and betty's service is told so.
        assertThat(world.page(FRED, "asked")).contains(" state='accepted'");
        assertThat(world.member("rubble.com").data.requests()).isZero();
        assertThat(world.grants(BETTY, FRED, "core:data")).isTrue();
    }

    @Test
    void whoeverAsksAfterABlockOffersInSpiteOfIt() {
        world.says(
                        FRED,
                        "apex=access@example.com",
                        "<set transID='1'><access owner='fred@example.com' actor='*@*' actions='all:none' /></set>")
                .forget(FRED)
                .pass(Duration.ofMinutes(1));
        asked().answers(2, BETTY, FRED, "accept");
        assertThat(world.isMutual(FRED, BETTY)).isTrue();
    }

    // ---- who may say what ------------------------------------------------------------------------------------------

    @Test
    @Requirement("SEED-12")
    void nobodyAsksOrAnswersForOthers() {
        world.says(WILMA, ask(1, FRED, BETTY, BOTH, BOTH, "")).hearsReply(WILMA, 537, 1);
        world.says(FRED, "apex=contact@rubble.com", ask(2, FRED, BETTY, BOTH, BOTH, ""))
                .hearsReply(FRED, 553, 2);
        asked().says(FRED, "apex=contact@rubble.com", "<answer transID='3'" + PAIR + " verdict='accept' />")
                .hearsReply(FRED, 537, 3);
        assertThat(world.grants(BETTY, FRED, "core:data")).isFalse();
    }

    @Test
    void servicesAreBelievedAboutTheirOwnDomainAlone() {
        world.says(FRED, "apex=contact@rubble.com", request(FRED, BETTY)).hearsReply(FRED, 537, 1);
        world.says("apex=contact@rubble.com", "apex=contact@rubble.com", request(FRED, BETTY));
        assertThat(world.between.getLast()).startsWith("<reply code='537'");
        world.hearsNothing(BETTY);

        asked();
        for (var liar : new String[] {FRED, BETTY}) {
            world.says(liar, "apex=contact@example.com", "<accepted transID='4'" + PAIR + " granted='core:data' />")
                    .hearsReply(liar, 537, 4);
        }
        world.says(
                "apex=contact@example.com",
                "apex=contact@example.com",
                "<accepted transID='4'" + PAIR + " granted='core:data' />");
        assertThat(world.between.getLast()).startsWith("<reply code='537'");
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
    }

    @Test
    void acceptingWhatWasNotAskedGrantsNothing() {
        world.says(
                "apex=contact@rubble.com",
                "apex=contact@example.com",
                "<accepted transID='4'" + PAIR + " granted='core:data' />");
        assertThat(world.between.getLast()).startsWith("<reply code='550' transID='4'");
        asked().says(
                        "apex=contact@rubble.com",
                        "apex=contact@example.com",
                        "<accepted transID='5' from='fred@example.com' to='bambam@rubble.com' granted='core:data' />");
        assertThat(world.between.getLast()).startsWith("<reply code='550' transID='5'");
        world.says(
                "apex=contact@rubble.com",
                "apex=contact@example.com",
                "<accepted transID='6' from='wilma@rubble.com' to='bambam@rubble.com' granted='core:data' />");
        assertThat(world.between.getLast()).startsWith("<reply code='553' transID='6'");
        assertThat(world.grants(FRED, "bambam@rubble.com", "core:data")).isFalse();
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
    }

    @Test
    void onlyEndpointsAskAndSubaddressesAsTheirParent() {
        world.says(FRED, ask(1, FRED, "apex=report@rubble.com", BOTH, "", "")).hearsReply(FRED, 501, 1);
        world.says(FRED, ask(2, "apex=report@example.com", BETTY, BOTH, "", "")).hearsReply(FRED, 501, 2);
        world.says("fred/cli@example.com", ask(3, "fred/cli@example.com", "betty/im@rubble.com", BOTH, "", ""));
        world.hears("fred/cli@example.com", "<reply code='250' transID='3'");
        assertThat(world.heard(BETTY)).contains(PAIR);
    }

    @Test
    void aMistypedAddressIsRefused() {
        world.asks(1, FRED, "bety@rubble.com").hearsReply(FRED, 250, 1);
        assertThat(world.heard(FRED)).contains(" state='refused'").contains(" code='550'");
        world.asks(2, FRED, "betty@rubbel.com").hearsReply(FRED, 250, 2);
        assertThat(world.heard(FRED)).contains(" to='betty@rubbel.com'").contains(" code='550'");
        assertThat(world.page(FRED, "asked")).contains("'bety@rubble.com'", "'betty@rubbel.com'");
        world.pass(Telling.REMEMBERING);
        assertThat(world.page(FRED, "asked")).isEqualTo("<page transID='9' owner='fred@example.com' kind='asked' />");
    }

    // ---- repeats and bounds ----------------------------------------------------------------------------------------

    @Test
    void isShownOnce() {
        asked().asks(2, FRED, BETTY).hearsReply(FRED, 250, 2).hearsNothing(BETTY);
        world.says(FRED, ask(3, FRED, BETTY, "core:data", "", "Hello")).hearsReply(FRED, 555, 3);
        // Another domain repeats it although it has its answer.
        world.says("apex=contact@example.com", "apex=contact@rubble.com", request(FRED, BETTY));
        assertThat(world.between.getLast()).isEqualTo("<reply code='250' transID='1' />");
        world.hearsNothing(BETTY);
    }

    @Test
    @Requirement("CORE-51")
    void asksTheSameOnceADay() {
        world.asks(1, FRED, "bety@rubble.com").forget(FRED);
        world.pass(Asking.DAY.minusMillis(1));
        world.asks(2, FRED, "bety@rubble.com").hearsReply(FRED, 554, 2);
        world.pass(Duration.ofMillis(1));
        world.asks(3, FRED, "bety@rubble.com").hearsReply(FRED, 250, 3);
    }

    @Test
    @Requirement("CORE-51")
    void hasAsManyRequestsOpenAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACT_REQUESTS_PER_REQUESTER, 1);
        small.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1);
        small.asks(2, FRED, "bambam@rubble.com").hearsReply(FRED, 554, 2);
        small.asks(3, WILMA, "bambam@rubble.com").hearsReply(WILMA, 250, 3);
        small.answers(4, BETTY, FRED, "accept").forget(FRED);
        small.asks(5, FRED, "bambam@rubble.com").hearsReply(FRED, 250, 5);
    }

    @Test
    @Requirement("CORE-51")
    void asksAsOftenADayAsIsAllowed() {
        var small = new ContactWorld(Limit.CONTACT_REQUESTS_PER_DAY, 2);
        small.asks(1, FRED, "x@rubble.com").hearsReply(FRED, 250, 1);
        small.asks(2, FRED, "y@rubble.com").forget(FRED);
        small.asks(3, FRED, "z@rubble.com").hearsReply(FRED, 554, 3);
        small.pass(Asking.DAY);
        small.asks(4, FRED, "z@rubble.com").hearsReply(FRED, 250, 4);
    }

    @Test
    @Requirement("CORE-51")
    void keepsAsManyPendingForOneAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACT_REQUESTS_PER_RECIPIENT, 1);
        small.asks(1, FRED, BETTY)
                .asks(2, WILMA, BETTY)
                .hearsReply(WILMA, 250, 2)
                .hears(BETTY, "<request ");
        small.hearsNothing(BETTY).hearsNothing(WILMA);
        assertThat(small.between.getLast()).startsWith("<reply code='451'");

        // It is tried again.
        small.answers(3, BETTY, FRED, "ignore").forget(BETTY);
        small.pass(Telling.FIRST_WAIT);
        assertThat(small.heard(BETTY)).contains(" from='wilma@example.com'");
    }

    @Test
    @Requirement("CORE-51")
    void takesAsManyOfAnotherDomainInAnHourAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACT_REQUESTS_PER_PEER_DOMAIN, 1);
        small.asks(1, FRED, BETTY).forget(BETTY);
        small.asks(2, WILMA, BETTY).hearsNothing(BETTY);
        assertThat(small.between.getLast()).startsWith("<reply code='451'");
        small.pass(Duration.ofHours(1).plusMinutes(4));
        assertThat(small.heard(BETTY)).contains(" from='wilma@example.com'");
        // Acceptances count too; one that is not asked for would be refused else.
        small.pass(Duration.ofHours(1));
        for (int transId = 3; transId <= 4; transId++) {
            small.says(
                    "apex=contact@example.com",
                    "apex=contact@rubble.com",
                    "<accepted transID='" + transId + "' from='" + BETTY + "' to='" + FRED
                            + "' granted='core:data' />");
            assertThat(small.between.getLast())
                    .startsWith("<reply code='" + (transId == 3 ? 550 : 451) + "' transID='" + transId + "'");
        }
        // One's own domain is bounded by its endpoints.
        var own = new ContactWorld(Limit.CONTACT_REQUESTS_PER_PEER_DOMAIN, 1);
        own.asks(1, FRED, WILMA)
                .asks(2, "barney@example.com", WILMA)
                .hears(WILMA, "<request ")
                .hears(WILMA, "<req");
    }

    @Test
    @Requirement("CORE-51")
    void keepsAsManyRequestsInAllAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACT_REQUESTS, 1);
        small.asks(1, FRED, BETTY).asks(2, WILMA, BETTY).hearsReply(WILMA, 554, 2);
        small.says("apex=contact@far.example", "apex=contact@rubble.com", request("joe@far.example", BETTY));
        small.hears(BETTY, "<request ").hearsNothing(BETTY);
    }

    @Test
    @Requirement("CORE-51")
    void remembersAsManyIgnoredAsAreAllowed() {
        var data = world.member("rubble.com").data;
        for (int n = 0; n <= Answering.MOST_IGNORED; n++) {
            world.pass(Duration.ofMinutes(1));
            world.says(
                    "apex=contact@d" + n + ".example",
                    "apex=contact@rubble.com",
                    request("joe@d" + n + ".example", BETTY));
            world.answers(1, BETTY, "joe@d" + n + ".example", "ignore");
        }
        assertThat(data.requests()).isEqualTo(Answering.MOST_IGNORED);
        world.forget(BETTY);
        world.says("apex=contact@d1.example", "apex=contact@rubble.com", request("joe@d1.example", BETTY));
        world.hearsNothing(BETTY);
        world.says("apex=contact@d0.example", "apex=contact@rubble.com", request("joe@d0.example", BETTY));
        world.hears(BETTY, "<request ");
    }

    // ---- several programs, and accounts that go --------------------------------------------------------------------

    @Test
    void oneOfTwoProgramsAnswers() {
        asked().answers(2, BETTY, FRED, "ignore").hearsReply(BETTY, 250, 2);
        world.answers(3, BETTY, FRED, "accept").hearsReply(BETTY, 550, 3);
        assertThat(world.grants(BETTY, FRED, "core:data")).isFalse();
        world.answers(4, BETTY, WILMA, "accept").hearsReply(BETTY, 550, 4);
    }

    @Test
    void aRequestIsNotInherited() {
        asked();
        world.pass(Duration.ofDays(1));
        world.accounts.put(BETTY, world.time.instant());
        assertThat(world.page(BETTY, "pending")).isEqualTo(NOTHING);
        world.answers(2, BETTY, FRED, "accept").hearsReply(BETTY, 550, 2);

        world.accounts.put(FRED, world.time.instant());
        world.says(
                "apex=contact@rubble.com",
                "apex=contact@example.com",
                "<accepted transID='5'" + PAIR + " granted='core:data' />");
        assertThat(world.between.getLast()).startsWith("<reply code='550' transID='5'");
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
    }

    @Test
    void nothingIsKeptForAnAccountThatIsRemovedMeanwhile() {
        asked();
        world.member("rubble.com").data.loses(BETTY);
        world.answers(2, BETTY, FRED, "accept").forget(FRED);
        assertThat(world.forget(BETTY).page(BETTY, "contacts")).doesNotContain("fred");
        world.says("apex=contact@example.com", "apex=contact@rubble.com", request(WILMA, BETTY));
        assertThat(world.between.getLast()).startsWith("<reply code='550'");

        world.member("example.com").data.loses(FRED);
        world.asks(3, FRED, "bambam@rubble.com").hearsReply(FRED, 550, 3);
        world.says(FRED, "<put transID='4' owner='fred@example.com'><contact address='wilma@example.com' /></put>")
                .hearsReply(FRED, 550, 4)
                .hearsNothing(FRED);
        assertThat(world.member("example.com").data.contacts()).isZero();
    }

    @Test
    void aListThatIsFullStaysAsItIs() {
        var small = new ContactWorld(Limit.CONTACTS_PER_OWNER, 1);
        small.says(FRED, "<put transID='1' owner='fred@example.com'><contact address='wilma@example.com' /></put>");
        small.asks(1, FRED, BETTY).answers(2, BETTY, FRED, "accept");
        assertThat(small.isMutual(FRED, BETTY)).isTrue();
        assertThat(small.forget(FRED).page(FRED, "contacts")).doesNotContain("betty");
    }

    @Test
    void nothingIsAnsweredWhenTheAccessServiceDoesNotTakeIt() {
        asked().member("rubble.com").rows.breaks(true);
        world.answers(2, BETTY, FRED, "accept").hearsReply(BETTY, 451, 2);
        assertThat(world.page(BETTY, "pending")).contains("fred@example.com");
        world.member("rubble.com").rows.breaks(false);

        // The other way round it is tried again.
        world.member("example.com").rows.breaks(true);
        world.answers(3, BETTY, FRED, "accept");
        assertThat(world.between.getLast()).startsWith("<reply code='451'");
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
        world.member("example.com").rows.breaks(false);
        world.pass(Telling.FIRST_WAIT);
        assertThat(world.isMutual(FRED, BETTY)).isTrue();
    }
}
