package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPUtil;
import org.imxp.message.MediaType;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few octets that would take much memory or time are broken, and soon. */
class HostilePacketsTest {
    private static final PgpSecretKey FRED = People.pgp("fred", OpenPgp.Version.V4);
    private static final PgpSecretKey WILMA = People.pgp("wilma", OpenPgp.Version.V4);
    private static final int LARGEST_CHUNK = 22;
    private static final int BOMB = 200 << 20;
    private static final int MOST_OCTETS = 100_000;
    private static final int MOST_WITHIN = MOST_OCTETS + MOST_OCTETS / 32 + (64 << 10);

    private static MimeEntity forFred(HostilePackets.Packets packets) {
        return HostilePackets.entity(
                HostilePackets.encrypted(FRED.certificate(), 1, true, HostilePackets.plainly(), packets));
    }

    private static Opened opened(MimeEntity entity) {
        var keys = new Opener.Keys(List.of(), List.of(FRED), List.of(), List.of());
        return new Opener(new MessageReader(MessageLimits.DEFAULT.withOctets(MOST_OCTETS)), People.CLOCK, keys)
                .open(entity);
    }

    private static void assertBroken(Opened opened, String why) {
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Broken.class, broken -> assertThat(broken.why()).contains(why));
    }

    @ParameterizedTest
    @ValueSource(ints = {PacketTags.USER_ID, PacketTags.PADDING, PacketTags.USER_ATTRIBUTE})
    void aBombIsNotReadWhole(int tag) {
        var once = HostilePackets.compressed(HostilePackets.zeros(tag, BOMB));
        for (var packets : List.of(once, HostilePackets.compressed(once))) {
            var bomb = forFred(packets);
            assertThat(bomb.octets().remaining()).isLessThan(1 << 20);
            assertBroken(opened(bomb), "would be more than " + MOST_WITHIN + " octets");
        }
    }

    @Test
    void aBombWithoutCompressionIsNotReadWholeEither() {
        assertBroken(
                opened(forFred(HostilePackets.zeros(PacketTags.USER_ID, MOST_WITHIN))),
                "would be more than " + MOST_WITHIN + " octets");
        assertBroken(opened(forFred(HostilePackets.zeros(PacketTags.USER_ID, 1000))), "not one OpenPGP message");
    }

    @Test
    void whatIsCompressedByHonestProgramsIsRead() {
        var twice = HostilePackets.compressed(HostilePackets.compressed(HostilePackets::literal));
        assertThat(opened(forFred(twice)))
                .isInstanceOfSatisfying(
                        Opened.NotSigned.class,
                        opened -> assertThat(opened.content().octets()).isEqualTo(People.ENTITY.octets()));
        assertBroken(opened(forFred(HostilePackets.compressed(twice))), "not one OpenPGP message");
    }

    /** The packet has its version, the two algorithms, and the exponent of the size of its chunks, less 6. */
    private static MimeEntity inChunks(int exponent) {
        var how = HostilePackets.plainly().setWithAEAD(AEADAlgorithmTags.OCB, LARGEST_CHUNK);
        var octets = HostilePackets.encrypted(FRED.certificate(), 1, true, how.setUseV5AEAD(), HostilePackets::literal);
        var head = new byte[] {1, SymmetricKeyAlgorithmTags.AES_256, AEADAlgorithmTags.OCB, LARGEST_CHUNK - 6};
        var at = new String(octets, StandardCharsets.ISO_8859_1).indexOf(new String(head, StandardCharsets.ISO_8859_1));
        octets[at + 3] = (byte) (exponent - 6);
        return HostilePackets.entity(octets);
    }

    @Test
    void theOldEncryptionInChunksIsReadIfTheChunksAreNotLarge() {
        assertThat(opened(inChunks(LARGEST_CHUNK))).isInstanceOf(Opened.NotSigned.class);
        for (var more : new int[] {LARGEST_CHUNK + 1, 30, 36, 6 + 127, 6 + 128}) {
            assertBroken(opened(inChunks(more)), "cannot be opened");
        }
    }

    private static MimeEntity forWilma(int times, boolean named) {
        return HostilePackets.entity(HostilePackets.encrypted(
                WILMA.certificate(), times, named, HostilePackets.plainly(), HostilePackets::literal));
    }

    @Test
    void theRecipientsAreBounded() {
        assertThat(opened(forWilma(32, false))).isInstanceOf(Opened.NotForUs.class);
        assertBroken(opened(forWilma(33, false)), "more than 32 keys without names");
        assertThat(opened(forWilma(1000, true))).isInstanceOf(Opened.NotForUs.class);
        assertBroken(opened(forWilma(1001, true)), "more than 1000 keys");
    }

    private static Opened signedTimes(int times) throws IOException {
        var signed = People.PGP.sign(People.ENTITY, FRED, People.BOUNDARY);
        MediaType type = signed.header().mediaType().orElseThrow();
        ByteBuffer armored = People.READER.parts(type, signed.body()).getLast().decoded();
        var one = PGPUtil.getDecoderStream(new ByteArrayInputStream(SecuredParts.octets(armored)))
                .readAllBytes();
        var all = new ByteArrayOutputStream();
        for (var i = 0; i < times; i++) {
            all.writeBytes(one);
        }
        var part = SecuredParts.part(
                List.of("Content-Type: application/pgp-signature", "Content-Transfer-Encoding: base64"),
                SecuredParts.base64(all.toByteArray()));
        var multipart = SecuredParts.multipart(
                "multipart/signed; micalg=pgp-sha512; protocol=\"application/pgp-signature\"",
                People.BOUNDARY,
                List.of(SecuredParts.octets(People.ENTITY.octets()), part));
        return People.opener(List.of(FRED.certificate()), List.of()).open(multipart);
    }

    @Test
    void theSignaturesAreBounded() throws IOException {
        assertThat(signedTimes(8)).isInstanceOf(Opened.Signed.class);
        assertBroken(signedTimes(9), "It has 9 signatures");
    }
}
