package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.imxp.protocol.XmlFragment;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions, with a test in the place of the presence service. */
class PresenceSubscribeTest {
    private static final String WILMA = "wilma@example.com";
    private static final String NINE = "2026-11-23T09:00:00-00:00";
    private static final String LATER = "2026-11-23T09:30:00-00:00";
    private static final String OPEN = "2026-11-23T12:00:00-00:00";
    private static final String POLLS = "C: <subscribe publisher='wilma@example.com' duration='0' transID='%s' />\n";
    private static final Duration LONG = Duration.ofMinutes(11);

    private PresenceTalk talk = new PresenceTalk();

    @AfterEach
    void close() {
        talk.close();
    }

    private void limited(PresenceLimits limits) {
        talk.close();
        talk = new PresenceTalk(EndpointLimits.DEFAULT.withPresence(limits));
    }

    private Subscription subscribe() {
        return talk.presence().subscribe(WILMA, talk.events::add);
    }

    private static String asks(String letter) {
        return "C: <subscribe publisher='wilma@example.com' duration='3600' transID='%s' />\n".formatted(letter);
    }

    private static String tells(String letter, String lastUpdate, String until) {
        return "S: " + PresenceTalk.publish(letter, lastUpdate, until) + "\n";
    }

    private static String tells(String letter, String now, String lastUpdate, String until) {
        return "S: " + PresenceTalk.publish(letter, now, lastUpdate, until) + "\n";
    }

    private PresenceState changed() {
        return talk.told(PresenceEvent.Changed.class).state();
    }

