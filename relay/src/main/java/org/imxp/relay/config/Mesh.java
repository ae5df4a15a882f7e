package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.imxp.protocol.Domain;

/**
 * How other domains' relays are reached and trusted.
 *
 * @param trust PEM files with authorities or relays' own certificates to trust, beside the system's authorities
 * @param routes the ways to domains that DNS is not asked for
 * @param secrets files with the secret that a domain's relay authenticates by, instead of a certificate
 * @param trusted peers from which data of other domains than their own is believed (CORE-34)
 * @param allow the domains that are talked with; all if there is none
 * @param block the domains that are not talked with, even if they are allowed
 * @param dns the DNS servers that are asked; the system's if there is none
 * @param transitReports whether originators are told of data that only passes through (CORE-44)
 */
public record Mesh(
        List<Path> trust,
        Map<String, Route> routes,
        Map<String, Path> secrets,
        List<Intermediary> trusted,
        List<Domain> allow,
        List<Domain> block,
        List<HostPort> dns,
        boolean transitReports) {
    /** Copies what it is given. */
    public Mesh {
        trust = List.copyOf(trust);
        routes = Map.copyOf(routes);
        secrets = Map.copyOf(secrets);
        trusted = List.copyOf(trusted);
        allow = List.copyOf(allow);
        block = List.copyOf(block);
        dns = List.copyOf(dns);
    }

    /**
     * With all domains, of which none speaks for another, found by the system's DNS servers.
     *
     * @param trust see {@link #trust()}
     * @param routes see {@link #routes()}
     * @param secrets see {@link #secrets()}
     */
    public Mesh(List<Path> trust, Map<String, Route> routes, Map<String, Path> secrets) {
        this(trust, routes, secrets, List.of(), List.of(), List.of(), List.of(), true);
    }

    /** A peer that may send what originates in other domains. */
    public sealed interface Intermediary {
        /**
         * Whoever proves to be a domain's relay.
         *
         * @param domain the domain
         */
        record OfDomain(Domain domain) implements Intermediary {}

        /**
         * Whoever shows a certificate.
         *
         * @param file PEM: one or more certificates, each an intermediary's own
         */
        record WithCertificate(Path file) implements Intermediary {}
    }
}
