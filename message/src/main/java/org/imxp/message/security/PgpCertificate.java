package org.imxp.message.security;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.imxp.message.MessageFault;

/** Somebody's public key: an OpenPGP certificate, of version 4 or 6. */
public final class PgpCertificate {
    private final OpenPGPCertificate certificate;

    PgpCertificate(OpenPGPCertificate certificate) {
        this.certificate = certificate;
    }

    /**
     * Reads a certificate that somebody has sent.
     *
     * @param octets a transferable public key, with or without armor
     * @return the certificate
     * @throws MessageFault with 500 if it is none
     */
    public static PgpCertificate read(byte[] octets) {
        try {
            OpenPGPCertificate read = new OpenPGPKeyReader(new BcOpenPGPImplementation()).parseCertificate(octets);
            PgpCertificate certificate = new PgpCertificate(read);
            // The library reads some that it cannot write again.
            var _ = read.toAsciiArmoredString();
            return certificate;
        } catch (IOException | RuntimeException e) {
            // The library has no one exception for octets that are no key.
            throw MessageFault.malformed("The octets are no OpenPGP certificate.");
        }
    }

    /**
     * The fingerprint.
     *
     * @return hexadecimal digits in lower case: 40 for version 4, 64 for version 6
     */
    public String fingerprint() {
        return HexFormat.of().formatHex(certificate.getFingerprint());
    }

    /**
     * What the key says of its owner.
     *
     * @return the user IDs that are not revoked
     */
    public List<String> names() {
        return certificate.getValidUserIds().stream()
                .map(OpenPGPCertificate.OpenPGPUserId::getUserId)
                .toList();
    }

    /**
     * For others to read.
     *
     * @return ASCII armor
     */
    public String armored() {
        try {
            return certificate.toAsciiArmoredString(Armor.FORMAT, Armor.of(certificate.getFingerprint()));
        } catch (IOException e) {
            throw new SecurityFault("The certificate cannot be written.", e);
        }
    }

    /**
     * For programs to read.
     *
     * @return the transferable public key, without armor
     */
    public byte[] octets() {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new SecurityFault("The certificate cannot be written.", e);
        }
    }

    /**
     * Whether something can be encrypted for its owner now.
     *
     * @return false if none of its keys is for that, or all have expired or are revoked
     */
    public boolean canEncrypt() {
        return !certificate.getEncryptionKeys().isEmpty();
    }

    /**
     * Whether a key is one of this certificate's.
     *
     * @param name a fingerprint or an identifier, as {@link Opened.SignedByUnknown#key} has it
     * @return whether it is the primary key or a subkey
     */
    public boolean has(String name) {
        return keyNames().contains(name);
    }

    /**
     * By what names the primary key and the subkeys go.
     *
     * @return fingerprints and identifiers
     */
    public List<String> keyNames() {
        return certificate.getKeys().stream()
                .map(OpenPGPCertificate.OpenPGPComponentKey::getKeyIdentifier)
                .flatMap(id -> Stream.of(PgpOpener.name(id), HexFormat.of().toHexDigits(id.getKeyId())))
                .distinct()
                .toList();
    }

    /**
     * The same certificate, with what another version of it says too: nobody can take back what its owner has said, such as that a key is
     * revoked, by showing an old one.
     *
     * @param other another version
     * @return both
     * @throws MessageFault with 500 if they are not of the same key
     */
    public PgpCertificate joined(PgpCertificate other) {
        try {
            return read(OpenPGPCertificate.join(certificate, other.certificate).getEncoded());
        } catch (IOException | PGPException | RuntimeException e) {
            // The library has no one exception for keys that do not fit each other.
            throw MessageFault.malformed("The certificates are not of the same key.");
        }
    }

    /** Whether it is for programs of before RFC 9580. */
    boolean isOld() {
        return certificate.getPrimaryKey().getVersion() < 6;
    }

    OpenPGPCertificate certificate() {
        return certificate;
    }
}
