package org.imxp.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;
import org.imxp.relay.config.HostPort;

/** Where an operator says that a domain's relay is; the others are looked for. */
final class ConfiguredRoutes implements RelayFinding {
    private final Map<String, HostPort> routes;
    private final RelayFinding others;

    ConfiguredRoutes(Map<String, HostPort> routes, RelayFinding others) {
        this.routes = Map.copyOf(routes);
        this.others = others;
    }

    boolean has(Domain domain) {
        return routes.containsKey(domain.toString());
    }

    @Override
    public CompletionStage<List<InetSocketAddress>> find(Domain domain) {
        return Optional.ofNullable(routes.get(domain.toString()))
                .<CompletionStage<List<InetSocketAddress>>>map(route -> CompletableFuture.completedStage(
                        List.of(InetSocketAddress.createUnresolved(route.host(), route.port()))))
                .orElseGet(() -> others.find(domain));
    }
}
