package org.imxp.relay.trust;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Mesh;

/** Which other domains this relay talks with; the operator's decision. Immutable. */
public final class PeerDomains {
    /** The code of every refusal: 537, action not authorized. */
    public static final ReplyCode CODE = ReplyCode.NOT_AUTHORIZED;

    private final Set<Domain> allowed;
    private final Set<Domain> blocked;

    /**
     * A policy.
     *
     * @param allowed the domains that are talked with; all if there is none
     * @param blocked the domains that are not, even if they are allowed
     */
    public PeerDomains(Collection<Domain> allowed, Collection<Domain> blocked) {
        this.allowed = Set.copyOf(allowed);
        this.blocked = Set.copyOf(blocked);
    }

    /**
     * The policy of a configuration.
     *
     * @param mesh with the lists
     * @return the policy
     */
    public static PeerDomains of(Mesh mesh) {
        return new PeerDomains(mesh.allow(), mesh.block());
    }

    /**
     * Why a domain is not talked with, in either direction.
     *
     * @param domain another domain
     * @return one sentence, which goes with {@link #CODE}; empty if the domain is talked with
     */
    public Optional<String> refusal(Domain domain) {
        if (blocked.contains(domain)) {
            return Optional.of("this relay does not talk with " + domain + ": it is blocked here");
        }
        if (!allowed.isEmpty() && !allowed.contains(domain)) {
            return Optional.of(
                    "this relay does not talk with " + domain + ": it is not among the allowed domains here");
        }
        return Optional.empty();
    }
}
