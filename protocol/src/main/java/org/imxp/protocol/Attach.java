package org.imxp.protocol;

import java.util.List;

/**
 * Asks a relay to send this application what arrives for an endpoint (RFC 3340 section 4.4.1).
 *
 * @param endpoint the endpoint to attach as
 * @param transId 1 to 2147483647, unique among the live operations of the channel
 * @param options processing options; their targetHop and transID mean nothing here (section 5)
 */
public record Attach(Address endpoint, int transId, List<Option> options) implements Element {
    /** Refuses a transID out of range. */
    public Attach {
        ProtocolNumber.uniqueId(transId);
        options = List.copyOf(options);
    }

    /**
     * An attach without options.
     *
     * @param endpoint the endpoint to attach as
     * @param transId 1 to 2147483647
     */
    public Attach(Address endpoint, int transId) {
        this(endpoint, transId, List.of());
    }
}
