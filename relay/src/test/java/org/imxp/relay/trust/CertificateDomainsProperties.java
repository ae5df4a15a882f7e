package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.imxp.protocol.Domain;

/** Whatever stands in a subjectAltName, nothing is thrown, and no domain is made up of it. */
class CertificateDomainsProperties {
    private static final KeyPair PAIR = pair();

    @Property(tries = 300)
    void anyOctetsAreReadOrNobodys(@ForAll byte[] octets) {
        certificate(octets)
                .ifPresent(certificate -> assertThat(CertificateDomains.of(certificate))
                        .allSatisfy(domain ->
                                assertThat(Domain.parse(domain.toString())).isEqualTo(domain)));
    }

    /** Well formed as ASN.1: a sequence of one name of a kind, and in it any octets. */
    @Property(tries = 500)
    void anyNameIsReadOrNobodys(@ForAll("names") byte[] name) {
        certificate(name)
                .ifPresent(certificate -> assertThat(CertificateDomains.of(certificate))
                        .allSatisfy(domain -> assertThat(new String(name, StandardCharsets.ISO_8859_1)
                                        .toLowerCase(java.util.Locale.ROOT))
                                .satisfiesAnyOf(
                                        text -> assertThat(text).contains(domain.toString()),
                                        text -> assertThat(domain.toString()).startsWith("["))));
    }

    @Property(tries = 500)
    void anyIdentityIsReadOrNobodys(@ForAll("texts") String text) {
        RelayIdentity.domain(text)
                .ifPresent(domain -> assertThat(RelayIdentity.domain(RelayIdentity.of(domain)))
                        .contains(domain));
    }

    @Provide
    Arbitrary<byte[]> names() {
        var tags = Arbitraries.of(0x81, 0x82, 0x86, 0x87, 0x88, 0xA0, 0xA4);
        return Combinators.combine(tags, texts()).as((tag, text) -> {
            var octets = text.getBytes(StandardCharsets.ISO_8859_1);
            var name = new byte[octets.length + 4];
            name[0] = 0x30;
            name[1] = (byte) (octets.length + 2);
            name[2] = (byte) (int) tag;
            name[3] = (byte) octets.length;
            System.arraycopy(octets, 0, name, 4, octets.length);
            return name;
        });
    }

    @Provide
    Arbitrary<String> texts() {
        var parts = Arbitraries.oneOf(
                Arbitraries.of(
                        "imxp:",
                        "apex:",
                        "imxp=mesh@",
                        "apex=mesh@",
                        "rubble.com",
                        "[10.0.0.1]",
                        "\0",
                        "*.",
                        "%00",
                        "/",
                        ".",
                        "é",
                        "\n"),
                Arbitraries.strings().ofMaxLength(6).all().map(text -> text.replaceAll("[^\0-\u00ff]", "?")));
        return parts.list().ofMaxSize(6).map(list -> String.join("", list));
    }

    private static Optional<X509Certificate> certificate(byte[] names) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=any"),
                    BigInteger.ONE,
                    Date.from(Form.NOW),
                    Date.from(Form.NOW),
                    new X500Name("CN=any"),
                    PAIR.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(PAIR.getPrivate()))
                    .getEncoded();
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed)));
        } catch (CertificateException e) {
            return Optional.empty(); // the platform does not even take the certificate
        } catch (java.io.IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
