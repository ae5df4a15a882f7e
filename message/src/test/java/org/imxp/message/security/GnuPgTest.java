package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.imxp.message.MediaType;
import org.imxp.message.MimeEntity;
import org.imxp.testkit.OtherProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenPGP with GnuPG, both ways: by a key of its own, and by one of ours. */
class GnuPgTest {
    private static final String BARNEY = "barney@example.com";

    @TempDir
    private Path folder = Path.of("");

    private OtherProgram gpg = new OtherProgram(Path.of(""), Path.of(""), List.of());
    private PgpSecretKey fred = People.pgp("fred", OpenPgp.Version.V4);

    @BeforeEach
    void makeKeys() {
        gpg = OtherProgram.gnuPg(folder);
        gpg.succeed("--passphrase", "", "--quick-generate-key", BARNEY, "future-default", "default", "never");
        gpg.write("fred.asc", fred.certificate().armored().getBytes(StandardCharsets.US_ASCII));
        gpg.succeed("--import", "fred.asc");
    }

    @AfterEach
    void endTheAgent() {
        OtherProgram.find("gpgconf", folder).run("--homedir", folder.toString(), "--kill", "all");
    }

    private PgpCertificate barney() {
        return PgpCertificate.read(gpg.succeed("--armor", "--export", BARNEY).output());
    }

    private static List<MimeEntity> parts(MimeEntity multipart) {
        MediaType type = multipart.header().mediaType().orElseThrow();
        return People.READER.parts(type, multipart.body());
    }

    @Test
    void gnupgVerifiesWhatWeSign() {
        var parts = parts(People.PGP.sign(People.ENTITY, fred, People.BOUNDARY));
        gpg.write("signed", SecuredParts.octets(parts.getFirst().octets()));
        gpg.write("signature", SecuredParts.octets(parts.getLast().body()));
        assertThat(gpg.succeed("--verify", "signature", "signed").messages())
                .contains("GOODSIG")
                .contains(fred.certificate().fingerprint().toUpperCase(Locale.ROOT));
        gpg.write("signed", "something else".getBytes(StandardCharsets.US_ASCII));
        assertThat(gpg.run("--verify", "signature", "signed").messages()).contains("BADSIG");
    }

    @Test
    void weVerifyWhatGnupgSigns() {
        gpg.write("signed", SecuredParts.octets(People.ENTITY.octets()));
        for (var kind : List.of("--detach-sign", "--textmode")) {
            gpg.succeed(
                    "--yes",
                    "--armor",
                    kind,
                    "--detach-sign",
                    "--local-user",
                    BARNEY,
                    "--output",
                    "signature",
                    "signed");
            var signature =
                    SecuredParts.part(List.of("Content-Type: application/pgp-signature"), gpg.read("signature"));
            var multipart = SecuredParts.multipart(
                    "multipart/signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"",
                    People.BOUNDARY,
                    List.of(SecuredParts.octets(People.ENTITY.octets()), signature));
            assertThat(People.opener(List.of(barney()), List.of()).open(multipart))
                    .isInstanceOfSatisfying(Opened.Signed.class, opened -> {
                        assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
                        assertThat(opened.by().names()).containsExactly(BARNEY);
                    });
        }
    }

    @Test
    void aSignatureByABrokenHashIsNotBelieved() {
        gpg.write("signed", SecuredParts.octets(People.ENTITY.octets()));
        gpg.succeed(
                "--armor",
                "--digest-algo",
                "SHA1",
                "--detach-sign",
                "--local-user",
                BARNEY,
                "--output",
                "signature",
                "signed");
        var signature = SecuredParts.part(List.of("Content-Type: application/pgp-signature"), gpg.read("signature"));
        var multipart = SecuredParts.multipart(
                "multipart/signed; micalg=pgp-sha1; protocol=\"application/pgp-signature\"",
                People.BOUNDARY,
                List.of(SecuredParts.octets(People.ENTITY.octets()), signature));
        assertThat(People.opener(List.of(barney()), List.of()).open(multipart))
                .isInstanceOfSatisfying(
                        Opened.Broken.class, broken -> assertThat(broken.why()).contains("not safe"));
    }

