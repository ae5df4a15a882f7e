package org.imxp.message.security;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;

/** Keys and certificates of the tests, and an entity to be secured. */
final class People {
    static final InstantSource CLOCK = InstantSource.system();
    static final SecureRandom RANDOM = new SecureRandom();
    static final MessageReader READER = new MessageReader(MessageLimits.DEFAULT);
    static final OpenPgp PGP = new OpenPgp(RANDOM, CLOCK);
    static final Smime SMIME = new Smime(RANDOM, CLOCK);
    static final String BOUNDARY = "a-boundary-that-nobody-else-has";

    /** Trailing spaces, a line without end, characters beyond ASCII: all that others like to mend. */
    static final MimeEntity ENTITY =
            entity("Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße \r\n\r\n- dash\r\nFrom x\r\n.\r\nlast \t");

    private People() {}

    static MimeEntity entity(String text) {
        return entity(text.getBytes(StandardCharsets.UTF_8));
    }

    static MimeEntity entity(byte[] octets) {
        return MimeEntity.read(ByteBuffer.wrap(octets), MessageLimits.DEFAULT);
    }

    static String text(MimeEntity entity) {
        return StandardCharsets.UTF_8.decode(entity.octets()).toString();
    }

    static PgpSecretKey pgp(String name, OpenPgp.Version version) {
        return PGP.generate(name + " <im:" + name + "@example.com>", version, new char[0]);
    }

    static SmimeKey smime(String name, String algorithm) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            return new SmimeKey(new SmimeCertificate(certificate(name, pair)), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(String name, KeyPair pair) {
        try {
            Instant now = CLOCK.instant();
            X500Name subject = new X500Name("CN=" + name);
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(64, RANDOM),
                    Date.from(now.minus(1, ChronoUnit.DAYS)),
                    Date.from(now.plus(30, ChronoUnit.DAYS)),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.rfc822Name, name + "@example.com")));
            var algorithm = pair.getPrivate().getAlgorithm().equals("RSA")
                    ? "SHA256withRSA"
                    : pair.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Opener opener(List<PgpCertificate> known, List<PgpSecretKey> own) {
        return new Opener(READER, CLOCK, new Opener.Keys(known, own, List.of(), List.of()));
    }

    static Opener smimeOpener(List<SmimeCertificate> known, List<SmimeKey> own) {
        return new Opener(READER, CLOCK, new Opener.Keys(List.of(), List.of(), known, own));
    }
}
