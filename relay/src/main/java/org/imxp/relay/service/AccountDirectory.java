package org.imxp.relay.service;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;

/** Knows which endpoints a domain has, attached or not (OPEN-8). */
@FunctionalInterface
public interface AccountDirectory {
    /**
     * Whether an endpoint exists. Must not block; the stage may end on any thread.
     *
     * @param endpoint an endpoint of a domain that the relay serves; not a service
     * @return whether it, or the endpoint whose subaddress it is, has an account; fails when the store does not answer
     */
    CompletionStage<Boolean> exists(Address endpoint);
}
