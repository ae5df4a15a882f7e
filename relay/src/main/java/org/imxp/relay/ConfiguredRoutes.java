package org.imxp.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;
import org.imxp.relay.config.Route;

/** The ways that an operator has told; for other domains it is looked for a relay. */
final class ConfiguredRoutes implements RelayFinding {
    private final Map<String, Route> routes;
    private final RelayFinding others;

    ConfiguredRoutes(Map<String, Route> routes, RelayFinding others) {
        this.routes = Map.copyOf(routes);
        this.others = others;
    }

    boolean has(Domain domain) {
        return routes.containsKey(domain.toString());
    }

    /** The domain whose relay gets what is for a domain: that one itself, or an intermediary. */
    Domain relayFor(Domain domain) {
        return routes.get(domain.toString()) instanceof Route.Through(var intermediary) ? intermediary : domain;
    }

    @Override
    public CompletionStage<List<InetSocketAddress>> find(Domain domain) {
        return routes.get(domain.toString()) instanceof Route.Direct(var relay)
                ? CompletableFuture.completedStage(
                        List.of(InetSocketAddress.createUnresolved(relay.host(), relay.port())))
                : others.find(domain);
    }
}
