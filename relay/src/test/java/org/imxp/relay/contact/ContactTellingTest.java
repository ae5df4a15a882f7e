package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.contact.ContactWorld.BETTY;
import static org.imxp.relay.contact.ContactWorld.FRED;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.ManualAlarms;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one service has to tell another is told until it is answered, or nobody cares any more. */
class ContactTellingTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ContactWorld world = new ContactWorld();

    @Test
    void aDomainThatIsNotReachedIsTriedAgainWithGrowingDelays() {
        world.deaf.add("rubble.com");
        world.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1);
        var attempts = new ArrayList<Integer>();
        for (int minute = 1; minute <= 24 * 60; minute++) {
            int before = world.between.size();
            world.pass(MINUTE);
            if (world.between.size() > before) {
                attempts.add(minute);
            }
        }
        assertThat(attempts).containsExactly(1, 3, 7, 15, 31, 63, 127, 255, 511, 871, 1231);

        world.deaf.clear();
        world.pass(Telling.LONGEST_WAIT);
        world.hears(BETTY, "<request ");
        int before = world.between.size();
        world.pass(Duration.ofDays(20));
        assertThat(world.between).hasSize(before);
    }

    @Test
    void aDomainThatIsAwayIsNotADomainThatRefuses() {
        world.unreachable.add("rubble.com");
        world.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1).hearsNothing(FRED);
        world.pass(Duration.ofDays(29));
        world.unreachable.clear();
        world.pass(Telling.LONGEST_WAIT);
        world.hears(BETTY, "<request ").hearsNothing(FRED);
    }

    @Test
    void whoeverAskedIsToldThatNobodyAnswered() {
        for (boolean isReached : new boolean[] {true, false}) {
            var fresh = new ContactWorld();
            if (!isReached) {
                fresh.deaf.add("rubble.com");
            }
            fresh.asks(1, FRED, BETTY).forget(FRED);
            fresh.pass(Telling.EXPIRY.minusMillis(1));
            fresh.hearsNothing(FRED);
            fresh.pass(Duration.ofMillis(1));
            assertThat(fresh.heard(FRED)).contains(" state='expired'");
            fresh.hearsNothing(FRED);
            assertThat(fresh.page(FRED, "asked")).contains(" state='expired'");
            assertThat(fresh.forget(BETTY).page(BETTY, "pending")).doesNotContain("fred");
            fresh.answers(2, BETTY, FRED, "accept").hearsReply(BETTY, 550, 2);
            fresh.pass(Telling.REMEMBERING);
            assertThat(fresh.page(FRED, "asked")).doesNotContain("betty");
            assertThat(fresh.member("example.com").data.requests()).isZero();
            assertThat(fresh.member("rubble.com").data.requests()).isZero();
        }
    }

    @Test
    void bothServicesForgetARequestAtTheSameTime() {
        world.deaf.add("rubble.com");
        world.asks(1, FRED, BETTY).pass(Duration.ofDays(10));
        world.deaf.clear();
        world.pass(Telling.LONGEST_WAIT);
        assertThat(got().expires()).isEqualTo(ManualAlarms.START.plus(Telling.EXPIRY));
        world.pass(Duration.ofDays(20));
        assertThat(world.forget(BETTY).page(BETTY, "pending")).doesNotContain("fred");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T00:00:00Z, 2026-01-31T00:00:00Z",
        "2026-01-30T23:59:59Z, 2026-01-30T23:59:59Z",
        "2026-01-02T00:00:01Z, 2026-01-02T00:00:01Z",
        "2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z",
        "1999-01-01T00:00:00Z, 2026-01-02T00:00:00Z"
    })
    @Requirement("CORE-51")
    void anotherServiceDoesNotKeepARequestForeverNorHasItForgottenAtOnce(String said, String expires) {
        world.says(
                "apex=contact@example.com",
                "apex=contact@rubble.com",
                ContactWorld.request(FRED, BETTY).replace("2026-01-31T00:00:00Z", said));
        assertThat(got().expires()).isEqualTo(expires);
        assertThat(got().due()).isEqualTo(expires);
    }

    private ContactRequestRow got() {
        return world.member("rubble.com")
                .data
                .request(BETTY, ContactWorld.SINCE, Side.GOT, FRED)
                .orElseThrow();
    }

    @Test
    void whatIsMadeWhileTheClockIsSetBackIsThere() {
        var made = world.time.instant().plus(Duration.ofHours(1));
        world.accounts.put(FRED, made);
        world.accounts.put(BETTY, made);
        world.asks(1, FRED, BETTY).forget(FRED);
        assertThat(world.page(FRED, "asked")).contains("betty@rubble.com");
        assertThat(world.forget(BETTY).page(BETTY, "pending")).contains("fred@example.com");
        world.answers(2, BETTY, FRED, "accept");
        assertThat(world.isMutual(FRED, BETTY)).isTrue();
        assertThat(world.forget(FRED).page(FRED, "contacts")).contains("betty@rubble.com");
        assertThat(world.forget(BETTY).page(BETTY, "contacts")).contains("fred@example.com");
        world.says(FRED, "<put transID='3' owner='fred@example.com'><contact address='wilma@example.com' /></put>");
        assertThat(world.forget(FRED).page(FRED, "contacts")).contains("wilma@example.com");
    }

    @Test
    void whatHasToBeToldIsToldAfterARestart() {
        world.unreachable.add("example.com");
        world.unreachable.add("rubble.com");
        world.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1).hearsNothing(BETTY);
        restart("example.com");
        world.unreachable.clear();
        world.pass(MINUTE);
        world.hears(BETTY, "<request ");

        world.unreachable.add("example.com");
        world.answers(2, BETTY, FRED, "accept");
        assertThat(world.grants(FRED, BETTY, "core:data")).isFalse();
        restart("rubble.com");
        restart("example.com");
        world.unreachable.clear();
        world.pass(MINUTE);
        assertThat(world.isMutual(FRED, BETTY)).isTrue();
        assertThat(world.member("rubble.com").data.requests()).isZero();
    }

    private void restart(String domain) {
        var member = world.member(domain);
        member.service().close();
        member.open(Limits.defaults(), member.data, Runnable::run);
    }

    @Test
    void anAcceptanceThatTheOtherDoesNotWantIsToldOnce() {
        world.asks(1, FRED, BETTY);
        world.accounts.remove(FRED);
        world.answers(2, BETTY, FRED, "accept");
        assertThat(world.between.getLast()).startsWith("<reply code='550'");
        assertThat(world.member("rubble.com").data.requests()).isZero();
    }

    @Test
    void anAcceptanceThatIsOverdueIsOneStill() {
        world.asks(1, FRED, BETTY);
        world.deaf.add("example.com");
        world.answers(2, BETTY, FRED, "accept").forget(BETTY);
        world.time.clear();
        world.pass(Duration.ofDays(1));
        world.says("apex=contact@example.com", "apex=contact@rubble.com", ContactWorld.request(FRED, BETTY));
        world.hearsNothing(BETTY);
        assertThat(got().status()).isEqualTo(ContactRequestRow.Status.TELLING);
    }

    @Test
    void anAcceptanceIsToldUntilTheRequestExpires() {
        world.asks(1, FRED, BETTY);
        world.deaf.add("example.com");
        world.answers(2, BETTY, FRED, "accept");
        world.pass(Telling.EXPIRY);
        assertThat(world.member("rubble.com").data.requests()).isZero();
    }

    @Test
    void answersOfOthersAreNotTakenForAnswers() {
        world.deaf.add("rubble.com");
        world.asks(1, FRED, BETTY).forget(FRED);
        var transId = world.between.getLast().replaceAll(".* transID='([0-9]+)'.*", "$1");
        for (var liar : List.of(BETTY, "apex=contact@far.example", "apex=presence@rubble.com", FRED)) {
            world.says(liar, "apex=contact@example.com", "<reply code='550' transID='" + transId + "' />");
        }
        world.says("apex=contact@rubble.com", "apex=contact@example.com", "<reply code='550' transID='1' />");
        world.says("apex=contact@rubble.com", "apex=contact@example.com", "<reply code='550' transID='0' />");
        assertThat(world.page(FRED, "asked")).doesNotContain("state=");
        world.says(
                "apex=contact@rubble.com",
                "apex=contact@example.com",
                "<reply code='550' transID='" + transId + "' />");
        assertThat(world.heard(FRED)).contains(" state='refused'");
    }

    @Test
    void aStoreThatFailsIsTriedAgain() {
        world.asks(1, FRED, BETTY).forget(FRED);
        world.member("example.com").data.breaks(true);
        world.pass(Telling.EXPIRY);
        world.hearsNothing(FRED);
        world.member("example.com").data.breaks(false);
        world.pass(Rounds.LONGEST);
        assertThat(world.heard(FRED)).contains(" state='expired'");
    }

    @Test
    void aRequestThatCannotBeSeenToKeepsNoOtherFromIt() {
        world.asks(1, FRED, BETTY)
                .asks(2, "wilma@example.com", BETTY)
                .forget(FRED)
                .forget("wilma@example.com");
        var data = world.member("example.com").data;
        var row = data.request(FRED, ContactWorld.SINCE, Side.ASKED, BETTY).orElseThrow();
        data.change(List.of(new ContactChange.Drop(row)));
        // As a later version might have left it.
        var odd = new ContactRequestRow(
                row.owner(),
                Side.ASKED,
                "betty",
                row.status(),
                row.wants(),
                "",
                "",
                "",
                row.asked(),
                row.expires(),
                row.due(),
                0,
                0,
                0);
        data.change(List.of(new ContactChange.Keep(odd)));

        world.pass(Telling.EXPIRY);

        assertThat(world.heard("wilma@example.com")).contains(" state='expired'");
        world.hearsNothing(FRED);
        assertThat(data.due(world.time.instant(), 9)).isEmpty();
    }

    @Test
    void operationsHaveTheirTurnWhileMuchIsDue() {
        var data = world.member("example.com").data;
        world.deaf.add("rubble.com");
        world.asks(1, FRED, BETTY).forget(FRED);
        var row = data.request(FRED, ContactWorld.SINCE, Side.ASKED, BETTY).orElseThrow();
        var many = new ArrayList<ContactChange>();
        for (int n = 0; n < 250; n++) {
            // Of a domain that the relay has no more.
            many.add(new ContactChange.Keep(new ContactRequestRow(
                    "joe" + n + "@former.example",
                    Side.ASKED,
                    BETTY,
                    row.status(),
                    row.wants(),
                    "",
                    "",
                    "",
                    row.asked(),
                    row.expires(),
                    row.due(),
                    0,
                    0,
                    0)));
        }
        data.change(many);
        var commands = new ArrayDeque<Runnable>();
        world.member("example.com").service().close();
        world.member("example.com").open(Limits.defaults(), data, commands::add);
        world.pass(MINUTE);
        world.asks(2, "wilma@example.com", BETTY);
        data.transactions();
        commands.remove().run();
        // What is postponed is so together, a page at a time; fred's is told again, and wilma need not wait for all of
        // it.
        assertThat(data.transactions()).containsExactly(99, 1, 1, 100, 51);
        assertThat(data.due(world.time.instant(), 9)).isEmpty();
        assertThat(data.requests()).isEqualTo(252);
    }

    @Test
    @Requirement("CORE-51")
    void anAlarmThatIsNotTakenIsSetByWhatComesNext() {
        world.time.allow(0);
        world.deaf.add("rubble.com");
        restart("example.com");
        world.asks(1, FRED, BETTY).hearsReply(FRED, 250, 1);
        world.pass(Duration.ofMinutes(10));
        world.deaf.clear();
        world.hearsNothing(BETTY);
        world.time.allow(9);
        world.asks(2, FRED, "bambam@rubble.com").hears("bambam@rubble.com", "<request ");
        world.pass(MINUTE);
        world.hears(BETTY, "<request ");
    }
}
