package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How peers are protected and authenticated.
 *
 * @param tls what is made of TLS
 * @param certificate where the relay's certificate comes from
 * @param certificates those of single domains, by domain; the other domains have the relay's
 * @param mechanisms the SASL mechanisms offered, best first; whatever this says, PLAIN is offered only inside TLS, and
 *     SCRAM-SHA-256-PLUS only where TLS has a channel binding (RFC 9266); ANONYMOUS to endpoints only, not to relays
 * @param legacy whether the drafts' TLS_RSA_WITH_3DES_EDE_CBC_SHA is offered too (OPEN-28)
 */
public record Security(
        TlsPolicy tls,
        CertificateSource certificate,
        Map<String, CertificateSource.Files> certificates,
        List<String> mechanisms,
        boolean legacy) {
    /** The mechanisms that are offered if the operator says nothing, best first. */
    public static final List<String> MECHANISMS = List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "DIGEST-MD5", "PLAIN");

    /** By which endpoints that do not say who they are get in (OPEN-42). */
    public static final String ANONYMOUS = "ANONYMOUS";

    private static final List<String> ALLOWED =
            Stream.concat(MECHANISMS.stream(), Stream.of(ANONYMOUS)).toList();

    /**
     * Checks the mechanisms.
     *
     * @throws IllegalArgumentException if there is none, one is unknown, or one is there twice
     */
    public Security {
        certificates = Map.copyOf(certificates);
        mechanisms = List.copyOf(mechanisms);
        if (mechanisms.isEmpty() || mechanisms.stream().distinct().count() != mechanisms.size()) {
            throw new IllegalArgumentException(
                    mechanisms + " is not allowed: one or more of " + String.join(", ", ALLOWED) + ", each once");
        }
        for (var mechanism : mechanisms) {
            if (!ALLOWED.contains(mechanism)) {
                throw new IllegalArgumentException(
                        "\"" + mechanism + "\" is not allowed: " + String.join(", ", ALLOWED));
            }
        }
    }

    /**
     * With one certificate for all domains.
     *
     * @param tls see {@link #tls()}
     * @param certificate see {@link #certificate()}
     * @param mechanisms see {@link #mechanisms()}
     * @param legacy see {@link #legacy()}
     */
    public Security(TlsPolicy tls, CertificateSource certificate, List<String> mechanisms, boolean legacy) {
        this(tls, certificate, Map.of(), mechanisms, legacy);
    }

    /** Where the relay's certificate and key come from. */
    public sealed interface CertificateSource {
        /**
         * From files that the operator has.
         *
         * @param certificate PEM: the certificate, then those that lead to its authority
         * @param key PEM: the certificate's key
         */
        record Files(Path certificate, Path key) implements CertificateSource {}

        /**
         * Made for the domains at the first start, and found again at the next.
         *
         * @param folder where they are kept
         */
        record MadeIn(Path folder) implements CertificateSource {}
    }
}
