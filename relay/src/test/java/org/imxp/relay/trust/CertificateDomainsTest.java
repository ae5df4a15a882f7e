package org.imxp.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.imxp.protocol.Domain;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OPEN-27: whose relay a certificate is. */
class CertificateDomainsTest {
    private static GeneralName name(String kind, String text) {
        return switch (kind) {
            case "dns" -> Form.dns(text);
            case "uri" -> Form.uri(text);
            case "mailbox" -> Form.mailbox(text);
            case "ip" -> Form.ip(text);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "dns, rubble.com, rubble.com",
        "dns, Rubble.COM, rubble.com",
        "dns, localhost, localhost",
        "uri, imxp:imxp=mesh@rubble.com, rubble.com",
        "uri, IMXP:imxp=mesh@Rubble.com, rubble.com",
        "uri, apex:apex=mesh@rubble.com, rubble.com",
        "mailbox, imxp=mesh@rubble.com, rubble.com",
        "mailbox, apex=mesh@rubble.com, rubble.com",
        "ip, 10.0.0.1, [10.0.0.1]",
        "ip, 2001:db8::1, [IPv6:2001:db8:0:0:0:0:0:1]",
    })
    @Requirement("OPEN-27")
    void namesADomain(String kind, String text, String domain) {
        assertThat(CertificateDomains.of(Form.of(name(kind, text)).make().certificate()))
                .containsExactly(Domain.parse(domain));
    }

    @ParameterizedTest
    @CsvSource({
        "dns, *.rubble.com",
        "dns, *",
        "dns, 10.0.0.1",
        "uri, https://rubble.com/",
        "uri, im:rubble.com",
        "uri, imxp:rubble.com",
        "uri, imxp:imxp=report@rubble.com",
        "uri, imxp:imxp=mesh@*.rubble.com",
        "uri, imxp:imxp=mesh@rubble.com/x",
        "uri, xmpp:imxp=mesh@rubble.com",
        "mailbox, fred@rubble.com",
        "mailbox, mesh@rubble.com",
        "mailbox, imxp=mesh.x@rubble.com",
        "mailbox, IMXP=MESH@rubble.com",
        "ip, 10.0.0.0/8",
    })
    @Requirement("OPEN-27")
    void namesNobody(String kind, String text) {
        assertThat(CertificateDomains.of(Form.of(name(kind, text)).make().certificate()))
                .isEmpty();
    }

    @Test
    @Requirement("OPEN-27")
    void aCommonNameIsNoName() {
        assertThat(CertificateDomains.of(Form.of().subject("rubble.com").make().certificate()))
                .isEmpty();
    }

    @Test
    void severalNamesAreSeveralDomainsEachOnce() {
        var certificate = Form.of(
                        Form.dns("b.example"),
                        Form.dns("*.b.example"),
                        Form.uri("imxp:imxp=mesh@b.example"),
                        Form.mailbox("apex=mesh@a.example"))
                .make()
                .certificate();

        assertThat(CertificateDomains.of(certificate))
                .containsExactlyElementsOf(
                        Stream.of("b.example", "a.example").map(Domain::parse).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "imxp=mesh@rubble.com, rubble.com",
        "apex=mesh@Rubble.com, rubble.com",
        "rubble.com, rubble.com",
        "[10.0.0.1], [10.0.0.1]",
        "apex=mesh@[10.0.0.1], [10.0.0.1]",
        "imxp=report@rubble.com, ",
        "mesh@rubble.com, ",
        "fred@rubble.com, ",
        "imxp=mesh@, ",
        "imxp=mesh@imxp=mesh@rubble.com, ",
        "'', ",
        "' rubble.com', ",
    })
    @Requirement("WIRE-4")
    void anIdentityIsADomains(String identity, String domain) {
        assertThat(RelayIdentity.domain(identity).map(Domain::toString).orElse(null))
                .isEqualTo(domain);
    }
}
