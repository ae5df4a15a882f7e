package org.imxp.relay.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys in PEM files. Blocks. */
public final class PemFile {
    /** The most octets of a file. */
    static final int MAX_FILE = 1 << 20;

    private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.rsaEncryption, "RSA",
            X9ObjectIdentifiers.id_ecPublicKey, "EC",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519");

    private PemFile() {}

    /**
     * Reads certificates.
     *
     * @param file a PEM file, at most 1 MiB
     * @return its certificates, one or more, in its order
     * @throws CertificateFileException if it cannot be read or holds none
     */
    public static List<X509Certificate> certificates(Path file) {
        var converter = new JcaX509CertificateConverter();
        var certificates = new ArrayList<X509Certificate>();
        for (var object : objects(file)) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    certificates.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new CertificateFileException(file + " has a certificate that cannot be read", e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateFileException(file + " holds no certificate: a PEM file with one is needed");
        }
        return List.copyOf(certificates);
    }

    /** The first key of a file. */
    static PrivateKey key(Path file) {
        for (var object : objects(file)) {
            switch (object) {
                case PrivateKeyInfo info -> {
                    return key(file, info);
                }
                case PEMKeyPair pair -> {
                    return key(file, pair.getPrivateKeyInfo());
                }
                case PEMEncryptedKeyPair encrypted -> throw encrypted(file);
                case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted(file);
                default -> {
                    // A certificate or the parameters of a curve may stand beside the key.
                }
            }
        }
        throw new CertificateFileException(file + " holds no key: a PEM file with an RSA, EC or Ed25519 key is needed");
    }

    private static PrivateKey key(Path file, PrivateKeyInfo info) {
        var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
        var name = ALGORITHMS.get(algorithm);
        if (name == null) {
            throw new CertificateFileException(
                    file + " holds a key of algorithm " + algorithm + ": RSA, EC or Ed25519 is needed");
        }
        try {
            return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateFileException(file + " holds a key that cannot be read", e);
        }
    }

    private static CertificateFileException encrypted(Path file) {
        return new CertificateFileException(
                file + " holds an encrypted key: a relay starts without a person, so give it unencrypted");
    }

    private static List<Object> objects(Path file) {
        try (var parser = new PEMParser(new StringReader(text(file)))) {
            var objects = new ArrayList<Object>();
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                objects.add(object);
            }
            return objects;
        } catch (IOException | RuntimeException e) {
            if (e instanceof CertificateFileException known) {
                throw known;
            }
            // The parser reports damage by several unchecked exceptions too.
            throw new CertificateFileException(file + " is not a sound PEM file", e);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new CertificateFileException(
                        file + " has " + Files.size(file) + " octets: at most " + MAX_FILE + " are allowed");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new CertificateFileException(file + " does not exist", e);
        } catch (CharacterCodingException e) {
            throw new CertificateFileException(file + " is not a sound PEM file: not text", e);
        } catch (IOException e) {
            throw new CertificateFileException(file + " cannot be read: " + e, e);
        }
    }
}
