package org.imxp.relay.certificate;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A relay's certificate, those that lead from it to its authority, and its key. Its text does not show the key.
 *
 * @param chain the relay's certificate first; at least that one
 * @param key the key of the first
 */
public record RelayCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;

    /**
     * Copies the chain.
     *
     * @throws IllegalArgumentException if the chain is empty
     */
    public RelayCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("no certificate: at least the relay's own is needed");
        }
    }

    /**
     * Loads a certificate and its key.
     *
     * @param certificate a PEM file: the relay's certificate, then those that lead to its authority
     * @param key a PEM file: its key, RSA or EC or Ed25519, as PKCS#8 or in the older forms, not encrypted
     * @return both
     * @throws CertificateFileException if a file cannot be read or the key is not the certificate's
     */
    public static RelayCertificate load(Path certificate, Path key) {
        var chain = PemFile.certificates(certificate);
        var secret = PemFile.key(key);
        if (!KeyAlgorithm.of(secret).signsFor(secret, chain.getFirst().getPublicKey())) {
            throw new CertificateFileException(
                    key + " is not the key of the certificate in " + certificate + ": give the key it was made with");
        }
        return new RelayCertificate(chain, secret);
    }

    /**
     * The relay's own certificate.
     *
     * @return the first of the chain
     */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /**
     * By what people compare certificates.
     *
     * @return the SHA-256 of the certificate, as {@code AB:CD:...}
     */
    public String fingerprint() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be digested", e);
        }
    }

    /**
     * Until when it is valid.
     *
     * @return the last instant
     */
    public Instant validUntil() {
        return certificate().getNotAfter().toInstant();
    }

    /**
     * Whether it names a domain; its subject does not count, only its alternative names do (OPEN-27).
     *
     * @param domain the domain in lower case
     * @return whether one of its DNS names is the domain
     */
    public boolean names(String domain) {
        return names(certificate(), domain);
    }

    /**
     * Whether a certificate names a domain, as {@link #names(String)}.
     *
     * @param certificate any; nothing of it is verified here
     * @param domain the domain in lower case
     * @return whether one of its DNS names is the domain
     */
    public static boolean names(X509Certificate certificate, String domain) {
        return alternativeNames(certificate).stream()
                .anyMatch(name -> Objects.equals(name.getFirst(), DNS_NAME)
                        && name.get(1) instanceof String text
                        && text.equalsIgnoreCase(domain));
    }

    @Override
    public String toString() {
        return "RelayCertificate[" + fingerprint() + "]";
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
        } catch (CertificateParsingException e) {
            return List.of(); // names that cannot be read name nobody
        }
    }
}
