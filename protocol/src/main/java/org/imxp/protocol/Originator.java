package org.imxp.protocol;

import java.util.List;

/**
 * The endpoint that sends a data (RFC 3340 section 4.4.4).
 *
 * @param identity its address
 * @param options the per-originator options
 */
public record Originator(Address identity, List<Option> options) {
    /** Keeps its own list. */
    public Originator {
        options = List.copyOf(options);
    }

    /**
     * An originator without options.
     *
     * @param identity its address
     */
    public Originator(Address identity) {
        this(identity, List.of());
    }
}
