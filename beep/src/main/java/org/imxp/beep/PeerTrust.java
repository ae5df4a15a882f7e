package org.imxp.beep;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who decides whether a peer's certificates are trusted, where the platform's rules do not fit: where certificates name
 * something else than hosts, or where a refusal is to be told later and in BEEP's own words.
 *
 * <p>It has the whole decision: the chain, the dates and the names. That the peer has the certificate's key is checked by
 * TLS itself. A session that is resumed is not asked about again.
 */
@FunctionalInterface
public interface PeerTrust {
    /**
     * Decides. It is asked on the session's thread and must not block it.
     *
     * @param chain what the peer showed, its own certificate first; one or more
     * @param serverName the name that this side asks for; empty if it asks for none, and for a listener
     * @throws CertificateException if the peer is not trusted; its message is one sentence for people, and the handshake
     *     ends
     */
    void check(List<X509Certificate> chain, String serverName) throws CertificateException;
}
