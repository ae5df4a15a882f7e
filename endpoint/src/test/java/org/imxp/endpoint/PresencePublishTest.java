package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Device;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.protocol.Address;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program says of itself, with a test in the place of the presence service. */
class PresencePublishTest {
    private static final String NINE = "2026-11-23T09:00:00-00:00";
    private static final String LATER = "2026-11-23T09:30:00-00:00";
    private static final String MAIL =
            "<tuple destination='mailto:fred@example.com' availableUntil='2030-01-01T00:00:00-00:00'"
                + " tupleInfo='http://example.com/'><capability baseline='urn:x:y'>&lt;any&gt;</capability></tuple>";
    private static final PresenceStatus AVAILABLE = PresenceStatus.of(Availability.AVAILABLE);

    private PresenceTalk talk = new PresenceTalk();

    @AfterEach
    void close() {
        talk.close();
    }

    private static String polls(String letter) {
        return "C: <subscribe publisher='fred@example.com' duration='0' transID='" + letter + "' />\n";
    }

    private static String tells(String letter, String lastUpdate, String tuples) {
        return "S: " + publish(letter, "2026-11-23T10:00:00-00:00", lastUpdate, tuples) + "\n";
    }

    private static String publishes(String letter, String lastUpdate, String tuples) {
        return publishes(letter, "2026-11-23T10:00:00-00:00", lastUpdate, tuples);
    }

    private static String publishes(String letter, String now, String lastUpdate, String tuples) {
        return "C: " + publish(letter, now, lastUpdate, tuples) + "\n";
    }

    private static String publish(String letter, String now, String lastUpdate, String tuples) {
        return "<publish publisher='fred@example.com' transID='" + letter + "' timeStamp='" + now
                + "'><presence publisher='fred@example.com' lastUpdate='" + lastUpdate + "'>" + tuples
                + "</presence></publish>";
    }

    private static String tuple(String destination, String until) {
        return "<tuple destination='" + destination + "' availableUntil='" + until + "' />";
    }

    private static String own(String until) {
        return tuple("im:fred@example.com", until);
    }

    private static String done(String letter) {
        return "S: <reply code='250' transID='" + letter + "' />\n";
    }

    private void published() {
        var done = talk.presence().publish(AVAILABLE);
        talk.play(polls("A")
                + tells("A", NINE, own(NINE))
                + publishes("B", NINE, own("2026-11-23T11:00:00-00:00"))
                + done("B"));
        PresenceTalk.result(done);
    }

    @Test
    @Requirement({"PRES-26", "IMPP-3.1.4"})
    void replacesItsOwnTupleAndLeavesThoseOfOthersAlone() {
        var done = talk.presence()
                .publish(PresenceStatus.of(Availability.AWAY)
                        .withNotes(Notes.of("At lunch").with("de", "Mahlzeit & <Pause>"))
                        .withDevice(Device.MOBILE)
                        .withMedia(List.of("text/plain", "text/html")));
        var desk = tuple("im:fred/desk@example.com", "2026-11-23T10:30:00-00:00");
        var lately = tuple("im:fred/bus@example.com", "2026-11-22T10:00:01-00:00");
        var longPast = tuple("im:fred/old@example.com", "2026-11-22T10:00:00-00:00");
        talk.play(polls("A")
                + tells("A", NINE, desk + tuple("apex:fred@example.com", NINE) + longPast + lately + MAIL)
                + publishes(
                        "B",
                        NINE,
                        desk
                                + "<tuple destination='im:fred@example.com'"
                                + " availableUntil='2026-11-23T11:00:00-00:00'><capability"
                                + " baseline='urn:ietf:params:xml:ns:pidf:rpid'>&lt;activities"
                                + " xmlns=\"urn:ietf:params:xml:ns:pidf:rpid\"&gt;&lt;away/&gt;&lt;/activities&gt;</capability><capability"
                                + " baseline='urn:ietf:params:xml:ns:pidf'>&lt;note"
                                + " xmlns=\"urn:ietf:params:xml:ns:pidf\"&gt;At"
                                + " lunch&lt;/note&gt;</capability><capability"
                                + " baseline='urn:ietf:params:xml:ns:pidf'>&lt;note"
                                + " xmlns=\"urn:ietf:params:xml:ns:pidf\" xml:lang=\"de\"&gt;Mahlzeit &amp;amp;"
                                + " &amp;lt;Pause&amp;gt;&lt;/note&gt;</capability><capability"
                                + " baseline='urn:ietf:params:xml:ns:pidf:caps'>&lt;devcaps"
                                + " xmlns=\"urn:ietf:params:xml:ns:pidf:caps\"&gt;&lt;mobility&gt;&lt;supported&gt;"
                                + "&lt;mobile/&gt;&lt;/supported&gt;&lt;/mobility&gt;&lt;/devcaps&gt;</capability><capability"
                                + " baseline='urn:ietf:rfc:rfc2533'>(| (type=\"text/plain\")"
                                + " (type=\"text/html\"))</capability></tuple>"
                                + lately
                                + MAIL)
                + done("B"));
        PresenceTalk.result(done);
    }

