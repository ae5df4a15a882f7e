package org.imxp.beep;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.TransportSecurity;

/**
 * What TLS knows of a session.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite such as {@code TLS_AES_256_GCM_SHA384}
 * @param certificates the peer's chain, its own certificate first; empty if it showed none
 * @param exporter the channel binding {@code tls-exporter}, 32 octets (RFC 9266); empty where there is none, as in TLS 1.2
 */
public record TlsPeer(
        String protocol, String cipherSuite, List<X509Certificate> certificates, Optional<Octets> exporter) {
    /** Copies the list and checks the length of the channel binding. */
    public TlsPeer {
        certificates = new TransportSecurity(exporter, certificates).certificates();
    }

    /**
     * A session without channel binding.
     *
     * @param protocol see {@link #protocol()}
     * @param cipherSuite see {@link #cipherSuite()}
     * @param certificates see {@link #certificates()}
     */
    public TlsPeer(String protocol, String cipherSuite, List<X509Certificate> certificates) {
        this(protocol, cipherSuite, certificates, Optional.empty());
    }

    /**
     * What authentication may build on.
     *
     * @return the channel binding and the certificates
     */
    public TransportSecurity security() {
        return new TransportSecurity(exporter, certificates);
    }
}
