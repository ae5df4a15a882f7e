package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import org.imxp.message.MimeEntity;
import org.imxp.testkit.OtherProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S/MIME with OpenSSL, both ways. */
class OpenSslTest {
    private static final SmimeKey FRED = People.smime("fred", "RSA");
    private static final SmimeKey BARNEY = People.smime("barney", "RSA");

    /** Whole lines, as a program of mail would have them. */
    private static final MimeEntity ENTITY =
            People.entity("Content-Type: text/plain; charset=utf-8\r\n\r\nGr\u00FC\u00DFe\r\n\r\n- dash \r\n");

    @TempDir
    private Path folder = Path.of("");

    private OtherProgram openssl = new OtherProgram(Path.of(""), Path.of(""), List.of());

    @BeforeEach
    void writeKeys() {
        openssl = OtherProgram.find("openssl", folder);
        write("fred", FRED);
        write("barney", BARNEY);
        openssl.write("plain", SecuredParts.octets(ENTITY.octets()));
    }

    private void write(String name, SmimeKey key) {
        try {
            openssl.write(
                    name + ".pem",
                    pem("CERTIFICATE", key.certificate().certificate().getEncoded()));
            openssl.write(name + ".key", pem("PRIVATE KEY", key.key().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] pem(String label, byte[] der) {
        return ("-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                        + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void opensslVerifiesWhatWeSign(String algorithm) {
        var key = People.smime("wilma", algorithm);
        write("wilma", key);
        openssl.write(
                "signed",
                SecuredParts.octets(
                        People.SMIME.sign(ENTITY, key, People.BOUNDARY).octets()));
        openssl.succeed(
                "cms", "-verify", "-in", "signed", "-CAfile", "wilma.pem", "-purpose", "any", "-out", "content");
        assertThat(openssl.read("content")).isEqualTo(SecuredParts.octets(ENTITY.octets()));
        var changed = People.text(People.entity(openssl.read("signed"))).replace("- dash", "- Dash");
        openssl.write("signed", changed.getBytes(StandardCharsets.UTF_8));
        assertThat(openssl.run(
                                "cms",
                                "-verify",
                                "-in",
                                "signed",
                                "-CAfile",
                                "wilma.pem",
                                "-purpose",
                                "any",
                                "-out",
                                "content")
                        .status())
                .isNotZero();
    }

    @Test
    void weVerifyWhatOpensslSigns() {
        openssl.succeed(
                "cms",
                "-sign",
                "-binary",
                "-crlfeol",
                "-in",
                "plain",
                "-signer",
                "barney.pem",
                "-inkey",
                "barney.key",
                "-out",
                "signed");
        var signed = People.entity(openssl.read("signed"));
        assertThat(People.smimeOpener(List.of(BARNEY.certificate()), List.of()).open(signed))
                .isInstanceOfSatisfying(Opened.Signed.class, opened -> {
                    assertThat(opened.content().octets()).isEqualTo(ENTITY.octets());
                    assertThat(opened.by().names()).containsExactly("barney@example.com");
                });
        assertThat(People.smimeOpener(List.of(FRED.certificate()), List.of()).open(signed))
                .isInstanceOf(Opened.SignedByUnknown.class);
    }

    @Test
    void weVerifyWhatOpensslSignsOpaquely() {
        openssl.succeed(
                "cms",
                "-sign",
                "-binary",
                "-crlfeol",
                "-nodetach",
                "-in",
                "plain",
                "-signer",
                "barney.pem",
                "-inkey",
                "barney.key",
                "-out",
                "signed");
        assertThat(People.smimeOpener(List.of(BARNEY.certificate()), List.of())
                        .open(People.entity(openssl.read("signed"))))
                .isInstanceOfSatisfying(
                        Opened.Signed.class,
                        opened -> assertThat(opened.content().octets()).isEqualTo(ENTITY.octets()));
    }

    @ParameterizedTest
    @EnumSource
    void opensslDecryptsWhatWeEncrypt(Smime.Envelope envelope) {
        var encrypted = People.SMIME.encrypt(ENTITY, List.of(BARNEY.certificate(), FRED.certificate()), envelope);
        openssl.write("encrypted", SecuredParts.octets(encrypted.octets()));
        for (var name : List.of("barney", "fred")) {
            openssl.succeed(
                    "cms",
                    "-decrypt",
                    "-in",
                    "encrypted",
                    "-recip",
                    name + ".pem",
                    "-inkey",
                    name + ".key",
                    "-out",
                    "content");
            assertThat(openssl.read("content")).isEqualTo(SecuredParts.octets(ENTITY.octets()));
        }
    }

    @ParameterizedTest
    @CsvSource({"-aes256, enveloped-data", "-aes-256-gcm, authEnveloped-data", "-aes-128-gcm, authEnveloped-data"})
    void weDecryptWhatOpensslEncrypts(String cipher, String kind) {
        openssl.succeed(
                "cms", "-encrypt", "-binary", "-crlfeol", cipher, "-in", "plain", "-out", "encrypted", "fred.pem");
        var encrypted = People.entity(openssl.read("encrypted"));
        assertThat(encrypted.header().field("content-type").orElseThrow()).contains(kind);
        assertThat(People.smimeOpener(List.of(), List.of(FRED)).open(encrypted))
                .isInstanceOfSatisfying(
                        Opened.NotSigned.class,
                        opened -> assertThat(opened.content().octets()).isEqualTo(ENTITY.octets()));
        assertThat(People.smimeOpener(List.of(), List.of(BARNEY)).open(encrypted))
                .isInstanceOf(Opened.NotForUs.class);
    }
}
