package org.imxp.message.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.imxp.message.MimeEntity;

/** What no honest program makes. */
final class HostilePackets {
    private static final byte[] ZEROS = new byte[1 << 16];

    private HostilePackets() {}

    /** What writes the packets that are encrypted. */
    @FunctionalInterface
    interface Packets {
        void write(OutputStream out) throws IOException, PGPException;
    }

    static BcPGPDataEncryptorBuilder plainly() {
        return new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true);
    }

    static byte[] encrypted(
            PgpCertificate recipient, int times, boolean named, BcPGPDataEncryptorBuilder how, Packets packets) {
        try {
            var generator = new PGPEncryptedDataGenerator(how);
            var key = recipient.certificate().getEncryptionKeys().getFirst().getPGPPublicKey();
            for (var i = 0; i < times; i++) {
                generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key).setUseWildcardRecipient(!named));
            }
            var octets = new ByteArrayOutputStream();
            try (var out = generator.open(octets, new byte[1 << 16])) {
                packets.write(out);
            }
            return octets.toByteArray();
        } catch (IOException | PGPException e) {
            throw new AssertionError(e);
        }
    }

    static MimeEntity entity(byte[] octets) {
        return SecuredParts.multipart(
                "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
                People.BOUNDARY,
                List.of(
                        SecuredParts.part(
                                List.of("Content-Type: application/pgp-encrypted"),
                                SecuredParts.ascii("Version: 1\r\n")),
                        SecuredParts.part(
                                List.of("Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64"),
                                SecuredParts.base64(octets))));
    }

    static void literal(OutputStream out) throws IOException {
        var octets = SecuredParts.octets(People.ENTITY.octets());
        var generator = new PGPLiteralDataGenerator();
        try (var content = generator.open(out, PGPLiteralData.BINARY, "", octets.length, PGPLiteralData.NOW)) {
            content.write(octets);
        }
    }

    static Packets compressed(Packets packets) {
        return out -> {
            var generator = new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP);
            try (var compressed = generator.open(out, new byte[1 << 16])) {
                packets.write(compressed);
            }
        };
    }

    /** A packet of nothing but zeros. */
    static Packets zeros(int tag, int octets) {
        return out -> {
            out.write(0xC0 | tag);
            out.write(0xFF);
            for (var shift = 24; shift >= 0; shift -= 8) {
                out.write(octets >> shift);
            }
            for (var left = octets; left > 0; left -= ZEROS.length) {
                out.write(ZEROS, 0, Math.min(left, ZEROS.length));
            }
        };
    }
}
