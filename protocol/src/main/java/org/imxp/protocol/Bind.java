package org.imxp.protocol;

import java.util.List;

/**
 * Says that this application is a relay of a domain (RFC 3340 section 4.4.2).
 *
 * @param relay the domain that it serves
 * @param transId 1 to 2147483647, unique among the live operations of the channel
 * @param options processing options; as for {@link Attach}
 */
public record Bind(Domain relay, int transId, List<Option> options) implements Element {
    /** Refuses a transID out of range. */
    public Bind {
        ProtocolNumber.uniqueId(transId);
        options = List.copyOf(options);
    }

    /**
     * A bind without options.
     *
     * @param relay the domain that it serves
     * @param transId 1 to 2147483647
     */
    public Bind(Domain relay, int transId) {
        this(relay, transId, List.of());
    }
}
