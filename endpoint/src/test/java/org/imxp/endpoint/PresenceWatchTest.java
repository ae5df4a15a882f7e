package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Watches of who is subscribed, with a test in the place of the presence service. */
class PresenceWatchTest {
    private static final String ASKS = "C: <watch publisher='fred@example.com' duration='3600' transID='%s' />\n";
    private static final String BEGUN = "S: <reply code='250' transID='%s' />\n";

    private PresenceTalk talk = new PresenceTalk();

    @AfterEach
    void close() {
        talk.close();
    }

    private Subscription watch() {
        return talk.presence().watch(talk.events::add);
    }

    private static String notes(String letter, String who, String action) {
        return "S: <notify subscriber='" + who + "' transID='" + letter + "' duration='60' action='" + action
                + "' />\n";
    }

    private void came(String who) {
        assertThat(talk.told(WatchEvent.Came.class).subscriber()).isEqualTo(Address.parse(who));
    }

    private void left(String who) {
        assertThat(talk.told(WatchEvent.Left.class).subscriber()).isEqualTo(Address.parse(who));
    }

    @Test
    void tellsWhoIsThereComesAndGoes() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + notes("A", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
        talk.play(notes("A", "barney@rubble.com", "subscribe") + notes("A", "wilma@example.com", "terminate"));
        came("barney@rubble.com");
        left("wilma@example.com");
    }

    @Test
    void tellsWhoLookedOnce() {
        watch();
        var looks = "S: <notify subscriber='wilma@example.com' transID='A' duration='0' action='subscribe' />\n";
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + looks + looks);
        assertThat(talk.told(WatchEvent.Looked.class).subscriber()).hasToString("wilma@example.com");
        assertThat(talk.told(WatchEvent.Looked.class).subscriber()).hasToString("wilma@example.com");
        talk.play(notes("A", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
    }

    @Test
    void aNoticeMayOvertakeTheReply() {
        watch();
        talk.play(ASKS.formatted("A") + notes("A", "wilma@example.com", "subscribe") + BEGUN.formatted("A"));
        came("wilma@example.com");
    }

    @Test
    void believesOnlyTheServiceOfTheDomain() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A"));
        talk.saysAs(
                "apex=presence@rubble.com",
                "<notify subscriber='dino@example.com' transID='A' duration='1' action='subscribe' />");
        talk.says(PresenceTalk.publish("A", "2026-11-23T09:00:00-00:00", "2026-11-23T12:00:00-00:00"));
        talk.says("<notify subscriber='wilma' transID='A' action='subscribe' />");
        talk.play(notes("A", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
    }

    @Test
    void renewsAndTellsNobodyTwice() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + notes("A", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
        talk.time.advance(Duration.ofMinutes(45));
        talk.play(ASKS.formatted("B")
                + BEGUN.formatted("B")
                + notes("B", "wilma@example.com", "subscribe")
                + notes("B", "betty@example.com", "subscribe"));
        came("betty@example.com");
    }

    @Test
    void tellsThatItHasEnded() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + "S: <terminate transID='A' code='537' />");
        assertThat(talk.told(WatchEvent.Ended.class).code().value()).isEqualTo(537);
        watch();
        talk.play(ASKS.formatted("B") + "S: <reply code='537' transID='B'>no</reply>");
        assertThat(talk.told(WatchEvent.Ended.class).sentence()).contains("no");
    }

    /** The service ends a watch for which it could not keep all (451). */
    @Test
    void beginsAgainAndTellsAllAnew() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + notes("A", "wilma@example.com", "subscribe")
                + "S: <terminate transID='A' code='451' />");
        came("wilma@example.com");
        assertThat(talk.told(WatchEvent.Interrupted.class).code().value()).isEqualTo(451);
        talk.time.advance(Duration.ofSeconds(1));
        talk.play(ASKS.formatted("B") + BEGUN.formatted("B") + notes("B", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
    }

    @Test
    void oneWhoComesLaterIsToldOfAll() {
        watch();
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + notes("A", "wilma@example.com", "subscribe"));
        came("wilma@example.com");
        var second = watch();
        came("wilma@example.com");
        second.close();
        talk.play(notes("A", "betty@example.com", "subscribe"));
        came("betty@example.com");
        assertThat(talk.events).isEmpty();
    }

    @Test
    void aHandlerThatMissesSomebodyIsToldThatItHasEnded() {
        talk.close();
        talk = new PresenceTalk(EndpointLimits.DEFAULT.withPresence(
                PresenceLimits.DEFAULT.withNumbers(10, 1, 2).withMemory(10, 1)));
        var goOn = new Semaphore(0);
        var began = new CompletableFuture<Void>();
        talk.presence().watch(event -> {
            began.complete(null);
            goOn.acquireUninterruptibly();
            talk.events.add(event);
        });
        talk.play(ASKS.formatted("A") + BEGUN.formatted("A") + notes("A", "a@example.com", "subscribe"));
        PresenceTalk.result(began);
        talk.play(notes("A", "b@example.com", "subscribe") + notes("A", "c@example.com", "subscribe")
                + notes("A", "d@example.com", "subscribe") + notes("A", "e@example.com", "subscribe")
                + "C: <terminate transID='A' />");
        goOn.release(100);
        came("a@example.com");
        came("c@example.com");
        came("d@example.com");
        var ended = talk.told(WatchEvent.Ended.class);
        assertThat(ended.code().value()).isEqualTo(451);
        assertThat(ended.sentence()).contains("3 events wait");
    }
}
