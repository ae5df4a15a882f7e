package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.imxp.beep.SystemAuthorities;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateFileException;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Mesh;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class RelayTrustTest {
    private static final Domain RUBBLE = Domain.parse("rubble.com");
    private static final RelayCertificate AUTHORITY = Form.authority("authority");
    private static final String UNKNOWN =
            "the certificate is signed by nobody who is trusted: its authority has to be, or the"
                    + " certificate itself, by mesh.trust";

    private static RelayTrust trusting(RelayCertificate... trusted) {
        return new RelayTrust(List.of(AUTHORITY.certificate()), certificates(trusted), Form.CLOCK);
    }

    private static List<X509Certificate> certificates(RelayCertificate... of) {
        return List.of(of).stream().map(RelayCertificate::certificate).toList();
    }

    private static Form rubble() {
        return Form.named("rubble.com").signedBy(AUTHORITY);
    }

    @Test
    @Requirement("OPEN-27")
    void anAuthoritysCertificateProvesItsDomains() {
        var chain = Form.named("rubble.com", "slate.example")
                .signedBy(AUTHORITY)
                .make()
                .chain();

        assertThat(trusting().fault(chain, RUBBLE)).isEmpty();
        assertThat(trusting().proved(chain)).containsExactly(RUBBLE, Domain.parse("slate.example"));
        assertThat(trusting().fault(chain, Domain.parse("example.com")))
                .contains("the certificate is for rubble.com, slate.example, not for example.com");
    }

    @Test
    void aLongListOfNamesIsCutShort() {
        var chain = Form.named("a.example", "b.example", "c.example", "d.example", "e.example")
                .signedBy(AUTHORITY)
                .make()
                .chain();

        assertThat(trusting().fault(chain, RUBBLE))
                .contains("the certificate is for a.example, b.example, c.example and 2 more, not for rubble.com");
    }

    @Test
    @Requirement("OPEN-27")
    void aCommonNameDoesNotCount() {
        var chain = Form.of().subject("rubble.com").signedBy(AUTHORITY).make().chain();

        assertThat(trusting().fault(chain, RUBBLE))
                .contains("the certificate names no domain in its subjectAltName, and rubble.com is needed; its common"
                        + " name does not count");
        assertThat(trusting().proved(chain)).isEmpty();
    }

    @Test
    void noCertificateProvesNothing() {
        assertThat(trusting().fault(List.of(), RUBBLE))
                .contains("there is no certificate, and one that names the domain is needed");
        assertThat(trusting().proved(List.of())).isEmpty();
    }

    @Test
    void aCertificateIsGoodFromItsFirstInstantToItsLast() {
        var second = Duration.ofSeconds(1);
        var from = Form.NOW.minus(second);
        var until = Form.NOW.plus(second);

        assertThat(trusting().fault(rubble().valid(Form.NOW, until).make().chain()))
                .isEmpty();
        assertThat(trusting().fault(rubble().valid(from, Form.NOW).make().chain()))
                .isEmpty();
        assertThat(trusting()
                        .fault(rubble().valid(from.minus(second), from).make().chain()))
                .contains("the certificate has run out at 2026-11-23T09:59:59Z, and it is 2026-11-23T10:00:00Z");
        assertThat(trusting()
                        .fault(rubble().valid(until, until.plus(second)).make().chain()))
                .contains("the certificate is not valid before 2026-11-23T10:00:01Z, and it is 2026-11-23T10:00:00Z");
    }

    @Test
    void aSelfSignedCertificateIsTrustedOnlyByItself() {
        var mine = Form.named("rubble.com").make();
        var other = Form.named("rubble.com").make();

        assertThat(trusting().fault(mine.chain())).contains(UNKNOWN);
        assertThat(trusting(mine).fault(mine.chain())).isEmpty();
        assertThat(trusting(mine).fault(other.chain())).contains(UNKNOWN);
        assertThat(trusting(mine).proved(other.chain())).isEmpty();
    }

    @Test
    void aTrustedCertificateRunsOutToo() {
        var old = Form.named("rubble.com").expired().make();

        assertThat(trusting(old).fault(old.chain()).orElse("")).startsWith("the certificate has run out at ");
    }

    @Test
    @Requirement("CORE-34")
    void aRelaysOwnCertificateVouchesForNoOther() {
        var mine = Form.named("rubble.com").subject("rubble").make();
        // As some programs make them, whether or not that was meant.
        var signing = Form.named("rubble.com").subject("rubble").signing().make();

        for (var trusted : List.of(mine, signing)) {
            var forged = Form.named("example.com").signedBy(trusted).make().certificate();
            assertThat(trusting(trusted).fault(List.of(forged, trusted.certificate())))
                    .contains(UNKNOWN);
            assertThat(trusting(trusted).fault(trusted.chain())).isEmpty();
        }
    }

    @Test
    void anAuthorityMayBeAdded() {
        var another = Form.authority("another");
        var chain = Form.named("rubble.com").signedBy(another).make().chain();

        assertThat(trusting().fault(chain)).contains(UNKNOWN);
        assertThat(trusting(another).fault(chain)).isEmpty();
    }

    @Test
    void aChainMayBeInAnyOrderButNotIncomplete() {
        var first = Form.of().subject("first").signedBy(AUTHORITY).signing().make();
        var second = Form.of().subject("second").signedBy(first).signing().make();
        var own = Form.named("rubble.com").signedBy(second).make().certificate();
        var unrelated = Form.authority("unrelated").certificate();

        assertThat(trusting().fault(List.of(own, first.certificate(), unrelated, second.certificate())))
                .isEmpty();
        assertThat(trusting().fault(List.of(own, second.certificate()))).contains(UNKNOWN);
    }

    @Test
    void whatIsInBetweenMustBeValidAndAllowedToSign() {
        var expired = Form.of()
                .subject("between")
                .signedBy(AUTHORITY)
                .signing()
                .expired()
                .make();
        var silent = Form.of().subject("between").signedBy(AUTHORITY).make();

        for (var between : List.of(expired, silent)) {
            assertThat(trusting()
                            .fault(Form.named("rubble.com")
                                    .signedBy(between)
                                    .make()
                                    .chain()))
                    .contains(UNKNOWN);
        }
    }

    @Test
    void aChainHasABound() {
        var between = AUTHORITY;
        for (int i = 1; i <= 5; i++) {
            between =
                    Form.of().subject("between" + i).signedBy(between).signing().make();
        }
        var longest = Form.named("rubble.com").signedBy(between).make();
        var tooLong = Form.named("rubble.com")
                .signedBy(Form.of()
                        .subject("between6")
                        .signedBy(between)
                        .signing()
                        .make())
                .make();

        assertThat(longest.chain()).hasSize(6);
        assertThat(trusting().fault(longest.chain())).isEmpty();
        assertThat(trusting().fault(tooLong.chain())).contains(UNKNOWN);
    }

    @Test
    void aCertificateForServersIsOneForRelays() {
        assertThat(trusting()
                        .fault(rubble().purpose(KeyPurposeId.id_kp_serverAuth)
                                .make()
                                .chain()))
                .isEmpty();
        assertThat(trusting()
                        .fault(rubble().purpose(KeyPurposeId.id_kp_clientAuth)
                                .make()
                                .chain()))
                .isEmpty();
        assertThat(trusting()
                        .fault(rubble().purpose(KeyPurposeId.id_kp_codeSigning)
                                .make()
                                .chain()))
                .contains("the certificate is for other purposes than TLS: serverAuth or clientAuth is needed");
    }

    @Test
    void theSystemsAuthoritiesAreTrustedToo() {
        var trust = RelayTrust.of(new Mesh(List.of(), Map.of(), Map.of()), Form.CLOCK);

        assertThat(SystemAuthorities.load()).isNotEmpty();
        assertThat(trust.fault(rubble().make().chain())).contains(UNKNOWN);
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        var mesh = new Mesh(List.of(Path.of("missing.pem")), Map.of(), Map.of());

        assertThatThrownBy(() -> RelayTrust.of(mesh, Form.CLOCK))
                .isInstanceOf(CertificateFileException.class)
                .hasMessage("missing.pem does not exist");
    }
}
