package org.imxp.relay.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Keys, certificates and PEM text to test with. */
final class Pems {
    private Pems() {}

    static KeyPair pair(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate selfSigned(KeyPair pair) {
        var now = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
        return new SelfSigned(now, new SecureRandom()).certify(pair, List.of("example.com"));
    }

    static Map.Entry<X509Certificate, KeyPair> signedByAuthority(Instant now, String name) {
        var authority = pair("EC", 256);
        var pair = pair("EC", 256);
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=authority"),
                    BigInteger.TWO,
                    Date.from(now),
                    Date.from(now.plus(Duration.ofDays(90))),
                    new X500Name("CN=" + name),
                    pair.getPublic());
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate());
            return Map.entry(new JcaX509CertificateConverter().getCertificate(builder.build(signer)), pair);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key in the form of its algorithm's own standard, as OpenSSL of old wrote it: PKCS#1 for RSA, SEC 1 for EC. */
    static String old(PrivateKey key) {
        if (!(key instanceof ECPrivateKey ec)) {
            return of(key);
        }
        var curve = PrivateKeyInfo.getInstance(key.getEncoded())
                .getPrivateKeyAlgorithm()
                .getParameters();
        var form = new org.bouncycastle.asn1.sec.ECPrivateKey(
                ec.getParams().getOrder().bitLength(), ec.getS(), curve);
        try {
            return of(new PemObject("EC PRIVATE KEY", form.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String of(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String pkcs8(PrivateKey key) {
        return of(new PemObject("PRIVATE KEY", key.getEncoded()));
    }
}
