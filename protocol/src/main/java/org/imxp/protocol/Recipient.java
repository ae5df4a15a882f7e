package org.imxp.protocol;

import java.util.List;

/**
 * An endpoint that a data is for (RFC 3340 section 4.4.4).
 *
 * @param identity its address
 * @param options the per-recipient options
 */
public record Recipient(Address identity, List<Option> options) {
    /** Keeps its own list. */
    public Recipient {
        options = List.copyOf(options);
    }

    /**
     * A recipient without options.
     *
     * @param identity its address
     */
    public Recipient(Address identity) {
        this(identity, List.of());
    }
}
