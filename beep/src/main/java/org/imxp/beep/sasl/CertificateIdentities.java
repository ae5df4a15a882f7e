package org.imxp.beep.sasl;

import java.security.cert.X509Certificate;
import java.util.List;

/** Whom a client's certificate proves its owner to be, for EXTERNAL. Chosen by the listener. */
@FunctionalInterface
public interface CertificateIdentities {
    /**
     * Reads a certificate that TLS has verified. It is asked on the session's thread and must not block it.
     *
     * @param certificate the peer's own
     * @return all identities that it stands for; the first is that of a peer that asks for none. None refuses the peer
     */
    List<String> of(X509Certificate certificate);

    /**
     * The names of the subjectAltName: first each rfc822Name, then each uniformResourceIdentifier, then each dNSName, a domain in
     * lower case. The subject with its common name is not looked at, since anything can be written there. A name with an asterisk,
     * a space or a character other than printable US-ASCII is nobody's, and neither is one of more than 512 characters.
     *
     * @return the usual mapping
     */
    static CertificateIdentities subjectAltNames() {
        return SubjectAltNames::of;
    }
}
