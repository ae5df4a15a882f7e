package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Device;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.Way;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

final class PresenceWordsTest {
    private static final Instant UNTIL = Instant.parse("2026-11-23T11:00:00Z");
    private static final Address WILMA = Address.parse("wilma@example.com");

    private static Way way(String destination, Availability availability, Notes notes) {
        return new Way(
                destination, UNTIL, availability, notes, Optional.of(Device.MOBILE), List.of("text/plain"), List.of());
    }

    private static PresenceState state(Notes notes) {
        return new PresenceState(
                WILMA, Optional.of(Trial.NOW), List.of(way("im:wilma@example.com", Availability.AWAY, notes)));
    }

    @Test
    void saysHowSomebodyIs() {
        var notes = Notes.of("At lunch").with("de", "Mahlzeit");
        assertThat(PresenceWords.sentence(WILMA, state(Notes.NONE), List.of())).isEqualTo("wilma@example.com is away");
        assertThat(PresenceWords.sentence(WILMA, state(notes), List.of()))
                .isEqualTo("wilma@example.com is away (At lunch)");
        assertThat(PresenceWords.sentence(WILMA, state(notes), PresenceWords.languages(Map.of("LANG", "de_CH.UTF-8"))))
                .isEqualTo("wilma@example.com is away (Mahlzeit)");
        assertThat(PresenceWords.languages(Map.of("LANG", "C"))).isNotNull();
        assertThat(PresenceWords.languages(Map.of("LANG", "!!"))).isEmpty();
        assertThat(PresenceWords.line(state(notes).ways().getFirst(), List.of(), ZoneOffset.UTC))
                .isEqualTo("  im:wilma@example.com: away (At lunch) until 2026-11-23 11:00, mobile, takes text/plain");
    }

    @Test
    void isAnObjectForPrograms() {
        assertThat(PresenceWords.json(state(Notes.of("hi")), Trial.NOW))
                .hasToString("{\"time\":\"2026-11-23T10:15:30Z\",\"publisher\":\"wilma@example.com\","
                        + "\"availability\":\"away\",\"lastUpdate\":\"2026-11-23T10:15:30Z\",\"notes\":{\"\":\"hi\"},"
                        + "\"ways\":[{\"destination\":\"im:wilma@example.com\",\"availability\":\"away\","
                        + "\"until\":\"2026-11-23T11:00:00Z\",\"device\":\"mobile\",\"media\":[\"text/plain\"],"
                        + "\"notes\":{\"\":\"hi\"}}]}");
    }

    @Test
    void whatOthersSayCannotControlTheTerminal() {
        var nasty = Notes.of("a\nb \u202E c");
        assertThat(PresenceWords.sentence(WILMA, state(nasty), List.of()))
                .isEqualTo("wilma@example.com is away (a b <U+202E> c)");
    }

    @Test
    void readsWords() {
        assertThat(PresenceWords.read(Availability.class, "way", "AWAY")).isEqualTo(Availability.AWAY);
        assertThatThrownBy(() -> PresenceWords.read(Availability.class, "way", "gone"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("gone is no way: available, busy, away, offline.");
    }
}
