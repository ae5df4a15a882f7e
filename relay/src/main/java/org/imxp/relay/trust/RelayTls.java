package org.imxp.relay.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.imxp.beep.ClientCertificates;
import org.imxp.beep.TlsContext;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.RelayCertificate;

/** TLS between relays (requirement SEED-49): each side shows its certificate. Thread-safe. */
public final class RelayTls {
    private final RelayTrust trust;
    private final TlsContext listener;
    private volatile OwnCertificates own;
    private final ConcurrentMap<RelayCertificate, TlsContext> initiators = new ConcurrentHashMap<>();

    /**
     * Makes the listener's context.
     *
     * @param trust whose certificates are trusted
     * @param own what is shown
     * @param legacy whether a relay that offers nothing better gets TLS_RSA_WITH_3DES_EDE_CBC_SHA (OPEN-28); it is asked for no
     *     certificate, so needs a secret
     * @throws IllegalArgumentException if a certificate can't be used for TLS
     */
    public RelayTls(RelayTrust trust, OwnCertificates own, boolean legacy) {
        this.trust = trust;
        this.own = own;
        var modern =
                TlsContext.listener(own.keys()).withClients(ClientCertificates.OPTIONAL, (chain, serverName) -> {});
        listener = legacy ? modern.withLegacy() : modern;
    }

    /**
     * Shows other certificates from the next session on.
     *
     * @param renewed what is shown
     * @throws IllegalArgumentException if a certificate can't be used for TLS; then the others are still shown
     */
    public void renew(OwnCertificates renewed) {
        listener.renew(renewed.keys());
        own = renewed;
        initiators.clear();
    }

    /**
     * For the listener that other relays connect to. It shows the certificate of the domain that they ask for, and asks them for
     * theirs. A relay may show none, and log in by a secret. One whose certificate is not trusted is not told so by TLS, which
     * has no words for it, but when it wants to be somebody by it: {@link MeshLogin} and {@link PeerProofs} verify.
     *
     * @return the same context each time
     */
    public TlsContext listener() {
        return listener;
    }

    /**
     * For sessions to other domains' relays. It takes a relay only if its certificate is trusted and proves the domain that the
     * session asks for as its {@code serverName}, written as {@link Domain#toString()}; else the session ends with the reason.
     *
     * @param domain the domain of ours in whose name it is, and whose certificate is shown
     * @return a context, the same for all domains with the same certificate
     * @throws IllegalArgumentException if the certificate can't be used for TLS
     */
    public TlsContext initiator(Domain domain) {
        return initiators.computeIfAbsent(
                own.of(domain),
                certificate -> TlsContext.initiator(this::check).withKey(OwnCertificates.key(certificate)));
    }

    private void check(List<X509Certificate> chain, String serverName) throws CertificateException {
        var wanted = CertificateDomains.parsed(serverName);
        var fault = wanted.isPresent()
                ? trust.fault(chain, wanted.get())
                : Optional.of("no domain was asked for, so that none can be proved");
        if (fault.isPresent()) {
            throw new CertificateException(fault.get());
        }
    }
}
