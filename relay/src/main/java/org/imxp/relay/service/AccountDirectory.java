package org.imxp.relay.service;

import java.time.Instant;
import java.util.Optional;
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

    /**
     * Since when an endpoint exists: whatever is known from before belongs to somebody else who had its address. Must not block;
     * the stage may end on any thread.
     *
     * @param endpoint as for {@link #exists}
     * @return when the account was made, 1970 if that is not known; empty if there is none; fails when the store does not answer
     */
    default CompletionStage<Optional<Instant>> since(Address endpoint) {
        return exists(endpoint).thenApply(exists -> exists ? Optional.of(Instant.EPOCH) : Optional.empty());
    }
}
