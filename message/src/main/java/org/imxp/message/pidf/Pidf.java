package org.imxp.message.pidf;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.MessageFault;
import org.imxp.message.XmlElement;

/**
 * A presence document (RFC 3863 section 4.1).
 *
 * @param entity whose presence it is, such as {@code pres:fred@example.com}
 * @param tuples zero or more, each with an id of its own
 * @param notes what people are told about the entity
 * @param extensions elements of other namespaces
 */
public record Pidf(String entity, List<PidfTuple> tuples, List<PidfNote> notes, List<XmlElement> extensions) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/pidf+xml";

    /** The namespace, without a final colon, whatever section 4.1.1 says (OPEN-40). */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:pidf";

    /**
     * Copies the lists.
     *
     * @throws MessageFault with 501 if there is no entity, or two tuples have one id
     */
    public Pidf {
        tuples = List.copyOf(tuples);
        notes = List.copyOf(notes);
        extensions = List.copyOf(extensions);
        if (entity.isBlank()) {
            throw MessageFault.invalid("A presence document has no entity.");
        }
        Set<String> ids = new HashSet<>();
        for (PidfTuple tuple : tuples) {
            if (!ids.add(tuple.id())) {
                throw MessageFault.invalid("Two tuples have the id " + MessageFault.shown(tuple.id()) + ".");
            }
        }
    }

    /**
     * When anything of this last changed.
     *
     * @return the newest of the timestamps, if there is one
     */
    public Optional<Instant> newest() {
        return tuples.stream().flatMap(tuple -> tuple.timestamp().stream()).max(Comparator.naturalOrder());
    }

    /**
     * Whether this tells less than is known already, and so is to be ignored (section 6).
     *
     * @param seen the newest timestamp of what was known
     * @return whether all of it is older
     */
    public boolean isOutdated(Instant seen) {
        return newest().filter(newest -> newest.isBefore(seen)).isPresent();
    }

    /**
     * A timestamp for the next document of an entity: successive ones never share one (section 4.1.7).
     *
     * @param now what time it is
     * @param last the newest timestamp of the document before
     * @return now, or the next millisecond after the last
     */
    public static Instant nextTimestamp(Instant now, Optional<Instant> last) {
        return last.filter(before -> !now.isAfter(before))
                .map(before -> before.plusMillis(1))
                .orElse(now);
    }
}
