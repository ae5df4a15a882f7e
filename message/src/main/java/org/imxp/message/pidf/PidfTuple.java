package org.imxp.message.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.message.MessageFault;
import org.imxp.message.XmlElement;

/**
 * One part of a presence, such as one way to reach somebody (RFC 3863 section 4.1.2).
 *
 * @param id tells it from the other tuples
 * @param basic whether messages are taken, if that is told
 * @param status further statuses, of other namespaces
 * @param extensions further elements, of other namespaces
 * @param contact where
 * @param notes what people are told
 * @param timestamp when its status changed
 */
public record PidfTuple(
        String id,
        Optional<Basic> basic,
        List<XmlElement> status,
        List<XmlElement> extensions,
        Optional<PidfContact> contact,
        List<PidfNote> notes,
        Optional<Instant> timestamp) {
    /** Whether messages are taken. */
    public enum Basic {
        /** They are. */
        OPEN,
        /** They are not. */
        CLOSED
    }

    /**
     * Copies the lists.
     *
     * @throws MessageFault with 501 if it has no id
     */
    public PidfTuple {
        if (id.isBlank()) {
            throw MessageFault.invalid("A tuple of a presence document has no id.");
        }
        status = List.copyOf(status);
        extensions = List.copyOf(extensions);
        notes = List.copyOf(notes);
    }
}
