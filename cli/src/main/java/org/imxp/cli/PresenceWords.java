package org.imxp.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.Way;
import org.imxp.protocol.Address;

/** Presence as people type and read it. */
final class PresenceWords {
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private PresenceWords() {}

    static <E extends Enum<E>> String word(E value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what is typed.
     *
     * @throws CommandFailure of wrong usage if a word is none
     */
    static <E extends Enum<E>> E read(Class<E> type, String what, String typed) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word(value).equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrongUsage(VisibleText.line(typed) + " is no " + what + ": "
                        + Arrays.stream(type.getEnumConstants())
                                .map(PresenceWords::word)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** The language that the person's system speaks, if it says so. */
    static List<Locale.LanguageRange> languages(Map<String, String> environment) {
        var tag =
                environment.getOrDefault("LANG", "").replaceFirst("[.@].*", "").replace('_', '-');
        try {
            return tag.isEmpty() ? List.of() : Locale.LanguageRange.parse(tag);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** How somebody is: {@code away (At lunch)}. */
    static String of(Availability availability, Notes notes, List<Locale.LanguageRange> languages) {
        return word(availability)
                + notes.best(languages)
                        .map(text -> " (" + VisibleText.line(text.replace('\n', ' ')) + ")")
                        .orElse("");
    }

    static String of(PresenceState state, List<Locale.LanguageRange> languages) {
        return of(state.availability(), state.notes(), languages);
    }

    static String sentence(Address who, PresenceState state, List<Locale.LanguageRange> languages) {
        return ShownAddress.of(who) + " is " + of(state, languages);
    }

    /** One program, or other means, on a line. */
    static String line(Way way, List<Locale.LanguageRange> languages, ZoneId zone) {
        return "  " + VisibleText.line(way.destination()) + ": "
                + of(way.availability(), way.notes(), languages)
                + (way.availability() == Availability.OFFLINE ? " since " : " until ")
                + time(way.until(), zone)
                + way.device().map(device -> ", " + word(device)).orElse("")
                + (way.media().isEmpty() ? "" : ", takes " + VisibleText.line(String.join(", ", way.media())));
    }

    private static String time(Instant at, ZoneId zone) {
        return UNTIL.withZone(zone).format(at);
    }

    /** For programs: all that is known, as one object. */
    static JsonObject json(PresenceState state, Instant now) {
        var json = new JsonObject()
                .with("time", now.toString())
                .with("publisher", state.publisher().toString())
                .with("availability", word(state.availability()));
        state.lastUpdate().ifPresent(at -> json.with("lastUpdate", at.toString()));
        return notes(json, state.notes())
                .withObjects(
                        "ways", state.ways().stream().map(PresenceWords::json).toList());
    }

    private static JsonObject json(Way way) {
        var json = new JsonObject()
                .with("destination", way.destination())
                .with("availability", word(way.availability()))
                .with("until", way.until().toString());
        way.device().ifPresent(device -> json.with("device", word(device)));
        if (!way.media().isEmpty()) {
            json.with("media", way.media());
        }
        return notes(json, way.notes());
    }

    private static JsonObject notes(JsonObject json, Notes notes) {
        if (!notes.byLanguage().isEmpty()) {
            var each = new JsonObject();
            notes.byLanguage().forEach(each::with);
            json.with("notes", each);
        }
        return json;
    }
}
