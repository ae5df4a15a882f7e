package org.imxp.beep;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate and its key in two PEM files, which another program may replace, such as one that renews certificates.
 * Whoever serves asks now and then for what has changed, and gives it to {@link TlsContext#renew}. Blocks; for one
 * thread.
 */
public final class TlsKeyFiles {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final Path certificate;
    private final Path key;
    private byte[] lastCertificate = new byte[0];
    private byte[] lastKey = new byte[0];

    /**
     * Two files, which are not read yet.
     *
     * @param certificate the certificate, then those that lead to its authority
     * @param key the key as PKCS #8, RSA, EC or EdDSA, not encrypted
     */
    public TlsKeyFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Reads the files if they are not as they were when this last succeeded. A pair of which only one file has been
     * replaced so far fails, and is read again next time.
     *
     * @return the key, or empty if nothing has changed
     * @throws IllegalArgumentException if a file is no such thing, or the key is not the certificate's
     * @throws UncheckedIOException if a file can't be read
     */
    public Optional<TlsKey> changed() {
        try {
            var certificateNow = Files.readAllBytes(certificate);
            var keyNow = Files.readAllBytes(key);
            if (Arrays.equals(certificateNow, lastCertificate) && Arrays.equals(keyNow, lastKey)) {
                return Optional.empty();
            }
            var read = new TlsKey(key(keyNow), chain(certificateNow));
            if (!arePair(read.key(), read.chain().getFirst().getPublicKey())) {
                throw new IllegalArgumentException(key + " is not the key of the certificate in " + certificate);
            }
            lastCertificate = certificateNow;
            lastKey = keyNow;
            return Optional.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the certificate can't be read: " + e.getMessage(), e);
        }
    }

    private List<X509Certificate> chain(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(certificate + " has no certificates in PEM", e);
        }
    }

    private PrivateKey key(byte[] pem) {
        var found = PKCS8.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IllegalArgumentException(key + " has no PRIVATE KEY in PEM (PKCS #8, not encrypted)");
        }
        var der = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (GeneralSecurityException e) {
                // It may be of the next kind.
            }
        }
        throw new IllegalArgumentException(key + " has a key of another kind: RSA, EC or EdDSA are allowed");
    }

    private static boolean arePair(PrivateKey secret, PublicKey known) {
        var signature = switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            var signer = Signature.getInstance(signature);
            signer.initSign(secret);
            var verifier = Signature.getInstance(signature);
            verifier.initVerify(known);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
