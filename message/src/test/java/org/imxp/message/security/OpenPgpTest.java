package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SecretKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenPGP by this library alone; the tests with GnuPG are elsewhere. */
class OpenPgpTest {
    private static final PgpSecretKey FRED = People.pgp("fred", OpenPgp.Version.V4);
    private static final PgpSecretKey WILMA = People.pgp("wilma", OpenPgp.Version.V6);
    private static final Opener STRANGER = People.opener(List.of(), List.of());

    private static MimeEntity changed(MimeEntity entity, String from, String to) {
        var text = People.text(entity);
        assertThat(text).contains(from);
        return People.entity(text.replace(from, to));
    }

    private static Opener knowing(PgpSecretKey key) {
        return People.opener(List.of(key.certificate()), List.of());
    }

    @ParameterizedTest
    @EnumSource
    void signsOctetForOctet(OpenPgp.Version version) {
        var key = People.pgp("barney", version);
        var signed = People.PGP.sign(People.ENTITY, key, People.BOUNDARY);
        assertThat(People.text(signed)).contains(People.text(People.ENTITY));
        assertThat(signed.header().mediaType().orElseThrow().parameter("micalg").orElseThrow())
                .startsWith("pgp-sha");
        assertThat(knowing(key).open(signed)).isInstanceOfSatisfying(Opened.Signed.class, opened -> {
            assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
            assertThat(opened.by().fingerprint())
                    .isEqualTo(key.certificate().fingerprint())
                    .hasSize(version == OpenPgp.Version.V4 ? 40 : 64);
            assertThat(opened.by().names()).containsExactly("barney <im:barney@example.com>");
            assertThat(opened.encrypted()).isFalse();
        });
    }

    @Test
    @Requirement("IMPP-2.5.1")
    void aChangeOfOneOctetIsTold() {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        for (var change : List.of(
                changed(signed, "- dash", "- Dash"),
                changed(signed, "Grüße \r\n", "Grüße\r\n"),
                changed(signed, "last \t", "last"),
                changed(signed, "charset=utf-8", "charset=us-ascii"))) {
            assertThat(knowing(FRED).open(change)).isInstanceOf(Opened.Broken.class);
        }
    }

    @Test
    void aStrangersSignatureIsNoMoreThanThat() {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        assertThat(STRANGER.open(signed)).isInstanceOfSatisfying(Opened.SignedByUnknown.class, opened -> {
            assertThat(FRED.certificate().certificate().getKeys())
                    .extracting(key ->
                            HexFormat.of().formatHex(key.getPGPPublicKey().getFingerprint()))
                    .contains(opened.key());
            assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
        });
        assertThat(knowing(WILMA).open(signed)).isInstanceOf(Opened.SignedByUnknown.class);
    }

    @Test
    void whatIsNotSignedIsSaidNotToBe() {
        assertThat(STRANGER.open(People.ENTITY)).isEqualTo(new Opened.NotSigned(People.ENTITY, false));
        var bare = People.entity("\r\nhi");
        assertThat(STRANGER.open(bare)).isEqualTo(new Opened.NotSigned(bare, false));
    }

    @ParameterizedTest
    @EnumSource
    void encryptsForThoseNamedAndNobodyElse(OpenPgp.Version version) {
        var reader = People.pgp("betty", version);
        var encrypted = People.PGP.encrypt(
                People.ENTITY, List.of(reader.certificate(), WILMA.certificate()), Optional.empty(), People.BOUNDARY);
        assertThat(People.text(encrypted)).doesNotContain("dash").contains("Version: 1");
        for (var key : List.of(reader, WILMA)) {
            assertThat(People.opener(List.of(), List.of(key)).open(encrypted))
                    .isInstanceOfSatisfying(Opened.NotSigned.class, opened -> {
                        assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
                        assertThat(opened.encrypted()).isTrue();
                    });
        }
        assertThat(People.opener(List.of(), List.of(FRED)).open(encrypted))
                .isInstanceOfSatisfying(
                        Opened.NotForUs.class,
                        others -> assertThat(others.keys()).hasSize(2));
    }