    @Test
    void gnupgDecryptsWhatWeEncryptAndSign() {
        var encrypted = People.PGP.encrypt(People.ENTITY, List.of(barney()), Optional.of(fred), People.BOUNDARY);
        gpg.write("encrypted", SecuredParts.octets(parts(encrypted).getLast().body()));
        var result = gpg.succeed("--decrypt", "encrypted");
        assertThat(result.output()).isEqualTo(SecuredParts.octets(People.ENTITY.octets()));
        assertThat(result.messages()).contains("GOODSIG");
    }

    /** Where base64 needs no padding, only a checksum tells GnuPG where the data ends. */
    @Test
    void gnupgDecryptsWhateverTheLength() {
        for (int length : new int[] {0, 1, 2, 3000, 3001, 3002}) {
            var octets = SecuredParts.ascii("Content-Type: text/plain\r\n\r\n" + "x".repeat(length));
            var encrypted = People.PGP.encrypt(
                    SecuredParts.entity(octets), List.of(barney()), Optional.of(fred), People.BOUNDARY);
            gpg.write(
                    "encrypted", SecuredParts.octets(parts(encrypted).getLast().body()));
            var result = gpg.succeed("--decrypt", "encrypted");
            assertThat(result.output()).isEqualTo(octets);
            assertThat(result.messages()).contains("DECRYPTION_OKAY").doesNotContain("radix64");
        }
    }

    @Test
    void weDecryptWhatGnupgEncryptsAndSigns() {
        gpg.write("plain", SecuredParts.octets(People.ENTITY.octets()));
        gpg.succeed(
                "--armor",
                "--sign",
                "--encrypt",
                "--local-user",
                BARNEY,
                "--recipient",
                "fred@example.com",
                "--output",
                "encrypted",
                "plain");
        var control = SecuredParts.part(
                List.of("Content-Type: application/pgp-encrypted"), SecuredParts.ascii("Version: 1\r\n"));
        var data = SecuredParts.part(List.of("Content-Type: application/octet-stream"), gpg.read("encrypted"));
        var multipart = SecuredParts.multipart(
                "multipart/encrypted; protocol=\"application/pgp-encrypted\"", People.BOUNDARY, List.of(control, data));
        assertThat(People.opener(List.of(barney()), List.of(fred)).open(multipart))
                .isInstanceOfSatisfying(Opened.Signed.class, opened -> {
                    assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
                    assertThat(opened.encrypted()).isTrue();
                });
        assertThat(People.opener(List.of(), List.of(fred)).open(multipart)).isInstanceOf(Opened.SignedByUnknown.class);
    }

    @Test
    void gnupgTakesOurSecretKeyAndWeTakeItsOwn() {
        gpg.write("secret.asc", fred.armored().getBytes(StandardCharsets.US_ASCII));
        gpg.succeed("--import", "secret.asc");
        gpg.write("plain", new byte[] {1});
        gpg.succeed("--detach-sign", "--local-user", "fred@example.com", "--output", "signature", "plain");
        gpg.succeed("--verify", "signature", "plain");
        var exported = gpg.succeed("--armor", "--export-secret-keys", BARNEY).output();
        var own = PgpSecretKey.read(exported, new char[0]);
        var signed = People.PGP.sign(People.ENTITY, own, People.BOUNDARY);
        assertThat(People.opener(List.of(barney()), List.of()).open(signed)).isInstanceOf(Opened.Signed.class);
    }

    @Test
    void gnupgOpensOurSecretKeyByItsPassphrase() {
        var closed = fred.withPassphrase("rock".toCharArray());
        gpg.write("secret.asc", closed.armored().getBytes(StandardCharsets.US_ASCII));
        gpg.succeed("--import", "secret.asc");
        gpg.write("plain", new byte[] {1});
        gpg.succeed(
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "rock",
                "--local-user",
                "fred@example.com",
                "--output",
                "signature",
                "--detach-sign",
                "plain");
        gpg.succeed("--verify", "signature", "plain");
    }
}
