package org.imxp.relay.service;

import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;

/**
 * A service of each domain that the relay serves, at its well-known endpoint: {@code apex=presence@example.com} for the name
 * {@code presence} (RFC 3340 section 6). Used by all threads.
 */
public interface DomainService {
    /** Makes a service, once, before the first data comes. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes the service.
         *
         * @param around what it may use; nothing is to be sent before the first data comes
         * @return the service
         */
        DomainService make(ServiceSurroundings around);
    }

    /**
     * The name in its address.
     *
     * @return such as {@code presence}
     */
    String name();

    /**
     * Whether a domain has the service.
     *
     * @param domain one that the relay serves
     * @return false if nothing that is sent to it there is to be received
     */
    default boolean isOfferedIn(Domain domain) {
        return true;
    }

    /**
     * Takes a data that somebody sent to the service. The relay has answered it already: what the service has to say goes by
     * {@link Post}. Must neither block nor throw.
     *
     * @param payload the data, with the service as its only recipient, and the parts beside it
     */
    void receive(Payload payload);
}
