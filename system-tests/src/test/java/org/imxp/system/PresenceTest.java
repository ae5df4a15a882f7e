package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.ServiceException;
import org.imxp.endpoint.WatchEvent;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is there, in two domains with a relay each. Each test has publishers of its own. */
class PresenceTest {
    private static final int CHANGES = 30;

    private static Domains domains;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(
                folder,
                "fred@example.com",
                "wilma@example.com",
                "dino@example.com",
                "hoppy@example.com",
                "slate@example.com",
                "gazoo@example.com",
                "barney@rubble.com",
                "betty@rubble.com",
                "mallory@forging.example");
        domains.start("rubble.com", "mesh.routes", domains.routes("example.com"));
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes("rubble.com"),
                "access.defaults",
                "[{ actor = \"*@*\", actions = \"core:data presence:subscribe\" }]");
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    /** What a subscription or watch tells. */
    private static final class Told<E> {
        private final BlockingQueue<E> events = new LinkedBlockingQueue<>();

        E next() {
            try {
                var event = events.poll(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("nothing was told within " + Lines.DEADLINE);
                }
                return event;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        <T extends E> T next(Class<T> type) {
            var event = next();
            assertThat(event).isInstanceOf(type);
            return type.cast(event);
        }
    }

    private static Told<PresenceEvent> subscribed(Endpoint subscriber, String publisher) {
        var told = new Told<PresenceEvent>();
        var _ = subscriber.presence().subscribe(publisher, told.events::add);
        return told;
    }

    private static PresenceState changed(Told<PresenceEvent> told) {
        return told.next(PresenceEvent.Changed.class).state();
    }

    private static void publishes(Endpoint publisher, Availability availability) {
        publisher.presence().publish(PresenceStatus.of(availability)).join();
    }

    private static int code(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof ServiceException refused ? refused.code().value() : 0;
    }

    @Test
    @Requirement({"IMPP-2.4.1", "IMPP-2.4.2", "IMPP-3.2.3", "IMPP-5.2.2"})
    void subscribersHereAndInAnotherDomainHearEveryChangeInItsOrder() {
        try (var fred = domains.attach("fred@example.com");
                var wilma = domains.attach("wilma@example.com");
                var barney = domains.attach("barney@rubble.com")) {
            var all = List.of(subscribed(wilma, "fred@example.com"), subscribed(barney, "fred@example.com"));
            all.forEach(told -> assertThat(changed(told).availability()).isEqualTo(Availability.OFFLINE));
            for (int i = 1; i <= CHANGES; i++) {
                var note = Notes.of("Number " + i);
                fred.presence()
                        .publish(PresenceStatus.of(Availability.BUSY).withNotes(note))
                        .join();
                // Each is heard before the next is made; of those that are not, only the newest need be.
                for (var told : all) {
                    var state = changed(told);
                    assertThat(state.availability()).isEqualTo(Availability.BUSY);
                    assertThat(state.notes()).isEqualTo(note);
                }
            }
            for (int i = 1; i <= CHANGES; i++) {
                var _ = fred.presence()
                        .publish(PresenceStatus.of(Availability.AWAY).withNotes(Notes.of("Fast " + i)));
            }
            for (var told : all) {
                var numbers = new ArrayList<Integer>();
                do {
                    var text = changed(told).notes().byLanguage().getOrDefault("", "");
                    numbers.add(Integer.parseInt(text.substring("Fast ".length())));
                } while (numbers.getLast() < CHANGES);
                assertThat(numbers).isSorted().doesNotHaveDuplicates();
                assertThat(told.events).isEmpty();
            }
        }
    }

    @Test
    @Requirement({"IMPP-5.1.11", "IMPP-5.1.12"})
    void aPublisherLearnsWhoIsSubscribedThenAndLater() {
        try (var dino = domains.attach("dino@example.com");
                var wilma = domains.attach("wilma@example.com");
                var barney = domains.attach("barney@rubble.com")) {
            changed(subscribed(wilma, "dino@example.com"));
            var told = new Told<WatchEvent>();
            dino.presence().watch(told.events::add);
            assertThat(told.next(WatchEvent.Came.class).subscriber()).hasToString("wilma@example.com");

            var seen = new Told<PresenceEvent>();
            try (var _ = barney.presence().subscribe("dino@example.com", seen.events::add)) {
                assertThat(told.next(WatchEvent.Came.class).subscriber()).hasToString("barney@rubble.com");
                changed(seen);
            }
            assertThat(told.next(WatchEvent.Left.class).subscriber()).hasToString("barney@rubble.com");
        }
    }

    @Test
    @Requirement({"IMPP-5.1.2", "IMPP-2.3.4"})
    void nobodyWatchesOrPublishesForAnotherUnlessItIsAllowed() {
        try (var slate = domains.attach("slate@example.com");
                var barney = domains.attach("barney@rubble.com")) {
            var slates = barney.presence();
            var told = new Told<WatchEvent>();
            barney.presence(slate.address()).watch(told.events::add);
            assertThat(told.next(WatchEvent.Ended.class).code().value()).isEqualTo(537);

            var away = PresenceStatus.of(Availability.AWAY).at("im:slate@example.com");
            var theirs = barney.presence(slate.address());
            assertThat(theirs.publish(away)
                            .handle((_, failure) -> code(failure))
                            .join())
                    .isEqualTo(537);
            assertThat(slates.get("slate@example.com").join().availability()).isEqualTo(Availability.OFFLINE);

            slate.access()
                    .allow("barney@rubble.com", Permission.CHANGE_PRESENCE, Permission.SEE_WATCHERS)
                    .join();
            theirs.publish(away).join();
            assertThat(slates.get("slate@example.com").join().availability()).isEqualTo(Availability.AWAY);
        }
    }

    @Test
    @Requirement({"IMPP-3.2.1", "IMPP-3.2.2"})
    void whoIsNotAttachedCanBeAskedAboutFromAnotherDomain() {
        try (var barney = domains.attach("barney@rubble.com")) {
            try (var hoppy = domains.attach("hoppy@example.com")) {
                hoppy.presence()
                        .publish(PresenceStatus.of(Availability.AWAY)
                                .withNotes(Notes.of("Back on Monday"))
                                .at("im:hoppy/home@example.com")
                                .lastingFor(Duration.ofHours(8)))
                        .join();
            }
            var state = barney.presence().get("hoppy@example.com").join();
            assertThat(state.availability()).isEqualTo(Availability.AWAY);
            assertThat(state.notes()).isEqualTo(Notes.of("Back on Monday"));
            assertThat(changed(subscribed(barney, "hoppy@example.com")).notes()).isEqualTo(Notes.of("Back on Monday"));
        }
    }

    @Test
    @Requirement({"IMPP-2.3.1", "IMPP-3.3.3", "IMPP-5.1.5", "IMPP-5.1.9", "IMPP-5.1.16", "PRES-29"})
    void whoMayNotSeeItAnyMoreIsToldAndSeesNothing() {
        try (var gazoo = domains.attach("gazoo@example.com");
                var barney = domains.attach("barney@rubble.com");
                var betty = domains.attach("betty@rubble.com")) {
            publishes(gazoo, Availability.BUSY);
            var barneys = subscribed(barney, "gazoo@example.com");
            var bettys = subscribed(betty, "gazoo@example.com");
            changed(barneys);
            changed(bettys);

            gazoo.access().block("barney@rubble.com").join();
            assertThat(barneys.next(PresenceEvent.Ended.class).code().value()).isEqualTo(537);
            assertThat(barney.presence().cached("gazoo@example.com")).isEmpty();
            assertThat(barney.presence()
                            .get("gazoo@example.com")
                            .handle((_, failure) -> code(failure))
                            .join())
                    .isEqualTo(537);
            publishes(gazoo, Availability.AVAILABLE);
            assertThat(changed(bettys).availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(barneys.events).isEmpty();
        }
    }

    @Test
    @Requirement({"IMPP-3.2.4", "IMPP-3.2.5", "OPEN-41"})
    void aProgramThatIsKilledIsNotThereAnyMoreAndItsPlaceIsFree() {
        try (var barney = domains.attach("barney@rubble.com")) {
            var told = subscribed(barney, "wilma@example.com");
            assertThat(changed(told).availability()).isEqualTo(Availability.OFFLINE);
            var chat = domains.relay("example.com").start("listen", "--as", "wilma@example.com");
            chat.err().await("waiting for messages");
            var published = domains.relay("example.com")
                    .run("presence", "publish", "--as", "wilma@example.com", "busy", "--note", "Cooking");
            assertThat(published.status()).as(published.said()).isZero();
            assertThat(changed(told).notes()).isEqualTo(Notes.of("Cooking"));

            chat.kill();
            assertThat(changed(told).availability()).isEqualTo(Availability.OFFLINE);
            try (var wilma = domains.attach("wilma@example.com")) {
                publishes(wilma, Availability.AVAILABLE);
                assertThat(changed(told).availability()).isEqualTo(Availability.AVAILABLE);
            }
        }
    }

    @Test
    @Requirement({"IMPP-5.2.4", "IMPP-5.1.6", "IMPP-5.1.8", "PRES-21"})
    void whatIsForgedIsRefusedAndNobodyEndsTheSubscriptionOfAnother() {
        try (var fred = domains.attach("fred@example.com");
                var barney = domains.attach("barney@rubble.com");
                var mallory = CallingPeer.call(domains, "forging.example", "rubble.com", Spelling.IMXP);
                var betty = Attached.inStart(domains.relay("rubble.com"), "betty@rubble.com", Spelling.IMXP)) {
            publishes(fred, Availability.AVAILABLE);
            var told = subscribed(barney, "fred@example.com");
            assertThat(changed(told).availability()).isEqualTo(Availability.AVAILABLE);

            var forged = "<publish publisher='fred@example.com' transID='1' timeStamp='2036-01-01T00:00:00Z'><presence"
                + " publisher='fred@example.com' lastUpdate='2036-01-01T00:00:00Z'><tuple"
                + " destination='im:fred@example.com' availableUntil='2000-01-01T00:00:00Z' /></presence></publish>";
            var toBarney = data("imxp=presence@example.com", "barney@rubble.com", forged);
            assertThat(mallory.send(toBarney).code()).isEqualTo(537);
            assertThat(betty.send(toBarney)).isEqualTo(537);
            var asBarney = data(
                    "barney@rubble.com",
                    "imxp=presence@example.com",
                    "<subscribe publisher='fred@example.com' duration='60' transID='1' />");
            assertThat(betty.send(asBarney)).isEqualTo(537);
            assertThat(mallory.send(asBarney).code()).isEqualTo(537);

            // By her own name she may ask, but has nothing that could be ended.
            for (int transId = 1; transId <= 3; transId++) {
                assertThat(betty.send(data(
                                "betty@rubble.com",
                                "imxp=presence@example.com",
                                "<terminate transID='" + transId + "' />")))
                        .isBetween(250, 350);
                assertThat(betty.receive().payload()).contains("<reply code='550' transID='" + transId + "'");
            }
            publishes(fred, Availability.BUSY);
            assertThat(changed(told).availability()).isEqualTo(Availability.BUSY);
        }
    }

    private static String data(String from, String to, String content) {
        return "Content-Type: application/beep+xml\r\n\r\n<data content='#Content'><originator identity='" + from
                + "' /><recipient identity='" + to + "' /><data-content Name='Content'>" + content
                + "</data-content></data>";
    }

    /** A relay that is killed knows afterwards who was subscribed, and tells them. */
    @Test
    @Requirement({"PRES-4", "IMPP-5.1.10"})
    void subscriptionsOutliveAKilledRelay() {
        try (var betty = Endpoint.attach(domains.settings("betty@rubble.com"))) {
            var told = subscribed(betty, "dino@example.com");
            changed(told);
            domains.restart("example.com");
            try (var dino = domains.attach("dino@example.com")) {
                publishes(dino, Availability.BUSY);
                assertThat(changed(told).availability()).isEqualTo(Availability.BUSY);
            }
        }
    }
}
