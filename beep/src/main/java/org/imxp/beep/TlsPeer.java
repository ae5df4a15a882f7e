package org.imxp.beep;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What TLS knows of a session.
 *
 * @param protocol such as {@code TLSv1.3}
 * @param cipherSuite such as {@code TLS_AES_256_GCM_SHA384}
 * @param certificates the peer's chain, its own certificate first; empty if it showed none
 */
public record TlsPeer(String protocol, String cipherSuite, List<X509Certificate> certificates) {
    /** Copies the list. */
    public TlsPeer {
        certificates = List.copyOf(certificates);
    }
}
