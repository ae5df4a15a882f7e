package org.imxp.endpoint.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.PresenceTuple.Capability;

/**
 * What a program says of itself.
 *
 * @param availability whether the person can be talked to there
 * @param notes a free text
 * @param device on what the program runs, if that is to be known
 * @param media the media types that it takes, such as {@code text/plain}; none if that is not to be known
 * @param holds how long it holds if nothing is heard of the program any more
 * @param lasting whether it holds for that time whatever becomes of the program: then it is neither renewed nor taken back
 * @param destination the URI by which the person is reached there; empty for the address that the program is attached as
 */
public record PresenceStatus(
        Availability availability,
        Notes notes,
        Optional<Device> device,
        List<String> media,
        Duration holds,
        boolean lasting,
        Optional<String> destination) {
    /** How long a status holds where nothing else is said. */
    public static final Duration STANDARD_TIME = Duration.ofHours(1);
    /** The shortest time that a status may hold. */
    public static final Duration SHORTEST_TIME = Duration.ofSeconds(10);
    /** The longest time that a status may hold. */
    public static final Duration LONGEST_TIME = Duration.ofDays(366);
    /** The most media types. */
    public static final int MOST_MEDIA = 32;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+*-]{1,64}");

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the time or the number of media types is out of range, or a media type or the destination is
     *     none
     */
    public PresenceStatus {
        media = List.copyOf(media);
        if (holds.compareTo(SHORTEST_TIME) < 0 || holds.compareTo(LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "a presence holds for " + holds + ": allowed are " + SHORTEST_TIME + " to " + LONGEST_TIME);
        }
        if (media.size() > MOST_MEDIA) {
            throw new IllegalArgumentException(media.size() + " media types: allowed are " + MOST_MEDIA);
        }
        destination.ifPresent(uri -> {
            var _ = new PresenceTuple(uri, Instant.EPOCH);
        });
        media.stream().filter(type -> !isMediaType(type)).findFirst().ifPresent(type -> {
            throw new IllegalArgumentException("\"" + type + "\" is no media type: allowed are such as text/plain");
        });
    }

    /**
     * A status that says nothing more.
     *
     * @param availability whether the person can be talked to
     * @return the status, renewed while the program is attached
     */
    public static PresenceStatus of(Availability availability) {
        return new PresenceStatus(
                availability, Notes.NONE, Optional.empty(), List.of(), STANDARD_TIME, false, Optional.empty());
    }

    /**
     * The same with a free text.
     *
     * @param text the text
     * @return the status
     */
    public PresenceStatus withNotes(Notes text) {
        return new PresenceStatus(availability, text, device, media, holds, lasting, destination);
    }

    /**
     * The same on a device.
     *
     * @param kind what it is
     * @return the status
     */
    public PresenceStatus withDevice(Device kind) {
        return new PresenceStatus(availability, notes, Optional.of(kind), media, holds, lasting, destination);
    }

    /**
     * The same with media that are taken.
     *
     * @param types such as {@code text/plain}
     * @return the status
     */
    public PresenceStatus withMedia(List<String> types) {
        return new PresenceStatus(availability, notes, device, types, holds, lasting, destination);
    }

    /**
     * The same for another time.
     *
     * @param time how long it holds if nothing is heard of the program any more
     * @return the status
     */
    public PresenceStatus holding(Duration time) {
        return new PresenceStatus(availability, notes, device, media, time, lasting, destination);
    }

    /**
     * The same for exactly a time, whatever becomes of the program.
     *
     * @param time how long
     * @return the status
     */
    public PresenceStatus lastingFor(Duration time) {
        return new PresenceStatus(availability, notes, device, media, time, true, destination);
    }

    /**
     * The same for another place.
     *
     * @param uri by which the person is reached there, such as {@code im:fred@example.com}
     * @return the status
     */
    public PresenceStatus at(String uri) {
        return new PresenceStatus(availability, notes, device, media, holds, lasting, Optional.of(uri));
    }

    static boolean isMediaType(String text) {
        return MEDIA_TYPE.matcher(text).matches();
    }

    /** What of it is not said by the time of the tuple, each in words that are registered somewhere. */
    List<Capability> capabilities() {
        var words = new ArrayList<Capability>();
        switch (availability) {
            case BUSY -> words.add(new Capability(Vocabulary.ACTIVITIES, Vocabulary.activity("busy")));
            case AWAY -> words.add(new Capability(Vocabulary.ACTIVITIES, Vocabulary.activity("away")));
            case AVAILABLE, OFFLINE -> {
                // The time of the tuple says it.
            }
        }
        notes.byLanguage()
                .forEach((language, text) ->
                        words.add(new Capability(Vocabulary.NOTES, Vocabulary.note(language, text))));
        device.ifPresent(kind -> words.add(new Capability(Vocabulary.CAPABILITIES, kind.xml())));
        if (!media.isEmpty()) {
            words.add(new Capability(Vocabulary.MEDIA, MediaFilter.write(media)));
        }
        return words;
    }
}
