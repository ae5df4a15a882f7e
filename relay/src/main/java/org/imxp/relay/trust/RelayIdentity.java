package org.imxp.relay.trust;

import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;

/** The names that relays authenticate by (requirements SEED-48, WIRE-4). */
public final class RelayIdentity {
    private static final String SERVICE = "mesh@";

    private RelayIdentity() {}

    /**
     * The identity of a domain's relay, as a session has it once its peer has authenticated.
     *
     * @param domain the domain
     * @return {@code imxp=mesh@domain}
     */
    public static String of(Domain domain) {
        return of(domain, Dialect.IMXP);
    }

    /**
     * The name by which a domain's relay authenticates to another.
     *
     * @param domain the domain
     * @param dialect that of the session
     * @return {@code imxp=mesh@domain} in IMXP, {@code domain} in APEX
     */
    public static String of(Domain domain, Dialect dialect) {
        return switch (dialect) {
            case IMXP -> dialect.servicePrefix() + SERVICE + domain;
            case APEX -> domain.toString();
        };
    }

    /**
     * The domain whose relay a name stands for.
     *
     * @param identity {@code imxp=mesh@domain}, {@code apex=mesh@domain} or {@code domain}
     * @return the domain; empty for any other name
     */
    public static Optional<Domain> domain(String identity) {
        return ofService(identity).or(() -> CertificateDomains.parsed(identity));
    }

    /** The same for the first two forms only. */
    static Optional<Domain> ofService(String identity) {
        return Stream.of(Dialect.values())
                .map(dialect -> dialect.servicePrefix() + SERVICE)
                .filter(identity::startsWith)
                .findFirst()
                .flatMap(prefix -> CertificateDomains.parsed(identity.substring(prefix.length())));
    }
}
