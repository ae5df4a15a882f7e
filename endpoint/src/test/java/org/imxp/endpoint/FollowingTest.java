package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.imxp.endpoint.presence.Availability;
import org.imxp.protocol.ServiceContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The presence of all who are on the contact list, with a test in the place of both services. */
@Timeout(60)
class FollowingTest {
    private static final String CONTACTS = "apex=contact@example.com";
    private static final String PRESENCE = "apex=presence@example.com";
    private static final Pattern TRANS_ID = Pattern.compile("transID='([^']*)'");
    private static final String SINCE = " since='2026-11-23T09:00:00-00:00' />";

    private final PresenceTalk talk = new PresenceTalk(EndpointLimits.DEFAULT, CONTACTS);

    private record Told(Contact contact, PresenceEvent event) {}

    @AfterEach
    void close() {
        talk.close();
    }

    private Following follow() {
        return talk.fred.contacts().follow((contact, event) -> talk.events.add(new Told(contact, event)));
    }

    /** What fred's program says next, and to whom. */
    private String hears(String service, String start) throws InterruptedException {
        var sent = talk.relay.next();
        assertThat(sent.data().recipients().getFirst().identity()).hasToString(service);
        var xml = ServiceContent.of(sent.payload()).xml();
        assertThat(xml).startsWith(start);
        var transId = TRANS_ID.matcher(xml);
        assertThat(transId.find()).isTrue();
        return transId.group(1);
    }

    private void listIs(String... contacts) throws InterruptedException {
        var get = hears(CONTACTS, "<get ");
        talk.saysAs(
                CONTACTS,
                "<page transID='" + get + "' owner='fred@example.com' kind='contacts'>" + String.join("", contacts)
                        + "</page>");
    }

    private static String contact(String address) {
        return "<contact address='" + address + "' name='W'" + SINCE;
    }

    private String subscribes(String whom) throws InterruptedException {
        return hears(PRESENCE, "<subscribe publisher='" + whom + "'");
    }

    private void wilmaIsThere(String transId) {
        talk.saysAs(PRESENCE, PresenceTalk.publish(transId, "2026-11-23T09:00:00-00:00", "2126-11-23T09:00:00-00:00"));
    }

    @Test
    void subscribesToAllOnTheListAndTellsWhoIsThere() throws Exception {
        try (var _ = follow()) {
            listIs(contact("wilma@example.com"));
            wilmaIsThere(subscribes("wilma@example.com"));
            var told = talk.told(Told.class);
            assertThat(told.contact().name()).isEqualTo("W");
            assertThat(told.event())
                    .isInstanceOfSatisfying(
                            PresenceEvent.Changed.class,
                            changed ->
                                    assertThat(changed.state().availability()).isEqualTo(Availability.AVAILABLE));
        }
        hears(PRESENCE, "<terminate ");
    }

    @Test
    void takesNoteOfChangesThatAnotherProgramMakes() throws Exception {
        try (var _ = follow()) {
            listIs();
            talk.saysAs(
                    CONTACTS, "<put transID='7' owner='fred@example.com'>" + contact("wilma@example.com") + "</put>");
            wilmaIsThere(subscribes("wilma@example.com"));
            talk.told(Told.class);
            talk.saysAs(CONTACTS, "<remove transID='8' owner='fred@example.com' address='wilma@example.com' />");
            hears(PRESENCE, "<terminate ");
        }
    }

    @Test
    void looksAtTheListFromTimeToTimeAndAsksAgainWhoHasRefused() throws Exception {
        try (var _ = follow()) {
            listIs(contact("wilma@example.com"));
            talk.saysAs(PRESENCE, "<reply code='537' transID='" + subscribes("wilma@example.com") + "' />");
            assertThat(talk.told(Told.class).event()).isInstanceOf(PresenceEvent.Ended.class);

            talk.time.awaitAlarm(EndpointLimits.DEFAULT.presence().duration());
            talk.time.advance(EndpointLimits.DEFAULT.presence().duration());
            listIs(contact("wilma@example.com"));
            wilmaIsThere(subscribes("wilma@example.com"));
            assertThat(talk.told(Told.class).event()).isInstanceOf(PresenceEvent.Changed.class);
        }
    }

    @Test
    void aListThatIsOlderThanAChangeIsAskedForAgain() throws Exception {
        try (var _ = follow()) {
            var get = hears(CONTACTS, "<get ");
            talk.saysAs(
                    CONTACTS, "<put transID='7' owner='fred@example.com'>" + contact("wilma@example.com") + "</put>");
            wilmaIsThere(subscribes("wilma@example.com"));
            talk.told(Told.class);
            talk.saysAs(CONTACTS, "<page transID='" + get + "' owner='fred@example.com' kind='contacts' />");
            talk.time.awaitAlarm(Duration.ofSeconds(1));
            talk.time.advance(Duration.ofSeconds(1));
            listIs(contact("wilma@example.com"));
            talk.time.awaitAlarm(EndpointLimits.DEFAULT.presence().duration());
        }
        hears(PRESENCE, "<terminate ");
    }

    @Test
    void aServiceThatSaysNoIsNotAskedEveryMinute() throws Exception {
        try (var _ = follow()) {
            talk.saysAs(CONTACTS, "<reply code='537' transID='" + hears(CONTACTS, "<get ") + "' />");
            talk.time.awaitAlarm(EndpointLimits.DEFAULT.presence().duration());
        }
    }

    @Test
    void asksForTheListAgainAMinuteAfterItDidNotGetIt() throws Exception {
        try (var _ = follow()) {
            talk.saysAs(CONTACTS, "<reply code='451' transID='" + hears(CONTACTS, "<get ") + "' />");
            talk.time.awaitAlarm(Following.RETRY);
            talk.time.advance(Following.RETRY);
            listIs(contact("wilma@example.com"));
            subscribes("wilma@example.com");
        }
    }
}
