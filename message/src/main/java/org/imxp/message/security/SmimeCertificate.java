package org.imxp.message.security;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.imxp.message.MessageFault;

/**
 * Somebody's X.509 certificate. It counts for itself, as a key does: who has issued it is not asked here.
 *
 * @param certificate the certificate
 */
public record SmimeCertificate(X509Certificate certificate) {
    private static final int EMAIL = 1;
    private static final int URI = 6;

    /**
     * Reads a certificate that somebody has sent.
     *
     * @param octets DER or PEM
     * @return the certificate
     * @throws MessageFault with 500 if it is none
     */
    public static SmimeCertificate read(byte[] octets) {
        try {
            return new SmimeCertificate((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(octets)));
        } catch (CertificateException | RuntimeException e) {
            throw MessageFault.malformed("The octets are no X.509 certificate.");
        }
    }

    /**
     * The fingerprint.
     *
     * @return the SHA-256 of the certificate, in hexadecimal digits
     */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new SecurityFault("The certificate has no fingerprint.", e);
        }
    }

    /**
     * What the certificate says of its owner.
     *
     * @return addresses and URIs of its alternative names; the subject if there are none
     */
    public List<String> names() {
        try {
            List<String> names = Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(name ->
                            name.getFirst().equals(EMAIL) || name.getFirst().equals(URI))
                    .map(name -> String.valueOf(name.getLast()))
                    .toList();
            return names.isEmpty()
                    ? List.of(certificate.getSubjectX500Principal().getName())
                    : names;
        } catch (CertificateParsingException e) {
            return List.of(certificate.getSubjectX500Principal().getName());
        }
    }

    SigningKey asKey() {
        return new SigningKey(fingerprint(), names());
    }
}