    @Test
    void signsWithinTheEncryption() {
        var both = People.PGP.encrypt(People.ENTITY, List.of(WILMA.certificate()), Optional.of(FRED), People.BOUNDARY);
        var opener = People.opener(List.of(FRED.certificate()), List.of(WILMA));
        assertThat(opener.open(both)).isInstanceOfSatisfying(Opened.Signed.class, opened -> {
            assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets());
            assertThat(opened.by().fingerprint()).isEqualTo(FRED.certificate().fingerprint());
            assertThat(opened.encrypted()).isTrue();
        });
        assertThat(People.opener(List.of(), List.of(WILMA)).open(both))
                .isInstanceOfSatisfying(
                        Opened.SignedByUnknown.class,
                        opened -> assertThat(opened.encrypted()).isTrue());
    }

    @Test
    void opensASignedEntityWithinAnEncryptedOne() {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        var both = People.PGP.encrypt(signed, List.of(WILMA.certificate()), Optional.empty(), "other");
        assertThat(People.opener(List.of(FRED.certificate()), List.of(WILMA)).open(both))
                .isInstanceOfSatisfying(
                        Opened.Signed.class,
                        opened -> assertThat(opened.encrypted()).isTrue());
    }

    @Test
    @Requirement("IMPP-2.5.1")
    void aChangeOfTheCiphertextIsTold() {
        var encrypted =
                People.PGP.encrypt(People.ENTITY, List.of(WILMA.certificate()), Optional.empty(), People.BOUNDARY);
        var lines = People.text(encrypted).split("\r\n", -1);
        var changedLine = 0;
        for (var i = 0; i < lines.length; i++) {
            if (lines[i].length() == 64 && i > 10) {
                changedLine = i;
            }
        }
        var line = lines[changedLine];
        lines[changedLine] = (line.charAt(0) == 'A' ? 'B' : 'A') + line.substring(1);
        assertThat(People.opener(List.of(), List.of(WILMA)).open(People.entity(String.join("\r\n", lines))))
                .isInstanceOf(Opened.Broken.class);
    }

    @ParameterizedTest
    @EnumSource
    void aPassphraseOpensTheKey(OpenPgp.Version version) {
        var secret = "correct horse".toCharArray();
        var key = People.PGP.generate("Pebbles", version, secret);
        var read = PgpSecretKey.read(key.armored().getBytes(StandardCharsets.US_ASCII), secret);
        var signed = People.PGP.sign(People.ENTITY, read, People.BOUNDARY);
        assertThat(knowing(read).open(signed)).isInstanceOf(Opened.Signed.class);
        var encrypted =
                People.PGP.encrypt(People.ENTITY, List.of(read.certificate()), Optional.empty(), People.BOUNDARY);
        assertThat(People.opener(List.of(), List.of(read)).open(encrypted)).isInstanceOf(Opened.NotSigned.class);

        var wrong = PgpSecretKey.read(key.armored().getBytes(StandardCharsets.US_ASCII), "wrong".toCharArray());
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> People.PGP.sign(People.ENTITY, wrong, People.BOUNDARY));
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> People.opener(List.of(), List.of(wrong)).open(encrypted))
                .withMessageContaining("passphrase");
        assertThat(read.toString()).doesNotContain("horse");
    }

    @ParameterizedTest
    @EnumSource
    void aPassphraseThatIsGuessedAtTakesItsTime(OpenPgp.Version version) {
        var open = People.pgp("pebbles", version);
        var secret = "correct horse".toCharArray();
        var closed =
                PgpSecretKey.read(open.withPassphrase(secret).armored().getBytes(StandardCharsets.US_ASCII), secret);
        assertThat(closed.key().getPGPSecretKeyRing()).allSatisfy(part -> {
            assertThat(part.getS2KUsage()).isEqualTo(SecretKeyPacket.USAGE_SHA1);
            assertThat(part.getKeyEncryptionAlgorithm()).isEqualTo(SymmetricKeyAlgorithmTags.AES_256);
            assertThat(part.getS2K().getIterationCount()).isEqualTo(65_011_712);
        });
        var again = closed.withPassphrase(new char[0]);
        assertThat(again.key().getPGPSecretKeyRing())
                .allSatisfy(
                        part -> assertThat(part.getKeyEncryptionAlgorithm()).isEqualTo(SymmetricKeyAlgorithmTags.NULL));
        for (var key : List.of(closed, again)) {
            var both = People.PGP.encrypt(People.ENTITY, List.of(key.certificate()), Optional.of(key), People.BOUNDARY);
            assertThat(People.opener(List.of(open.certificate()), List.of(key)).open(both))
                    .isInstanceOf(Opened.Signed.class);
        }
        var wrong = PgpSecretKey.read(closed.armored().getBytes(StandardCharsets.US_ASCII), "wrong".toCharArray());
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> wrong.withPassphrase(secret))
                .withMessageContaining("passphrase");
    }

    @Test
    void keysAreReadAsTheyWereWritten() {
        var certificate = WILMA.certificate();
        assertThat(PgpCertificate.read(certificate.armored().getBytes(StandardCharsets.US_ASCII))
                        .fingerprint())
                .isEqualTo(certificate.fingerprint());
        for (var junk : new byte[][] {
            {},
            {1, 2, 3},
            "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA".getBytes(StandardCharsets.US_ASCII),
            HexFormat.of().parseHex("c6ffffffffff0400")
        }) {
            assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> PgpCertificate.read(junk));
            assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> PgpSecretKey.read(junk, new char[0]));
        }
    }

    @Test
    void passesThroughAMessageUnchanged() {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        OpaqueContent content = SecuredParts.asContent(signed);
        assertThat(content.mediaType()).isEqualTo("multipart/signed");
        assertThat(knowing(FRED).open(SecuredParts.asEntity(content))).isInstanceOf(Opened.Signed.class);
    }

    @Test
    void refusesWhatIsNotOfItsProtocol() {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        var encrypted =
                People.PGP.encrypt(People.ENTITY, List.of(FRED.certificate()), Optional.empty(), People.BOUNDARY);
        for (var wrong : List.of(
                changed(signed, "protocol=\"application/pgp-signature\"", "protocol=\"x/y\""),
                changed(signed, "Content-Type: application/pgp-signature", "Content-Type: x/y"),
                changed(signed, "-----BEGIN PGP SIGNATURE-----", ""),
                changed(
                        signed,
                        "\r\n--" + People.BOUNDARY + "--",
                        "\r\n--" + People.BOUNDARY + "\r\n\r\nthree\r\n--" + People.BOUNDARY + "--"),
                changed(encrypted, "Content-Type: application/pgp-encrypted", "Content-Type: x/y"),
                changed(encrypted, "Content-Type: application/octet-stream", "Content-Type: x/y"),
                changed(encrypted, "protocol=", "x="))) {
            assertThat(People.opener(List.of(FRED.certificate()), List.of(FRED)).open(wrong))
                    .isInstanceOf(Opened.Broken.class);
        }
    }

    @Test
    void boundsWhatIsDecrypted() {
        var encrypted =
                People.PGP.encrypt(People.ENTITY, List.of(FRED.certificate()), Optional.empty(), People.BOUNDARY);
        var size = People.ENTITY.octets().remaining();
        var keys = new Opener.Keys(List.of(), List.of(FRED), List.of(), List.of());
        var exact = new MessageReader(MessageLimits.DEFAULT.withOctets(size));
        var less = new MessageReader(MessageLimits.DEFAULT.withOctets(size - 1));
        assertThat(new Opener(exact, People.CLOCK, keys).open(encrypted)).isInstanceOf(Opened.NotSigned.class);
        assertThat(new Opener(less, People.CLOCK, keys).open(encrypted)).isInstanceOf(Opened.Broken.class);
    }

    @Test
    void aSignatureOfTheFutureIsNotBelieved() {
        var now = People.CLOCK.instant();
        var ahead = new OpenPgp(People.RANDOM, () -> now.plusSeconds(600)).sign(People.ENTITY, FRED, People.BOUNDARY);
        assertThat(knowing(FRED).open(ahead)).isInstanceOf(Opened.Broken.class);
        var little = new OpenPgp(People.RANDOM, () -> now.plusSeconds(60)).sign(People.ENTITY, FRED, People.BOUNDARY);
        assertThat(knowing(FRED).open(little)).isInstanceOf(Opened.Signed.class);
    }

    @Test
    void boundsTheLayers() {
        var entity = People.ENTITY;
        for (var layer = 0; layer < 4; layer++) {
            var opened = People.opener(List.of(), List.of(FRED)).open(entity);
            assertThat(opened).isInstanceOf(Opened.NotSigned.class);
            entity = People.PGP.encrypt(entity, List.of(FRED.certificate()), Optional.empty(), "layer-" + layer);
        }
        assertThat(People.opener(List.of(), List.of(FRED)).open(entity))
                .isInstanceOfSatisfying(
                        Opened.Broken.class, broken -> assertThat(broken.why()).contains("more than 4 layers"));
    }

    @Test
    void refusesToEncryptForNobody() {
        assertThatExceptionOfType(SecurityFault.class)
                .isThrownBy(() -> People.PGP.encrypt(People.ENTITY, List.of(), Optional.empty(), People.BOUNDARY));
    }
}
