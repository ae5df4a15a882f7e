package org.imxp.message.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPDetachedSignatureGenerator;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyGenerator;
import org.bouncycastle.openpgp.api.OpenPGPMessageGenerator;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.imxp.message.MimeEntity;

/**
 * Makes keys, signs and encrypts by OpenPGP (RFC 3156). {@link Opener} opens.
 *
 * <p>It may be used by several threads if the randomness may. The library asks the system's clock whether a key has expired.
 */
public final class OpenPgp {
    static final String SIGNATURE = "application/pgp-signature";
    static final String ENCRYPTED = "application/pgp-encrypted";

    private final OpenPGPApi api;
    private final InstantSource clock;

    /** The versions of keys. */
    public enum Version {
        /** RFC 4880: all programs read it. */
        V4,
        /** RFC 9580. */
        V6
    }

    /**
     * OpenPGP.
     *
     * @param random what nobody can guess
     * @param clock the dates of signatures
     */
    public OpenPgp(SecureRandom random, InstantSource clock) {
        // The library would take SHA3-512, which GnuPG does not know.
        OpenPGPDefaultPolicy policy = new OpenPGPDefaultPolicy()
                .setDefaultCertificationSignatureHashAlgorithm(HashAlgorithmTags.SHA512)
                .setDefaultDocumentSignatureHashAlgorithm(HashAlgorithmTags.SHA512);
        PassedRandom implementation = new PassedRandom(random);
        implementation.setPolicy(policy);
        this.api = new BcOpenPGPApi(implementation, policy);
        this.clock = clock;
    }

