package org.imxp.message.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDetachedSignatureProcessor;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.imxp.message.MessageLimits;
import org.imxp.message.MimeEntity;

/** Verifies and decrypts by OpenPGP. */
final class PgpOpener {
    /** How far the clock of a signer may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(5);

    private static final int MOST_SIGNATURES = 8;

    private final BcOpenPGPApi api = new BcOpenPGPApi();
    private final List<PgpCertificate> known;
    private final List<PgpSecretKey> own;
    private final InstantSource clock;
    private final MessageLimits limits;

    PgpOpener(List<PgpCertificate> known, List<PgpSecretKey> own, InstantSource clock, MessageLimits limits) {
        this.known = known;
        this.own = own;
        this.clock = clock;
        this.limits = limits;
    }

    Opened verify(MimeEntity signed, ByteBuffer signature) throws IOException, PGPException {
        Object packets = new BcOpenPGPImplementation()
                .pgpObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(SecuredParts.octets(signature))))
                .nextObject();
        return packets instanceof PGPSignatureList signatures && !signatures.isEmpty()
                ? verify(signed, signatures)
                : new Opened.Broken("The part that should have the OpenPGP signature has none.");
    }

    Opened decrypt(ByteBuffer octets) throws IOException, PGPException {
        PgpDecryption decryption = new PgpDecryption(own, limits.octets());
        return switch (decryption.decrypt(SecuredParts.octets(octets))) {
            case PgpDecryption.NotRead(Opened why) -> why;
            case PgpDecryption.Read read -> {
                MimeEntity entity = MimeEntity.read(ByteBuffer.wrap(read.content()), limits);
                // A signature within is over the content, as one in a part of its own would be.
                yield read.signatures().isEmpty()
                        ? new Opened.NotSigned(entity, true)
                        : verify(entity, read.signatures().get()).withinEncryption();
            }
        };
    }

    private Opened verify(MimeEntity signed, PGPSignatureList signatures) throws IOException, PGPException {
        if (signatures.size() > MOST_SIGNATURES) {
            return new Opened.Broken(
                    "It has " + signatures.size() + " signatures; at most " + MOST_SIGNATURES + " are allowed.");
        }
        OpenPGPDetachedSignatureProcessor processor = api.verifyDetachedSignature();
        processor.addSignatures(signatures);
        known.forEach(certificate -> processor.addVerificationCertificate(certificate.certificate()));
        processor.verifyNotAfter(Date.from(clock.instant().plus(AHEAD)));
        List<OpenPGPDocumentSignature> found =
                processor.process(new ByteArrayInputStream(SecuredParts.octets(signed.octets())));
        return judged(signed, found).orElseGet(() -> notAccepted(signed, signatures));
    }

    /** Those of unknown keys, by broken algorithms, and of the future, are not among those that were tried. */
    private Opened notAccepted(MimeEntity signed, PGPSignatureList signatures) {
        KeyIdentifier key = signatures.get(0).getKeyIdentifiers().getFirst();
        for (PGPSignature signature : signatures) {
            boolean ours = signature.getKeyIdentifiers().stream()
                    .anyMatch(id ->
                            known.stream().anyMatch(one -> one.certificate().getKey(id) != null));
            if (ours) {
                return new Opened.Broken("The signature of the key "
                        + name(signature.getKeyIdentifiers().getFirst())
                        + " is by an algorithm that is not safe, or of a date that is yet to come.");
            }
        }
        return new Opened.SignedByUnknown(signed, name(key), false);
    }

    /** The best of several signatures of known keys: one that is right, else one that is wrong. */
    private static Optional<Opened> judged(MimeEntity entity, List<OpenPGPDocumentSignature> signatures)
            throws PGPException {
        Optional<Opened> wrong = Optional.empty();
        for (OpenPGPDocumentSignature signature : signatures) {
            OpenPGPCertificate.OpenPGPComponentKey issuer = signature.getIssuer();
            if (issuer == null) {
                continue;
            }
            if (signature.isTestedCorrect() && signature.isValid()) {
                PgpCertificate by = new PgpCertificate(issuer.getCertificate());
                return Optional.of(new Opened.Signed(
                        entity,
                        new SigningKey(by.fingerprint(), by.names()),
                        Optional.of(signature.getCreationTime().toInstant()),
                        false));
            }
            wrong = Optional.of(new Opened.Broken("The signature of the key " + name(issuer.getKeyIdentifier())
                    + " is not one over what has arrived, or its key may not sign."));
        }
        return wrong;
    }

    static String name(KeyIdentifier key) {
        byte[] fingerprint = key.getFingerprint();
        return fingerprint == null
                ? HexFormat.of().toHexDigits(key.getKeyId())
                : HexFormat.of().formatHex(fingerprint);
    }
}
