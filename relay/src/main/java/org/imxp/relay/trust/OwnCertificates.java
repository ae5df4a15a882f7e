package org.imxp.relay.trust;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.imxp.beep.TlsKey;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Security.CertificateSource;

/**
 * The certificates by which this relay shows who it is.
 *
 * @param byDefault that of all domains without their own
 * @param byDomain those of single domains
 */
public record OwnCertificates(RelayCertificate byDefault, Map<Domain, RelayCertificate> byDomain) {
    /** Copies what it is given. */
    public OwnCertificates {
        byDomain = Collections.unmodifiableMap(new LinkedHashMap<>(byDomain));
    }

    /**
     * Loads the certificates of single domains. Blocks.
     *
     * @param byDefault that of all other domains
     * @param files by domain, as of {@link org.imxp.relay.config.Security#certificates()}
     * @return all of them
     * @throws CertificateFileException if a file cannot be used
     * @throws TrustException if a certificate is not its domain's: peers could not be shown it
     */
    public static OwnCertificates load(RelayCertificate byDefault, Map<String, CertificateSource.Files> files) {
        var loaded = new LinkedHashMap<Domain, RelayCertificate>();
        files.forEach((domain, pair) -> {
            var certificate = RelayCertificate.load(pair.certificate(), pair.key());
            if (!certificate.names(domain)) {
                throw new TrustException("security.certificates." + domain + ": the certificate in "
                        + pair.certificate() + " does not have " + domain + " as a DNS name of its subjectAltName");
            }
            loaded.put(Domain.parse(domain), certificate);
        });
        return new OwnCertificates(byDefault, loaded);
    }

    /**
     * The certificate that stands for a domain.
     *
     * @param domain one that this relay serves
     * @return its own, or that of all domains
     */
    public RelayCertificate of(Domain domain) {
        return byDomain.getOrDefault(domain, byDefault);
    }

    /**
     * For a listener, which shows the default where no other fits.
     *
     * @return all keys with their certificates, the default first
     */
    public List<TlsKey> keys() {
        return Stream.concat(Stream.of(byDefault), byDomain.values().stream())
                .map(OwnCertificates::key)
                .toList();
    }

    /**
     * The domains that other relays can't be shown by certificate to be this relay's.
     *
     * @param domains those that this relay serves
     * @return those whose certificate does not name them
     */
    public List<Domain> unproved(Collection<Domain> domains) {
        return domains.stream()
                .filter(domain ->
                        !CertificateDomains.of(of(domain).certificate()).contains(domain))
                .toList();
    }

    static TlsKey key(RelayCertificate certificate) {
        return new TlsKey(certificate.key(), certificate.chain());
    }
}