    /**
     * Makes a key that signs and encrypts, on curve 25519.
     *
     * @param userId whose it is, such as {@code Fred <im:fred@example.com>}
     * @param version the version
     * @param passphrase under which it is written; empty for none
     * @return the key
     */
    public PgpSecretKey generate(String userId, Version version, char[] passphrase) {
        try {
            Date now = now();
            OpenPGPKey key = switch (version) {
                // By the algorithms of before RFC 9580, which are all that other programs know in this version.
                case V4 ->
                    build(
                            api.generateKey(4, now, false)
                                    .withPrimaryKey(PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
                                    .addUserId(userId, preferences())
                                    .addSigningSubkey(PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
                                    .addEncryptionSubkey(PGPKeyPairGenerator::generateLegacyX25519KeyPair),
                            passphrase);
                case V6 -> build(api.generateKey(6, now).ed25519x25519Key(userId), passphrase);
            };
            return new PgpSecretKey(key, passphrase);
        } catch (PGPException e) {
            throw new SecurityFault("The OpenPGP key could not be made.", e);
        }
    }

    /**
     * Signs an entity as it is.
     *
     * @param entity a MIME entity; its line ends are those of MIME
     * @param key the signer's key
     * @param boundary a boundary that begins no line of the entity after two hyphens
     * @return a multipart/signed
     * @throws SecurityFault if the key cannot sign, or the passphrase is wrong
     */
    public MimeEntity sign(MimeEntity entity, PgpSecretKey key, String boundary) {
        byte[] octets = SecuredParts.octets(entity.octets());
        try {
            OpenPGPDetachedSignatureGenerator generator = api.createDetachedSignature();
            generator.addSigningKey(key.key(), _ -> key.passphrase(), dated());
            OpenPGPDocumentSignature signature =
                    generator.sign(new ByteArrayInputStream(octets)).getFirst();
            byte[] part = SecuredParts.part(
                    List.of("Content-Type: " + SIGNATURE + "; name=\"signature.asc\""),
                    SecuredParts.ascii(crlf(signature.toAsciiArmoredString(
                            Armor.FORMAT, Armor.of(key.key().getFingerprint())))));
            String hash = PGPUtil.getDigestName(signature.getSignature().getHashAlgorithm());
            String type = "multipart/signed; micalg=pgp-" + hash.toLowerCase(Locale.ROOT) + "; protocol=\"" + SIGNATURE
                    + "\"";
            return SecuredParts.multipart(type, boundary, List.of(octets, part));
        } catch (PGPException | IOException e) {
            throw new SecurityFault("The OpenPGP key cannot sign.", e);
        }
    }

    /**
     * Encrypts an entity, and signs it within (RFC 3156 section 6.2).
     *
     * @param entity a MIME entity
     * @param recipients who can read it; the sender is one of them only if named
     * @param signer the signer's key, if it is to be signed
     * @param boundary a boundary
     * @return a multipart/encrypted
     * @throws SecurityFault if a key cannot encrypt or sign, or the passphrase is wrong
     */
    public MimeEntity encrypt(
            MimeEntity entity, List<PgpCertificate> recipients, Optional<PgpSecretKey> signer, String boundary) {
        if (recipients.isEmpty()) {
            throw new SecurityFault("A message is encrypted for one recipient at least.");
        }
        try {
            boolean hasOld = recipients.stream().anyMatch(PgpCertificate::isOld);
            OpenPGPMessageGenerator generator = api.signAndOrEncryptMessage()
                    .setArmored(true)
                    .setArmorStreamFactory(out -> Armor.of(hasOld).build(out))
                    .setAllowPadding(false)
                    .setCompressionNegotiator((_, _) -> CompressionAlgorithmTags.UNCOMPRESSED);
            for (PgpCertificate recipient : recipients) {
                generator.addEncryptionCertificate(recipient.certificate());
            }
            if (signer.isPresent()) {
                PgpSecretKey key = signer.get();
                generator.addSigningKey(key.key(), _ -> key.passphrase(), dated());
            }
            ByteArrayOutputStream armored = new ByteArrayOutputStream();
            try (OutputStream out = generator.open(armored)) {
                out.write(SecuredParts.octets(entity.octets()));
            }
            return SecuredParts.multipart(
                    "multipart/encrypted; protocol=\"" + ENCRYPTED + "\"",
                    boundary,
                    List.of(
                            SecuredParts.part(
                                    List.of("Content-Type: " + ENCRYPTED), SecuredParts.ascii("Version: 1\r\n")),
                            SecuredParts.part(
                                    List.of("Content-Type: application/octet-stream; name=\"encrypted.asc\""),
                                    SecuredParts.ascii(crlf(armored.toString(StandardCharsets.US_ASCII))))));
        } catch (PGPException | IOException e) {
            throw new SecurityFault("The message cannot be encrypted with these OpenPGP keys.", e);
        }
    }

    private SignatureParameters.Callback dated() {
        return new SignatureParameters.Callback() {
            @Override
            public SignatureParameters apply(SignatureParameters parameters) {
                return parameters.setSignatureCreationTime(now()).setSignatureHashAlgorithm(HashAlgorithmTags.SHA512);
            }
        };
    }

    /** Programs of before RFC 9580 look for these beside the user ID, and take SHA-1 if they find none. */
    private static SignatureParameters.Callback preferences() {
        return new SignatureParameters.Callback() {
            @Override
            public SignatureParameters apply(SignatureParameters parameters) {
                return parameters.setHashedSubpacketsFunction(subpackets -> {
                    subpackets.setPreferredHashAlgorithms(
                            false,
                            new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA256});
                    subpackets.setPreferredSymmetricAlgorithms(
                            false, new int[] {SymmetricKeyAlgorithmTags.AES_256, SymmetricKeyAlgorithmTags.AES_128});
                    subpackets.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
                    return subpackets;
                });
            }
        };
    }

    private Date now() {
        return Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static OpenPGPKey build(OpenPGPKeyGenerator.WithPrimaryKey generator, char[] passphrase)
            throws PGPException {
        return passphrase.length == 0 ? generator.build() : generator.build(passphrase.clone());
    }

    private static String crlf(String armor) {
        return armor.replace("\r\n", "\n").replace("\n", "\r\n");
    }
}