    @Test
    void triesAgainWithWhatSomebodyFasterHasMadeOfIt() {
        var done = talk.presence().publish(AVAILABLE);
        var own = own("2026-11-23T11:00:00-00:00");
        talk.play(polls("A") + tells("A", NINE, MAIL) + publishes("B", NINE, MAIL + own)
                + "S: <reply code='555' transID='B' />\n" + polls("C") + tells("C", LATER, own(NINE))
                + publishes("D", LATER, own) + done("D"));
        PresenceTalk.result(done);
    }

    @Test
    void givesUpWhenOthersChangeItAgainAndAgain() {
        var done = talk.presence().publish(AVAILABLE);
        for (int i = 0; i < PresenceLimits.DEFAULT.tries(); i++) {
            var letter = String.valueOf((char) ('A' + 2 * i));
            var next = String.valueOf((char) ('B' + 2 * i));
            talk.play(polls(letter) + tells(letter, NINE, own(NINE))
                    + publishes(next, NINE, own("2026-11-23T11:00:00-00:00")) + "S: <reply code='555' transID='" + next
                    + "' />\n");
        }
        PresenceTalk.fails(done, 555, "555");
        talk.time.advance(Duration.ofDays(1));
        assertThat(talk.relay.sent).isEmpty();
    }

    @Test
    @Timeout(60)
    void saysItAgainBeforeItsTimeIsOver() throws InterruptedException {
        published();
        talk.time.advance(Duration.ofMinutes(45));
        talk.play(
                polls("C") + tells("C", LATER, own("2026-11-23T11:00:00-00:00")).replace("10:00:00", "10:45:00")
                        + publishes("D", "2026-11-23T10:45:00-00:00", LATER, own("2026-11-23T11:45:00-00:00"))
                        + "S: <reply code='451' transID='D' />");
        soon();
        talk.play(polls("E") + "S: <reply code='537' transID='E' />");
        talk.time.advance(Duration.ofDays(1));
        assertThat(talk.relay.sent).isEmpty();
    }

    private void losesTheRace(String gets, String puts, String now) {
        talk.play(polls(gets)
                + tells(gets, LATER, own(NINE)).replace("timeStamp='2026-11-23T10:00:00", "timeStamp='" + now)
                + "C: "
                + publish(puts, now + "-00:00", LATER, own(now.replace("T10", "T11") + "-00:00"))
                + "\nS: <reply code='555' transID='"
                + puts
                + "' />");
    }

    @Test
    @Timeout(60)
    void goesOnWithItWhenOthersWereFasterEachTime() throws InterruptedException {
        talk.close();
        var limits = PresenceLimits.DEFAULT;
        talk = new PresenceTalk(EndpointLimits.DEFAULT.withPresence(new PresenceLimits(
                limits.subscriptions(),
                limits.publications(),
                limits.cached(),
                limits.waitingEvents(),
                limits.watched(),
                limits.duration(),
                limits.retry(),
                2)));
        published();
        talk.time.advance(Duration.ofMinutes(45));
        losesTheRace("C", "D", "2026-11-23T10:45:00");
        losesTheRace("E", "F", "2026-11-23T10:45:00");
        soon();
        talk.play(polls("G"));
    }

    /** Not now, but soon. The alarm for it is set by the thread that takes the answer. */
    private void soon() throws InterruptedException {
        talk.time.awaitAlarmWithin(Duration.ofSeconds(1));
        talk.time.advance(Duration.ofSeconds(1));
    }

    @Test
    @Timeout(60)
    void goesOnWithWhatWasSaidWhenSomethingNewIsRefused() throws InterruptedException {
        published();
        var refused =
                talk.presence().publish(PresenceStatus.of(Availability.BUSY).withNotes(Notes.of("much")));
        talk.play(polls("C") + "S: <reply code='554' transID='C'>too long</reply>");
        PresenceTalk.fails(refused, 554, "too long");
        soon();
        talk.play(polls("D")
                + tells("D", LATER, own(NINE))
                + publishes("E", "2026-11-23T10:00:01-00:00", LATER, own("2026-11-23T11:00:00-00:00")));
    }

    /** What the program does then may take its time. */
    @Test
    void whatWaitsForItGoesOnWithoutHoldingUpOthers() {
        talk.presence().subscribe("fred@example.com", _ -> {});
        talk.play("C: <subscribe publisher='fred@example.com' duration='3600' transID='A' />");
        var isHeld = new CompletableFuture<Boolean>();
        var first = talk.presence().publish(PresenceStatus.of(Availability.BUSY));
        var second = talk.presence().publish(AVAILABLE).whenComplete((_, _) -> isHeld.complete(isDeskHeld()));
        talk.relay.lose();
        PresenceTalk.fails(first, 421, "");
        PresenceTalk.fails(second, 421, "");
        assertThat(PresenceTalk.result(isHeld)).isFalse();
    }

