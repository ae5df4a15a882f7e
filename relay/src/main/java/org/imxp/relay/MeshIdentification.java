package org.imxp.relay;

import java.util.LinkedHashSet;
import org.imxp.beep.Session;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.trust.PeerDomains;
import org.imxp.relay.trust.PeerProofs;
import org.imxp.relay.trust.RelayIdentity;

/** Among relays each peer is a relay, of the domains that it proves (requirements SEED-48, CORE-34). */
final class MeshIdentification implements Identification {
    private final PeerProofs proofs;
    private final PeerDomains policy;

    MeshIdentification(PeerProofs proofs, PeerDomains policy) {
        this.proofs = proofs;
        this.policy = policy;
    }

    @Override
    public PeerIdentity identify(Session session, String name) {
        var domain = RelayIdentity.domain(name)
                .orElseThrow(() -> new ProtocolException(
                        ReplyCode.NOT_AUTHORIZED,
                        "your identity is not a relay's: allowed are imxp=mesh@DOMAIN, apex=mesh@DOMAIN and DOMAIN"));
        return relay(session, domain);
    }

    /** The relay of a domain: what is blocked counts for none of its other domains either. */
    PeerIdentity relay(Session session, Domain domain) {
        policy.refusal(domain).ifPresent(why -> {
            throw new ProtocolException(PeerDomains.CODE, why);
        });
        var proved = proofs.of(session);
        var domains = new LinkedHashSet<>(proved.domains());
        domains.add(domain);
        domains.removeIf(each -> policy.refusal(each).isPresent());
        return new PeerIdentity.Relay(domain, domains, proved.intermediary());
    }
}
