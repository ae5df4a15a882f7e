package org.imxp.relay.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a certificate leads to an authority (RFC 5280 section 6).
 *
 * <p>Not left to the platform's trust manager, which would have the clock of the machine, and would refuse as a client whoever
 * has a certificate for servers only, as public authorities sign them: between relays each is both.
 */
final class CertificatePath {
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final Set<String> PURPOSES = Set.of(ANY_PURPOSE, SERVER, CLIENT);

    /** Certificates between a relay's and its authority. */
    private static final int LONGEST = 5;

    private final Set<TrustAnchor> authorities;

    CertificatePath(Collection<X509Certificate> authorities) {
        this.authorities = authorities.stream()
                .map(authority -> new TrustAnchor(authority, null))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the first of a chain leads to an authority, by others of the chain in any order. */
    boolean leadsToAuthority(List<X509Certificate> chain, Instant now) {
        if (authorities.isEmpty()) {
            return false;
        }
        try {
            var wanted = new X509CertSelector();
            wanted.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(authorities, wanted);
            parameters.setDate(Date.from(now));
            parameters.setRevocationEnabled(false);
            parameters.setMaxPathLength(LONGEST);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether a certificate may be used for TLS at all; one that says nothing may. */
    static boolean isForTls(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.stream().anyMatch(PURPOSES::contains);
        } catch (CertificateParsingException e) {
            return false;
        }
    }
}