    private void isAvailableSince(String lastUpdate) {
        var state = changed();
        assertThat(state.publisher()).hasToString(WILMA);
        assertThat(state.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(state.lastUpdate()).contains(Instant.parse(lastUpdate.replace("-00:00", "Z")));
    }

    private void subscribed() {
        subscribe();
        talk.play(asks("A") + tells("A", NINE, OPEN));
        isAvailableSince(NINE);
    }

    @Test
    @Requirement("IMPP-3.3.2")
    void tellsThePresenceAndItsChanges() {
        subscribe();
        assertThat(talk.presence().cached(WILMA)).isEmpty();
        talk.play(asks("A") + tells("A", NINE, NINE));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
        assertThat(talk.presence().cached(WILMA).orElseThrow().availability()).isEqualTo(Availability.OFFLINE);

        talk.play(tells("A", LATER, OPEN));
        isAvailableSince(LATER);
        assertThat(talk.presence().cached(WILMA).orElseThrow().availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    @Requirement({"IMPP-5.3.2", "IMPP-5.2.4"})
    void believesOnlyTheServiceOfTheDomainAboutWhatWasAsked() {
        subscribed();
        var forged = PresenceTalk.publish("A", LATER, NINE);
        talk.saysAs("apex=presence@rubble.com", forged);
        talk.saysAs("apex=access@example.com", forged);
        talk.says(PresenceTalk.publish("17", LATER, NINE));
        talk.says(forged.replace("wilma@", "betty@"));
        talk.says(forged.replaceFirst("wilma@", "betty@"));
        talk.says("<publish transID='A' />");
        talk.says("<notify subscriber='barney@example.com' transID='A' action='subscribe' duration='9' />");
        talk.says("<reply code='537' transID='A' />");
        talk.says("<reply code='250' transID='A' />");
        talk.says("<subscribe publisher='wilma@example.com' duration='9' transID='A' />");
        assertThat(talk.relay.data("wilma@example.com", XmlFragment.of(forged))).isInstanceOf(ErrorReply.class);

        talk.says(PresenceTalk.publish("A", "2026-11-23T09:45:00-00:00", OPEN));
        isAvailableSince("2026-11-23T09:45:00-00:00");
        assertThat(talk.presence().cached("betty@example.com")).isEmpty();
    }

    @Test
    @Requirement("IMPP-3.3.1")
    void dropsWhatWasOvertaken() {
        subscribe();
        talk.play(asks("A") + tells("A", LATER, OPEN));
        isAvailableSince(LATER);
        talk.play(tells("A", "2026-11-23T09:59:59-00:00", NINE, NINE) + tells("A", "2026-11-23T09:45:00-00:00", OPEN));
        isAvailableSince("2026-11-23T09:45:00-00:00");
    }

    /** As when the owner lets this subscriber see another view, which has not changed for long. */
    @Test
    void takesAnOlderEntryThatIsSaidLater() {
        subscribe();
        talk.play(asks("A") + tells("A", LATER, OPEN));
        isAvailableSince(LATER);
        talk.play(tells("A", "2026-11-23T10:01:00-00:00", NINE, NINE));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    @Requirement({"IMPP-3.3.1", "IMPP-4.4.2", "PRES-3"})
    void noticesByItselfThatATimeHasPassed() {
        subscribed();
        talk.time.advance(Duration.ofMinutes(119));
        talk.play(asks("B") + tells("B", "2026-11-23T11:59:00-00:00", NINE, OPEN));
        assertThat(talk.presence().cached(WILMA).orElseThrow().availability()).isEqualTo(Availability.AVAILABLE);
        talk.time.advance(Duration.ofMinutes(1));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
        assertThat(talk.presence().cached(WILMA).orElseThrow().availability()).isEqualTo(Availability.OFFLINE);
        assertThat(talk.events).isEmpty();
    }

    /** Whose clock is fast or slow need not be known, as long as all go by the same. */
    @Test
    @Requirement("PRES-3")
    void whatIsPastIsPastByTheServicesClock() {
        subscribe();
        talk.play(asks("A") + tells("A", "2026-11-23T11:50:00-00:00", NINE, OPEN));
        isAvailableSince(NINE);
        talk.time.advance(Duration.ofMinutes(9));
        assertThat(cached()).isEqualTo(Availability.AVAILABLE);
        talk.time.advance(Duration.ofMinutes(1));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
        assertThat(cached()).isEqualTo(Availability.OFFLINE);

        talk.play(tells("A", "2026-11-23T08:59:00-00:00", LATER, NINE));
        isAvailableSince(LATER);
        assertThat(cached()).isEqualTo(Availability.AVAILABLE);
        talk.time.advance(Duration.ofMinutes(1));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void aLookGoesByTheServicesClock() {
        var slow = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("A") + tells("A", "2026-11-23T08:59:00-00:00", NINE, NINE));
        assertThat(PresenceTalk.result(slow).availability()).isEqualTo(Availability.AVAILABLE);
        var fast = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("B") + tells("B", OPEN, LATER, OPEN));
        assertThat(PresenceTalk.result(fast).availability()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void aServiceWhoseClockIsADayOffIsNotBelieved() {
        var dayAhead = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("A") + tells("A", "2026-11-24T10:00:00-00:00", NINE, OPEN));
        assertThat(PresenceTalk.result(dayAhead).availability()).isEqualTo(Availability.AVAILABLE);
        var almost = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("B") + tells("B", "2026-11-24T09:59:59-00:00", LATER, OPEN));
        assertThat(PresenceTalk.result(almost).availability()).isEqualTo(Availability.OFFLINE);
    }

    private Availability cached() {
        return talk.presence().cached(WILMA).orElseThrow().availability();
    }

    @Test
    void aTimeThatIsFarAwayIsNoTrouble() {
        subscribe();
        talk.play(asks("A") + tells("A", NINE, "9999-12-31T23:59:59-00:00"));
        isAvailableSince(NINE);
    }

    @Test
    @Requirement("IMPP-5.1.10")
    void renewsBeforeItsTimeIsOver() {
        subscribed();
        talk.time.advance(Duration.ofMinutes(45));
        talk.play(asks("B") + tells("A", LATER, OPEN) + tells("B", LATER, OPEN) + tells("A", NINE, NINE));
        isAvailableSince(LATER);
        talk.time.advance(Duration.ofMinutes(45));
        talk.play(asks("C") + tells("C", LATER, OPEN));
        assertThat(talk.events).isEmpty();
    }

    @Test
    @Requirement("IMPP-5.1.10")
    void beginsAgainWhenTheServiceHasEndedIt() {
        subscribed();
        talk.play("S: <terminate transID='A' />");
        assertThat(talk.told(PresenceEvent.Interrupted.class).code().value()).isEqualTo(250);
        talk.time.advance(Duration.ofSeconds(1));
        talk.play(asks("B") + "S: <reply code='451' transID='B'>too much</reply>");
        talk.time.advance(Duration.ofSeconds(2));
        talk.play(asks("C") + "S: <reply code='555' transID='C' />");
        talk.time.advance(Duration.ofSeconds(4));
        talk.play(asks("D") + tells("D", NINE, OPEN));
        // What was known before is told again, as it may not have been so meanwhile.
        isAvailableSince(NINE);
    }

    @Test
    void asksAgainWhenNoAnswerComes() {
        subscribe();
        talk.play(asks("A"));
        talk.time.advance(Duration.ofSeconds(30));
        var why = talk.told(PresenceEvent.Interrupted.class);
        assertThat(why.code().value()).isEqualTo(421);
        assertThat(why.sentence()).contains("did not answer within 30 seconds");
        talk.time.advance(LONG);
        talk.play(asks("B") + tells("A", NINE, OPEN) + tells("B", NINE, NINE));
        assertThat(changed().availability()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    @Requirement({"IMPP-3.3.3", "IMPP-5.1.5", "IMPP-5.1.9"})
    void tellsThatPermissionWasWithdrawnAndForgetsWhatItSaw() {
        subscribed();
        talk.play("S: <terminate transID='A' code='537'>no longer</terminate>");
        var ended = talk.told(PresenceEvent.Ended.class);
        assertThat(ended.code().value()).isEqualTo(537);
        assertThat(ended.sentence()).contains("537").contains("no longer");
        assertThat(talk.presence().cached(WILMA)).isEmpty();
        talk.says(PresenceTalk.publish("A", LATER, OPEN));
        talk.time.advance(LONG);
        assertThat(talk.relay.sent).isEmpty();
        assertThat(talk.events).isEmpty();

        subscribe();
        talk.play(asks("B") + "S: <reply code='550' transID='B' />");
        assertThat(talk.told(PresenceEvent.Ended.class).code().value()).isEqualTo(550);
    }

    @Test
    @Requirement({"PRES-22", "IMPP-5.1.7"})
    void toleratesWhatWasUnderWayWhenItWasClosed() {
        var others = new ArrayList<ReceivedData>();
        talk.fred.onData(others::add);
        subscribe().close();
        talk.play(asks("A") + "C: <terminate transID='A' />\n" + tells("A", NINE, OPEN) + tells("A", LATER, OPEN)
                + "S: <reply code='250' transID='A' />\nS: <terminate transID='A' />");
        var next = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("B") + tells("B", LATER, OPEN));
        assertThat(PresenceTalk.result(next).availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(talk.events).isEmpty();
        assertThat(others).isEmpty();
    }

    @Test
    void handlersShareOneSubscriptionAndTheLastEndsIt() {
        subscribed();
        var second = subscribe();
        isAvailableSince(NINE);
        second.close();
        second.close();
        talk.play(tells("A", LATER, OPEN));
        isAvailableSince(LATER);
        assertThat(talk.events).isEmpty();
        assertThat(talk.relay.sent).isEmpty();
    }

    @Test
    void aLookRenewsTheSubscriptionThatAPollWouldEnd() {
        subscribed();
        var looked = talk.presence().get(WILMA);
        talk.play(asks("B") + tells("B", LATER, OPEN));
        assertThat(PresenceTalk.result(looked).lastUpdate()).contains(Instant.parse("2026-11-23T09:30:00Z"));
        isAvailableSince(LATER);
    }

    @Test
    void anAnswerThatComesLateIsNotRemembered() {
        var looked = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("A"));
        subscribe();
        talk.play(asks("B") + tells("B", LATER, OPEN));
        isAvailableSince(LATER);
        talk.play(tells("A", "2026-11-23T09:59:59-00:00", NINE, NINE));
        assertThat(PresenceTalk.result(looked).availability()).isEqualTo(Availability.OFFLINE);
        assertThat(cached()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aLookThatIsRefusedFails() {
        var looked = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("A") + "S: <reply code='537' transID='A'>not you</reply>");
        PresenceTalk.fails(looked, 537, "not you");
        assertThatThrownBy(() -> talk.presence().get("wilma")).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> talk.presence().subscribe("*@", _ -> {})).isInstanceOf(ProtocolException.class);
    }

    @Test
    void beginsAgainWhenTheEndpointIsAttachedAgain() {
        subscribed();
        talk.loseAndReturn();
        assertThat(talk.told(PresenceEvent.Interrupted.class).code().value()).isEqualTo(421);
        talk.play(asks("B") + tells("B", NINE, OPEN));
        isAvailableSince(NINE);
    }

    /** Else it might wait for ten minutes after a long loss. */
    @Test
    void whatBeginsWhileTheAttachmentIsLostIsAskedWhenThereIsAnother() {
        var lost = new CompletableFuture<Duration>();
        talk.fred.onReattach(event -> {
            if (event instanceof ReattachEvent.Lost(var _, var next)) {
                lost.complete(next);
            }
        });
        talk.relay.lose();
        var next = PresenceTalk.result(lost);
        subscribe();
        assertThat(talk.told(PresenceEvent.Interrupted.class).code().value()).isEqualTo(421);
        talk.time.advance(next);
        talk.play(asks("A") + tells("A", NINE, OPEN));
        isAvailableSince(NINE);
        talk.time.advance(Duration.ofMinutes(1));
        assertThat(talk.relay.sent).isEmpty();
    }

    @Test
    @Requirement("IMPP-3.3.1")
    void whatMayBeOutOfDateIsNotToldAsAChangeWhenItsTimeHasPassed() {
        subscribed();
        talk.play("S: <terminate transID='A' />");
        talk.told(PresenceEvent.Interrupted.class);
        talk.time.advance(Duration.ofHours(2));
        talk.play(asks("B") + tells("B", "2026-11-23T12:00:00-00:00", LATER, "2026-11-23T13:00:00-00:00"));
        isAvailableSince(LATER);
    }

    @Test
    void tellsAgainThatItMayBeOutOfDateWhenItWasNotInBetween() {
        subscribed();
        talk.time.advance(Duration.ofMinutes(45));
        talk.play(asks("B") + "S: <reply code='451' transID='B' />");
        assertThat(talk.told(PresenceEvent.Interrupted.class).code().value()).isEqualTo(451);
        talk.play(tells("A", LATER, OPEN));
        isAvailableSince(LATER);
        talk.play("S: <terminate transID='A' />");
        assertThat(talk.told(PresenceEvent.Interrupted.class).code().value()).isEqualTo(250);
    }

    @Test
    void endsWithTheEndpoint() {
        subscribed();
        talk.fred.close();
        talk.play("C: <terminate transID='A' />");
        assertThat(talk.events).isEmpty();
        subscribe();
        assertThat(talk.told(PresenceEvent.Ended.class).sentence()).contains("closed");
    }

    @Test
    void tellsWhenTheRelayEndsTheEndpointForGood() {
        subscribed();
        talk.relay.send(new Terminate(0, new ReplyCode(556), Diagnostic.of("another program came")));
        assertThat(talk.told(PresenceEvent.Ended.class).sentence()).contains("another program came");
    }

    // ---- bounds
    // --------------------------------------------------------------------------------------------------------

    @Test
    void hasAsManySubscriptionsAndWatchesAsAreAllowed() {
        limited(PresenceLimits.DEFAULT.withNumbers(2, 1, 10));
        var first = subscribe();
        talk.presence().watch(_ -> {});
        subscribe();
        var ended = talk.told(PresenceEvent.Ended.class);
        assertThat(ended.code().value()).isEqualTo(451);
        assertThat(ended.sentence()).contains("2 subscriptions");
        talk.presence().watch(talk.events::add);
        assertThat(talk.told(WatchEvent.Ended.class).code().value()).isEqualTo(451);
        talk.play(asks("A") + "C: <watch publisher='fred@example.com' duration='3600' transID='W' />");
        first.close();
        subscribe();
        talk.play("C: <terminate transID='A' />\n" + asks("B") + "S: <reply code='537' transID='B' />");
        assertThat(talk.told(PresenceEvent.Ended.class).code().value()).isEqualTo(537);
        subscribe();
        talk.play(asks("C") + tells("C", NINE, OPEN));
        isAvailableSince(NINE);
    }

    @Test
    void aHandlerThatTakesItsTimeGetsTheNewest() {
        limited(PresenceLimits.DEFAULT.withNumbers(10, 1, 3));
        var goOn = new Semaphore(0);
        var began = new CompletableFuture<Void>();
        talk.presence().subscribe(WILMA, event -> {
            began.complete(null);
            goOn.acquireUninterruptibly();
            talk.events.add(event);
        });
        talk.play(asks("A") + tells("A", NINE, OPEN));
        PresenceTalk.result(began);
        for (int minute = 10; minute < 50; minute++) {
            talk.says(PresenceTalk.publish("A", "2026-11-23T09:" + minute + ":00-00:00", OPEN));
        }
        goOn.release(100);
        isAvailableSince(NINE);
        isAvailableSince("2026-11-23T09:47:00-00:00");
        isAvailableSince("2026-11-23T09:48:00-00:00");
        isAvailableSince("2026-11-23T09:49:00-00:00");
        assertThat(talk.events).isEmpty();
    }

    /** Each may be as long as an entry may be. */
    @Test
    void noMoreThanTenChangesWaitForAHandler() {
        var goOn = new Semaphore(0);
        var began = new CompletableFuture<Void>();
        talk.presence().subscribe(WILMA, event -> {
            began.complete(null);
            goOn.acquireUninterruptibly();
            talk.events.add(event);
        });
        talk.play(asks("A") + tells("A", NINE, OPEN));
        PresenceTalk.result(began);
        for (int minute = 10; minute < 21; minute++) {
            talk.says(PresenceTalk.publish("A", "2026-11-23T09:" + minute + ":00-00:00", OPEN));
        }
        goOn.release(100);
        isAvailableSince(NINE);
        for (int minute = 11; minute < 21; minute++) {
            isAvailableSince("2026-11-23T09:" + minute + ":00-00:00");
        }
        assertThat(talk.events).isEmpty();
    }

    @Test
    void asManyLooksAtOneMayWaitAsAreAllowed() {
        talk.close();
        talk = new PresenceTalk(EndpointLimits.DEFAULT.withSendings(2, 1 << 20));
        subscribed();
        var first = talk.presence().get(WILMA);
        var second = talk.presence().get(WILMA);
        PresenceTalk.fails(talk.presence().get(WILMA), 451, "2 looks at wilma@example.com");
        talk.play(asks("B") + tells("B", LATER, OPEN));
        PresenceTalk.result(CompletableFuture.allOf(first, second));
        var third = talk.presence().get(WILMA);
        talk.play(asks("C") + tells("C", LATER, OPEN));
        PresenceTalk.result(third);
    }

    @Test
    void aHandlerThatFailsBadlyGetsTheNextAllTheSame() {
        talk.presence().subscribe(WILMA, event -> {
            talk.events.add(event);
            throw new AssertionError("said the test");
        });
        talk.play(asks("A") + tells("A", NINE, OPEN));
        isAvailableSince(NINE);
        talk.play(tells("A", LATER, OPEN));
        isAvailableSince(LATER);
    }

    @Test
    void remembersAsManyAsAreAllowed() {
        limited(PresenceLimits.DEFAULT.withMemory(1, 1));
        var first = talk.presence().get(WILMA);
        talk.play(POLLS.formatted("A") + tells("A", NINE, OPEN));
        PresenceTalk.result(first);
        var second = talk.presence().get("betty@example.com");
        talk.play((POLLS.formatted("B") + tells("B", NINE, OPEN)).replace("wilma", "betty"));
        PresenceTalk.result(second);
        assertThat(talk.presence().cached(WILMA)).isEmpty();
        assertThat(talk.presence().cached("betty@example.com")).isPresent();
    }

    @Test
    void aHandlerThatFailsGetsTheNextAllTheSame() {
        talk.presence().subscribe(WILMA, event -> {
            talk.events.add(event);
            throw new IllegalStateException("said the test");
        });
        talk.play(asks("A") + tells("A", NINE, OPEN) + tells("A", LATER, OPEN));
        isAvailableSince(NINE);
        isAvailableSince(LATER);
    }
}
