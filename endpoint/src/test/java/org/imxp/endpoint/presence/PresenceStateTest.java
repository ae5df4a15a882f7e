package org.imxp.endpoint.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.PresenceTuple.Capability;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class PresenceStateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant OPEN = NOW.plusSeconds(1);

    private static PresenceTuple tuple(String destination, Instant until, Capability... capabilities) {
        return new PresenceTuple(destination, until, "", List.of(capabilities));
    }

    private static Capability activity(String name) {
        return new Capability(Vocabulary.ACTIVITIES, Vocabulary.activity(name));
    }

    private static PresenceState state(PresenceTuple... tuples) {
        return PresenceState.of(
                new PresenceEntry(Address.parse("fred@example.com"), Optional.empty(), "", Arrays.asList(tuples)), NOW);
    }

    @Test
    @Requirement({"PRES-3", "IMPP-4.4.2", "IMPP-4.4.3"})
    void isTheBestThatAnyProgramSays() {
        var busy = tuple("im:fred/a@example.com", OPEN, activity("busy"));
        var away = tuple("apex:fred/b@example.com", OPEN.plusSeconds(1), activity("away"));
        var available = tuple("pres:fred@example.com", OPEN);
        var mail = tuple("mailto:fred@example.com", OPEN.plusSeconds(9));
        assertThat(state(away, busy, mail).availability()).isEqualTo(Availability.BUSY);
        assertThat(state(away, busy, available).availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(state(away, busy.until(NOW)).availability()).isEqualTo(Availability.AWAY);
        // That mail is read some time says nothing of now.
        assertThat(state(mail).availability()).isEqualTo(Availability.OFFLINE);
        assertThat(state(mail).ways().getFirst().availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    @Requirement("IMPP-3.1.4")
    void understandsWhatOthersMayMean() {
        assertThat(state(tuple("im:a@b.example", OPEN, activity("meeting"))).availability())
                .isEqualTo(Availability.BUSY);
        assertThat(state(tuple("im:a@b.example", OPEN, activity("vacation"))).availability())
                .isEqualTo(Availability.AWAY);
        assertThat(state(tuple("im:a@b.example", OPEN, activity("tv"))).availability())
                .isEqualTo(Availability.AVAILABLE);
        var strange = new Capability("urn:x:strange", "anything");
        var best = state(tuple("im:a@b.example", OPEN, strange, activity("knitting")))
                .best()
                .orElseThrow();
        assertThat(best.others()).containsExactly(strange, activity("knitting"));
        assertThat(best.availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void entitiesAreNotExpanded() {
        var text = "<!DOCTYPE note [<!ENTITY a 'x'>]><note xmlns='urn:ietf:params:xml:ns:pidf'>&a;</note>";
        var way = state(tuple("im:a@b.example", OPEN, new Capability(Vocabulary.NOTES, text)))
                .best()
                .orElseThrow();
        assertThat(way.notes()).isEqualTo(Notes.NONE);
        assertThat(way.others()).hasSize(1);
    }

    @Test
    void aNoteHasALanguageForItsReader() {
        var notes = Notes.of("?").with("de", "Mahlzeit").with("pt-BR", "Almoço");
        assertThat(notes.best(Locale.LanguageRange.parse("de-CH, en;q=0.5"))).contains("Mahlzeit");
        assertThat(notes.best(Locale.LanguageRange.parse("pt-BR"))).contains("Almoço");
        assertThat(notes.best(Locale.LanguageRange.parse("ja"))).contains("?");
        assertThat(notes.best(List.of())).contains("?");
        assertThat(Notes.NONE.with("de", "Mahlzeit").best(List.of())).contains("Mahlzeit");
        assertThat(Notes.NONE.best(List.of())).isEmpty();
    }

    @Test
    void refusesWhatIsPastItsBounds() {
        var longest = "x".repeat(Notes.MOST_CHARACTERS);
        assertThat(Notes.of(longest).byLanguage()).containsEntry("", longest);
        assertThatIllegalArgumentException().isThrownBy(() -> Notes.of(longest + "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Notes.NONE.with("no language", "x"));
        var notes = Notes.NONE;
        for (int i = 0; i < Notes.MOST_LANGUAGES; i++) {
            notes = notes.with("x-" + i, "text");
        }
        var full = notes;
        assertThatIllegalArgumentException().isThrownBy(() -> full.with("x-more", "text"));

        var status = PresenceStatus.of(Availability.BUSY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status.holding(PresenceStatus.SHORTEST_TIME.minusMillis(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status.lastingFor(PresenceStatus.LONGEST_TIME.plus(Duration.ofMillis(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status.withMedia(Collections.nCopies(PresenceStatus.MOST_MEDIA + 1, "a/b")));
        assertThatIllegalArgumentException().isThrownBy(() -> status.withMedia(List.of("text")));
    }

    @Test
    void readsNoMoreOfForeignNotesThanIsAllowed() {
        var longest = Vocabulary.note("", "é".repeat(Notes.MOST_CHARACTERS + 1));
        var notes = state(tuple("im:a@b.example", OPEN, new Capability(Vocabulary.NOTES, longest)))
                .notes();
        assertThat(notes.byLanguage().get("")).hasSize(Notes.MOST_CHARACTERS);
        var many = new Capability[Notes.MOST_LANGUAGES + 1];
        Arrays.setAll(many, i -> new Capability(Vocabulary.NOTES, Vocabulary.note("x-" + i, "text")));
        var way = state(tuple("im:a@b.example", OPEN, many)).best().orElseThrow();
        assertThat(way.notes().byLanguage()).hasSize(Notes.MOST_LANGUAGES);
        assertThat(way.others()).containsExactly(many[Notes.MOST_LANGUAGES]);
    }
}
