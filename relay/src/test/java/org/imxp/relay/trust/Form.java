package org.imxp.relay.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.imxp.relay.certificate.RelayCertificate;

/** What a certificate to test with is to be like. All are made around {@link #NOW}. */
record Form(
        String subject,
        Optional<RelayCertificate> signer,
        List<GeneralName> names,
        Instant from,
        Instant until,
        boolean signs,
        List<KeyPurposeId> purposes) {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private static final AtomicLong SERIAL = new AtomicLong();

    static Form of(GeneralName... names) {
        return new Form(
                "nobody reads this",
                Optional.empty(),
                List.of(names),
                NOW.minus(Duration.ofDays(10)),
                NOW.plus(Duration.ofDays(10)),
                false,
                List.of());
    }

    static Form named(String... domains) {
        return of(List.of(domains).stream().map(Form::dns).toArray(GeneralName[]::new));
    }

    static RelayCertificate authority(String name) {
        return of().subject(name).signing().make();
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    static GeneralName uri(String name) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, name);
    }

    static GeneralName mailbox(String name) {
        return new GeneralName(GeneralName.rfc822Name, name);
    }

    static GeneralName ip(String address) {
        return new GeneralName(GeneralName.iPAddress, address);
    }

    Form subject(String other) {
        return new Form(other, signer, names, from, until, signs, purposes);
    }

    Form signedBy(RelayCertificate other) {
        return new Form(subject, Optional.of(other), names, from, until, signs, purposes);
    }

    Form valid(Instant since, Instant to) {
        return new Form(subject, signer, names, since, to, signs, purposes);
    }

    Form expired() {
        return valid(NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofDays(1)));
    }

    Form notYetValid() {
        return valid(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(10)));
    }

    Form signing() {
        return new Form(subject, signer, names, from, until, true, purposes);
    }

    Form purpose(KeyPurposeId... others) {
        return new Form(subject, signer, names, from, until, signs, List.of(others));
    }

    /** The certificate, then those that signed it but for a self-signed authority, which peers have. */
    RelayCertificate make() {
        var pair = pair();
        var chain = new ArrayList<X509Certificate>();
        chain.add(certificate(pair));
        signer.map(RelayCertificate::chain).stream()
                .flatMap(List::stream)
                .filter(each -> !each.getIssuerX500Principal().equals(each.getSubjectX500Principal()))
                .forEach(chain::add);
        return new RelayCertificate(chain, pair.getPrivate());
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(KeyPair pair) {
        var self = new X500Name("CN=" + subject);
        var builder = new JcaX509v3CertificateBuilder(
                signer.map(other -> X500Name.getInstance(
                                other.certificate().getSubjectX500Principal().getEncoded()))
                        .orElse(self),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(until),
                self,
                pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(signs));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
            }
            var key = signer.map(RelayCertificate::key).orElse(pair.getPrivate());
            var signing = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signing));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
