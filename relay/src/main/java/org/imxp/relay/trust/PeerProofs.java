package org.imxp.relay.trust;

import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.config.Mesh;
import org.imxp.relay.config.Mesh.Intermediary;

/** Takes from a session between relays who the peer has proved to be. Immutable. */
public final class PeerProofs {
    private final RelayTrust trust;
    private final Set<Domain> intermediaries = new HashSet<>();
    private final Set<X509Certificate> intermediaryCertificates;

    /**
     * Reads the certificates of intermediaries. Blocks.
     *
     * @param trust whose certificates are trusted
     * @param mesh with the intermediaries
     * @throws CertificateFileException if a file cannot be read
     */
    public PeerProofs(RelayTrust trust, Mesh mesh) {
        this.trust = trust;
        for (var each : mesh.trusted()) {
            if (each instanceof Intermediary.OfDomain(var domain)) {
                intermediaries.add(domain);
            }
        }
        intermediaryCertificates = Set.copyOf(RelayTrust.certificates(RelayTrust.files(mesh.trusted())));
    }

    /**
     * What the peer has proved so far: the domain that it has authenticated as, and those of its certificate, if that is
     * trusted. Some milliseconds of work; the result stays true once the peer has authenticated.
     *
     * @param session with another relay: its listener has {@link MeshLogin}, and its initiator the TLS of {@link RelayTls}
     * @return the domains
     */
    public ProvedDomains of(Session session) {
        var chain = session.tlsPeer().map(TlsPeer::certificates).orElse(List.of());
        var isTrusted = trust.fault(chain).isEmpty();
        var domains = new LinkedHashSet<Domain>();
        session.identity().flatMap(RelayIdentity::domain).ifPresent(domains::add);
        if (isTrusted) {
            domains.addAll(CertificateDomains.of(chain.getFirst()));
        }
        var isIntermediary = domains.stream().anyMatch(intermediaries::contains)
                || (isTrusted && intermediaryCertificates.contains(chain.getFirst()));
        return new ProvedDomains(domains, isIntermediary);
    }
}
