package org.imxp.relay;

import java.util.Optional;
import java.util.function.Predicate;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.trust.PeerDomains;

/** Whose data go on to whom. Used by all threads. */
final class ForwardPolicy {
    private final ServedDomains domains;
    private final PeerDomains peers;
    private final Predicate<Domain> hasRoute;

    ForwardPolicy(ServedDomains domains, PeerDomains peers, Predicate<Domain> hasRoute) {
        this.domains = domains;
        this.peers = peers;
        this.hasRoute = hasRoute;
    }

    /**
     * Why data do not go on, if they don't. In transit they go only where an operator has sent them: a stranger can't have this
     * relay look for others.
     *
     * @param originator the originator's domain
     * @param domain the recipient's, which is not served here
     */
    Optional<Outcome> refusal(Domain originator, Domain domain) {
        return peers.refusal(domain)
                .map(why -> Outcome.of(PeerDomains.CODE, why))
                .or(() -> domains.has(originator) || hasRoute.test(domain)
                        ? Optional.empty()
                        : Optional.of(Outcome.of(ReplyCode.NOT_TAKEN, Sentence.NO_ROUTE, originator, domain, domain)));
    }
}
