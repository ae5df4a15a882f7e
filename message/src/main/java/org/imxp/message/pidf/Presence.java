package org.imxp.message.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What IMXP's presence element says (RFC 3343 section 3), without its form.
 *
 * @param publisher the endpoint, such as {@code fred@example.com}
 * @param lastUpdate when it last changed
 * @param publisherInfo a URI reference, or empty
 * @param tuples one or more
 */
public record Presence(String publisher, Optional<Instant> lastUpdate, String publisherInfo, List<Tuple> tuples) {
    /**
     * A way to reach the endpoint.
     *
     * @param destination a URI
     * @param availableUntil the latest time at which it is reached there
     * @param tupleInfo a URI reference, or empty
     * @param capabilities what kinds of content it takes
     */
    public record Tuple(String destination, Instant availableUntil, String tupleInfo, List<Capability> capabilities) {
        /** Copies the list. */
        public Tuple {
            capabilities = List.copyOf(capabilities);
        }
    }

    /**
     * What kinds of content are taken.
     *
     * @param baseline the URI of a standard
     * @param text by that standard
     */
    public record Capability(String baseline, String text) {}

    /** Copies the list. */
    public Presence {
        tuples = List.copyOf(tuples);
    }
}