    /** Whether others wait for this thread. */
    private boolean isDeskHeld() {
        var looked = CompletableFuture.runAsync(() -> talk.presence().cached("wilma@example.com"));
        try {
            looked.get(5, TimeUnit.SECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** When the attachment was lost, the service may have closed the tuple (OPEN-41). */
    @Test
    void saysItAgainWhenAttachedAgain() {
        published();
        talk.loseAndReturn();
        talk.play(polls("C"));
    }

    @Test
    void takesItBackAtTheEnd() {
        published();
        var closed = CompletableFuture.runAsync(talk.fred::close);
        talk.play(polls("C")
                + tells("C", LATER, own("2026-11-23T11:00:00-00:00"))
                + publishes("D", LATER, own("2026-11-23T10:00:00-00:00"))
                + done("D"));
        PresenceTalk.result(closed);
        PresenceTalk.fails(talk.presence().publish(AVAILABLE), 421, "closed");
    }

    @Test
    void theEndWaitsForTheServiceNoLongerThanItsBound() {
        published();
        var closed = CompletableFuture.runAsync(talk.fred::close);
        talk.play(polls("C"));
        assertThat(closed).isNotDone();
        talk.time.advance(EndpointLimits.DEFAULT.closeTime());
        PresenceTalk.result(closed);
    }

    @Test
    void whatLastsIsNeitherRenewedNorTakenBack() {
        var done = talk.presence().publish(AVAILABLE.lastingFor(Duration.ofHours(2)));
        talk.play(polls("A")
                + tells("A", NINE, own(NINE))
                + publishes("B", NINE, own("2026-11-23T12:00:00-00:00"))
                + done("B"));
        PresenceTalk.result(done);
        talk.time.advance(Duration.ofHours(2));
        talk.fred.close();
        assertThat(talk.relay.sent)
                .allSatisfy(sent -> assertThat(sent.payload().data()).isEmpty());
    }

    @Test
    void ofSeveralThatWaitTheLastIsSaid() {
        var first = talk.presence().publish(AVAILABLE);
        var second = talk.presence().publish(PresenceStatus.of(Availability.BUSY));
        var third = talk.presence().publish(PresenceStatus.of(Availability.OFFLINE));
        talk.play(polls("A")
                + tells("A", NINE, own(NINE))
                + publishes("B", NINE, own("2026-11-23T11:00:00-00:00"))
                + done("B")
                + polls("C")
                + tells("C", LATER, own("2026-11-23T11:00:00-00:00"))
                + publishes("D", LATER, own("2026-11-23T10:00:00-00:00"))
                + done("D"));
        PresenceTalk.result(CompletableFuture.allOf(first, second, third));
        talk.time.advance(Duration.ofDays(1));
        assertThat(talk.relay.sent).isEmpty();
    }

    @Test
    void publishesForSomebodyElseInAnotherPlace() {
        var presence = talk.fred.presence(Address.parse("wilma@example.com"));
        assertThat(presence.publisher()).hasToString("wilma@example.com");
        var done = presence.publish(AVAILABLE.at("im:wilma@example.com").holding(Duration.ofMinutes(10)));
        talk.play((polls("A") + tells("A", NINE, own(NINE)) + publishes("B", NINE, own("2026-11-23T10:10:00-00:00"))
                        + "S: <reply code='537' transID='B'>not for wilma</reply>")
                .replace("fred@", "wilma@"));
        PresenceTalk.fails(done, 537, "not for wilma");
    }

    @Test
    void publishesForAsManyPlacesAsAreAllowed() {
        talk.close();
        talk = new PresenceTalk(EndpointLimits.DEFAULT.withPresence(PresenceLimits.DEFAULT.withNumbers(10, 1, 10)));
        published();
        PresenceTalk.fails(talk.presence().publish(AVAILABLE.at("im:fred/x@example.com")), 451, "1 places");
    }

    /** Tuples are timed by the service's clock, which those who compare them go by; not by one that is days away. */
    @Test
    void timesItByTheServicesClock() {
        var done = talk.presence().publish(AVAILABLE);
        talk.play(polls("A") + "S: " + publish("A", "2026-11-23T10:20:00-00:00", NINE, own(NINE)) + "\n"
                + publishes("B", NINE, own("2026-11-23T11:20:00-00:00")) + done("B"));
        PresenceTalk.result(done);
        var again = talk.presence().publish(AVAILABLE);
        talk.play(polls("C") + "S: " + publish("C", "2036-11-23T10:20:00-00:00", LATER, own(NINE)) + "\n"
                + publishes("D", LATER, own("2026-11-23T11:00:00-00:00")) + done("D"));
        PresenceTalk.result(again);
    }
}
