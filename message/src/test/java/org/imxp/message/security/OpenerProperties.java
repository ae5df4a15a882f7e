package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MimeEntity;
import org.imxp.testkit.Requirement;

/** Whatever strangers send, opening it gives a value, and never one that says a changed thing was signed. */
class OpenerProperties {
    private static final PgpSecretKey PGP = People.pgp("fred", OpenPgp.Version.V4);
    private static final SmimeKey SMIME = People.smime("fred", "RSA");
    private static final Opener OPENER = new Opener(
            People.READER,
            People.CLOCK,
            new Opener.Keys(List.of(PGP.certificate()), List.of(PGP), List.of(SMIME.certificate()), List.of(SMIME)));
    private static final List<MimeEntity> SECURED = List.of(
            People.PGP.sign(People.ENTITY, PGP, People.BOUNDARY),
            People.PGP.encrypt(People.ENTITY, List.of(PGP.certificate()), Optional.of(PGP), People.BOUNDARY),
            People.SMIME.sign(People.ENTITY, SMIME, People.BOUNDARY),
            People.SMIME.encrypt(People.ENTITY, List.of(SMIME.certificate()), Smime.Envelope.AUTHENTICATED),
            People.SMIME.encrypt(People.ENTITY, List.of(SMIME.certificate()), Smime.Envelope.PLAIN));

    @Property(tries = 600)
    @Requirement("IMPP-2.5.1")
    void aChangedEntityIsNeverSaidToBeSigned(@ForAll("secured") MimeEntity entity, @ForAll long seed) {
        var octets = SecuredParts.octets(entity.octets());
        var random = new Random(seed);
        for (var i = 0; i < 1 + random.nextInt(3); i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        if (random.nextInt(4) == 0) {
            octets = Arrays.copyOf(octets, random.nextInt(octets.length));
        }
        opened(octets).ifPresent(OpenerProperties::isTrue);
    }

    @Property(tries = 600)
    void anyOctetsWithinAreOpenedToAValue(@ForAll byte[] junk, @ForAll("types") String header) {
        var encoded = SecuredParts.base64(junk);
        var armored = "-----BEGIN PGP MESSAGE-----\r\n\r\n" + new String(encoded, StandardCharsets.US_ASCII)
                + "\r\n-----END PGP MESSAGE-----\r\n";
        for (var body : List.of(junk, encoded, armored.getBytes(StandardCharsets.US_ASCII))) {
            opened(SecuredParts.part(List.of(header), body)).ifPresent(OpenerProperties::isTrue);
            var part = SecuredParts.part(List.of("Content-Type: application/pgp-signature"), body);
            var data = SecuredParts.part(List.of("Content-Type: application/octet-stream"), body);
            try {
                isTrue(OPENER.open(SecuredParts.multipart(
                        "multipart/signed; protocol=\"application/pgp-signature\"",
                        "zz-boundary",
                        List.of(junk, part))));
                isTrue(OPENER.open(SecuredParts.multipart(
                        "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
                        "zz-boundary",
                        List.of(
                                SecuredParts.ascii("Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1"),
                                data))));
            } catch (MessageFault fault) {
                assertThat(fault.sentence()).contains("boundary");
            }
        }
    }

    /** The content that was signed is what comes out, or nothing that is signed. */
    private static void isTrue(Opened opened) {
        if (opened instanceof Opened.Signed signed) {
            assertThat(signed.content().octets()).isEqualTo(People.ENTITY.octets());
        }
    }

    private static Optional<Opened> opened(byte[] octets) {
        try {
            return Optional.of(OPENER.open(MimeEntity.read(ByteBuffer.wrap(octets), MessageLimits.DEFAULT)));
        } catch (MessageFault fault) {
            // It is no MIME entity at all.
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<MimeEntity> secured() {
        return Arbitraries.of(SECURED);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "Content-Type: application/pkcs7-mime",
                "Content-Type: multipart/signed; boundary=b; protocol=\"application/pkcs7-signature\"",
                "Content-Type: multipart/encrypted; boundary=b");
    }
}
