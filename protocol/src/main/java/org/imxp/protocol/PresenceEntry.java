package org.imxp.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an endpoint can be reached, and until when (RFC 3343 section 3).
 *
 * @param publisher the endpoint
 * @param lastUpdate when the service last changed the entry; empty in a first publish (OPEN-6)
 * @param publisherInfo a URI reference to more about the publisher, or empty
 * @param tuples one or more
 */
public record PresenceEntry(
        Address publisher, Optional<Instant> lastUpdate, String publisherInfo, List<PresenceTuple> tuples) {
    /** Refuses an entry without tuples, and what is no URI. */
    public PresenceEntry {
        lastUpdate.ifPresent(value -> Timestamp.check("lastUpdate", value));
        UriText.checkOrEmpty("publisherInfo", publisherInfo);
        tuples = List.copyOf(tuples);
        if (tuples.isEmpty()) {
            throw new IllegalArgumentException("a presence has no tuple: allowed are one or more");
        }
    }

    /**
     * The same entry, changed at another time.
     *
     * @param changed when
     * @return the entry
     */
    public PresenceEntry withLastUpdate(Instant changed) {
        return new PresenceEntry(publisher, Optional.of(changed), publisherInfo, tuples);
    }

    /**
     * The same entry in another name.
     *
     * @param changed whose
     * @return the entry
     */
    public PresenceEntry withPublisher(Address changed) {
        return new PresenceEntry(changed, lastUpdate, publisherInfo, tuples);
    }

    /**
     * The same entry with other tuples.
     *
     * @param changed one or more
     * @return the entry
     */
    public PresenceEntry withTuples(List<PresenceTuple> changed) {
        return new PresenceEntry(publisher, lastUpdate, publisherInfo, changed);
    }

    /**
     * When the entry next changes by itself, because a tuple closes (requirement PRES-3).
     *
     * @param now after when
     * @return empty if no tuple is open
     */
    public Optional<Instant> nextClosing(Instant now) {
        return tuples.stream()
                .map(PresenceTuple::availableUntil)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }
}
