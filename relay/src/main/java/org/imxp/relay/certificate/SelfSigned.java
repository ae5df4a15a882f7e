package org.imxp.relay.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates that are signed by their own key. */
final class SelfSigned {
    /** As long as the public authorities' longest once were. */
    static final Duration VALID = Duration.ofDays(825);

    /** Peers' clocks differ. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    /** RSA, since the drafts' own cipher suites need it (OPEN-28). */
    private static final int RSA_BITS = 2_048;

    private static final int SERIAL_BITS = 127;

    /** Says nothing: relays are told by their alternative names, never by the subject. */
    private static final X500Name SUBJECT = new X500Name("CN=imxp relay");

    private final InstantSource clock;
    private final SecureRandom random;

    SelfSigned(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Whether a certificate is signed by its own key. */
    static boolean is(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Makes a key. */
    KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** Makes a certificate for a key and domains. */
    X509Certificate certify(KeyPair pair, List<String> domains) {
        var now = clock.instant();
        var builder = new JcaX509v3CertificateBuilder(
                SUBJECT,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALID)),
                SUBJECT,
                pair.getPublic());
        try {
            extend(builder, domains);
            var signer = new JcaContentSignerBuilder(
                            KeyAlgorithm.of(pair.getPrivate()).signature())
                    .setSecureRandom(random)
                    .build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate for " + domains + " could not be made", e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, List<String> domains) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        // A relay is a server to endpoints, and both to other relays.
        var purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        builder.addExtension(Extension.subjectAlternativeName, false, names(domains));
    }

    /** The names of OPEN-27: each domain, and the relay's own address in both dialects. */
    private static ASN1Encodable names(List<String> domains) {
        var names = new ArrayList<GeneralName>();
        for (var domain : domains) {
            names.add(new GeneralName(GeneralName.dNSName, domain));
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, "apex:apex=mesh@" + domain));
            names.add(new GeneralName(GeneralName.uniformResourceIdentifier, "imxp:imxp=mesh@" + domain));
            if (domain.equals("localhost")) {
                names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
                names.add(new GeneralName(GeneralName.iPAddress, "::1"));
            }
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }
}
