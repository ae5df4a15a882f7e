package org.imxp.relay;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.relay.service.AccountDirectory;

/**
 * Endpoints that have an account, and the services that are offered (OPEN-8).
 *
 * @param accounts knows the accounts
 * @param routing knows the services
 */
record ValidEndpoints(AccountDirectory accounts, Routing routing) implements AccountDirectory {
    @Override
    public CompletionStage<Boolean> exists(Address endpoint) {
        return endpoint.isService()
                ? CompletableFuture.completedStage(routing.offers(endpoint))
                : accounts.exists(endpoint);
    }

    @Override
    public CompletionStage<Optional<Instant>> since(Address endpoint) {
        return endpoint.isService() ? AccountDirectory.super.since(endpoint) : accounts.since(endpoint);
    }
}
