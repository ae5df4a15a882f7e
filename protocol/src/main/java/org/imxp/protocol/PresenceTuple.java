package org.imxp.protocol;

import java.time.Instant;
import java.util.List;

/**
 * One way in which an endpoint can be reached (RFC 3343 section 3).
 *
 * @param destination a URI, such as {@code apex:fred/appl=im@example.com}
 * @param availableUntil the latest time at which it is reached there
 * @param tupleInfo a URI reference to more about it, or empty
 * @param capabilities what kinds of content it takes; may be empty
 */
public record PresenceTuple(
        String destination, Instant availableUntil, String tupleInfo, List<Capability> capabilities) {
    /**
     * What kinds of content are taken.
     *
     * @param baseline the URI of the standard that the text follows, such as {@code urn:ietf:rfc:rfc2533}
     * @param text by that standard; a character that XML cannot carry becomes U+FFFD
     */
    public record Capability(String baseline, String text) {
        /** Refuses what is no URI. */
        public Capability {
            UriText.check("baseline", baseline);
            text = XmlSyntax.carriable(text);
        }
    }

    /** Refuses what is no URI. */
    public PresenceTuple {
        UriText.check("destination", destination);
        Timestamp.check("availableUntil", availableUntil);
        UriText.checkOrEmpty("tupleInfo", tupleInfo);
        capabilities = List.copyOf(capabilities);
    }

    /**
     * A tuple that says nothing but when.
     *
     * @param destination a URI
     * @param availableUntil the latest time at which the endpoint is reached there
     */
    public PresenceTuple(String destination, Instant availableUntil) {
        this(destination, availableUntil, "", List.of());
    }

    /**
     * Whether the endpoint is reached there (requirement PRES-3).
     *
     * @param now when
     * @return true if availableUntil is later
     */
    public boolean isOpen(Instant now) {
        return availableUntil.isAfter(now);
    }

    /**
     * The same tuple, to another time.
     *
     * @param changed the latest time at which the endpoint is reached there
     * @return the tuple
     */
    public PresenceTuple until(Instant changed) {
        return new PresenceTuple(destination, changed, tupleInfo, capabilities);
    }
}
