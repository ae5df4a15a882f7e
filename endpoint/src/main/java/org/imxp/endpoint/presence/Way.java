package org.imxp.endpoint.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceTuple;
import org.imxp.protocol.PresenceTuple.Capability;
import org.imxp.protocol.ProtocolException;

/**
 * One way in which somebody is reached: a program, or other means such as mail.
 *
 * @param destination a URI
 * @param until when it ends, or has ended
 * @param availability what it says
 * @param notes a free text
 * @param device on what the program runs, if that is said
 * @param media the media types that it takes; none if that is not said
 * @param others what it says in words that are not known here
 */
public record Way(
        String destination,
        Instant until,
        Availability availability,
        Notes notes,
        Optional<Device> device,
        List<String> media,
        List<Capability> others) {
    /** Copies the lists. */
    public Way {
        media = List.copyOf(media);
        others = List.copyOf(others);
    }

    /**
     * Whether instant messages go there; how else somebody is reached says nothing of whether they are there.
     *
     * @return true for im, pres, imxp and apex URIs
     */
    public boolean isInbox() {
        return inbox(destination).isPresent();
    }

    static Optional<Address> inbox(String destination) {
        try {
            return Optional.of(Address.fromUri(destination));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    /** Reads a tuple, whoever has written it. */
    static Way of(PresenceTuple tuple, Instant now) {
        var reading = new Reading();
        tuple.capabilities().forEach(reading::take);
        return new Way(
                tuple.destination(),
                tuple.availableUntil(),
                tuple.isOpen(now) ? reading.availability : Availability.OFFLINE,
                new Notes(reading.notes),
                reading.device,
                reading.media,
                reading.others);
    }

    /** What is said twice counts the first time. */
    private static final class Reading {
        private Availability availability = Availability.AVAILABLE;
        private final TreeMap<String, String> notes = new TreeMap<>();
        private Optional<Device> device = Optional.empty();
        private List<String> media = List.of();
        private final List<Capability> others = new ArrayList<>();

        void take(Capability capability) {
            var isKnown = switch (capability.baseline()) {
                case Vocabulary.MEDIA -> takeMedia(capability.text());
                case Vocabulary.ACTIVITIES, Vocabulary.NOTES, Vocabulary.CAPABILITIES ->
                    VocabularyElement.read(capability.text())
                            .filter(this::takeElement)
                            .isPresent();
                default -> false;
            };
            if (!isKnown) {
                others.add(capability);
            }
        }

        private boolean takeMedia(String text) {
            var read = MediaFilter.read(text).filter(_ -> media.isEmpty());
            read.ifPresent(types -> media = types);
            return read.isPresent();
        }

        private boolean takeElement(VocabularyElement element) {
            return takeActivity(element) || takeNote(element) || takeDevice(element);
        }

        private boolean takeActivity(VocabularyElement element) {
            var said = Vocabulary.availability(element).filter(_ -> availability == Availability.AVAILABLE);
            said.ifPresent(activity -> availability = activity);
            return said.isPresent();
        }

        private boolean takeNote(VocabularyElement element) {
            boolean isNote = element.namespace().equals(Vocabulary.NOTES)
                    && element.name().equals("note")
                    && Notes.isLanguage(element.language())
                    && notes.size() < Notes.MOST_LANGUAGES;
            return isNote && notes.putIfAbsent(element.language(), Notes.shortened(element.text())) == null;
        }

        private boolean takeDevice(VocabularyElement element) {
            var kind = Device.of(element).filter(_ -> device.isEmpty());
            kind.ifPresent(found -> device = Optional.of(found));
            return kind.isPresent();
        }
    }
}
