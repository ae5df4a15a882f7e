package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How other domains' relays are reached and trusted.
 *
 * @param trust PEM files with authorities or relays' own certificates to trust, beside the system's authorities
 * @param routes where a domain's relay is, instead of asking DNS
 * @param secrets files with the secret that a domain's relay authenticates by, instead of a certificate
 */
public record Mesh(List<Path> trust, Map<String, HostPort> routes, Map<String, Path> secrets) {
    /** Copies what it is given. */
    public Mesh {
        trust = List.copyOf(trust);
        routes = Map.copyOf(routes);
        secrets = Map.copyOf(secrets);
    }
}
