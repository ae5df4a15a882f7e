package org.imxp.message.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.CollectionStore;
import org.bouncycastle.util.Store;
import org.imxp.message.MediaType;
import org.imxp.message.MessageLimits;
import org.imxp.message.MimeEntity;

/** Verifies and decrypts by S/MIME. */
final class SmimeOpener {
    private final List<SmimeCertificate> known;
    private final List<SmimeKey> own;
    private final MessageLimits limits;

    SmimeOpener(List<SmimeCertificate> known, List<SmimeKey> own, MessageLimits limits) {
        this.known = known;
        this.own = own;
        this.limits = limits;
    }

    Opened verify(MimeEntity signed, ByteBuffer signature) throws CMSException {
        byte[] octets = SecuredParts.octets(signed.octets());
        return judged(signed, new CMSSignedData(new CMSProcessableByteArray(octets), SecuredParts.octets(signature)));
    }

    /** By what the octets are, and not by the smime-type, which anybody may have changed. */
    Opened open(MimeEntity entity, MediaType type) throws CMSException, IOException {
        ContentInfo info = ContentInfo.getInstance(SecuredParts.octets(entity.decoded()));
        if (info.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            return opaque(new CMSSignedData(info));
        }
        if (info.getContentType().equals(CMSObjectIdentifiers.authEnvelopedData)) {
            return decrypted(new CMSAuthEnvelopedData(info).getRecipientInfos(), true);
        }
        if (info.getContentType().equals(CMSObjectIdentifiers.envelopedData)) {
            return decrypted(new CMSEnvelopedData(info).getRecipientInfos(), false);
        }
        return new Opened.Broken("The " + type.name() + " is neither signed nor enveloped data.");
    }

    private Opened opaque(CMSSignedData data) throws CMSException {
        return data.getSignedContent() != null && data.getSignedContent().getContent() instanceof byte[] content
                ? judged(MimeEntity.read(ByteBuffer.wrap(content), limits), data)
                : new Opened.Broken("The signed data has nothing within.");
    }

    private Opened decrypted(RecipientInformationStore recipients, boolean authenticated)
            throws CMSException, IOException {
        List<String> others = new ArrayList<>();
        for (RecipientInformation recipient : recipients.getRecipients()) {
            Optional<SmimeKey> key =
                    own.stream().filter(one -> isFor(recipient, one)).findFirst();
            if (key.isEmpty()) {
                others.add(String.valueOf(recipient.getRID().getType()));
                continue;
            }
            Recipient with = authenticated
                    ? new JceKeyTransAuthEnvelopedRecipient(key.get().key()).setProvider(Smime.PROVIDER)
                    : new JceKeyTransEnvelopedRecipient(key.get().key()).setProvider(Smime.PROVIDER);
            byte[] content;
            try (InputStream in = recipient.getContentStream(with).getContentStream()) {
                content = in.readNBytes(limits.octets());
                if (in.read() >= 0) {
                    return new Opened.Broken(
                            "What was encrypted has more than " + limits.octets() + " octets, the most allowed.");
                }
            }
            return new Opened.NotSigned(MimeEntity.read(ByteBuffer.wrap(content), limits), true);
        }
        return new Opened.NotForUs(others);
    }

    private static boolean isFor(RecipientInformation recipient, SmimeKey key) {
        return recipient.getRID() instanceof KeyTransRecipientId id && id.match(holder(key.certificate()));
    }

    private Opened judged(MimeEntity content, CMSSignedData data) throws CMSException {
        Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
        if (signers.isEmpty()) {
            return new Opened.Broken("The part that should have the S/MIME signature has none.");
        }
        Optional<Opened> unknown = Optional.empty();
        for (SignerInformation signer : signers) {
            Optional<SmimeCertificate> certificate = known.stream()
                    .filter(one -> signer.getSID().match(holder(one)))
                    .findFirst();
            if (certificate.isPresent()) {
                return verifies(signer, certificate.get())
                        ? new Opened.Signed(content, certificate.get().asKey(), time(signer), false)
                        : new Opened.Broken("The signature of the certificate "
                                + certificate.get().fingerprint()
                                + " is not one over what has arrived, or it was not valid then.");
            }
            unknown = Optional.of(stranger(content, signer, data));
        }
        return unknown.orElseThrow();
    }

    /** By the certificate that came along: it tells changes, though not who has signed. */
    private static Opened stranger(MimeEntity content, SignerInformation signer, CMSSignedData data)
            throws CMSException {
        Store<X509CertificateHolder> certificates = data.getCertificates();
        for (X509CertificateHolder holder : certificates instanceof CollectionStore<X509CertificateHolder> all
                ? all
                : List.<X509CertificateHolder>of()) {
            if (signer.getSID().match(holder)) {
                SmimeCertificate certificate = certificate(holder);
                return verifies(signer, certificate)
                        ? new Opened.SignedByUnknown(content, certificate.fingerprint(), false)
                        : new Opened.Broken("The signature is not one over what has arrived.");
            }
        }
        return new Opened.SignedByUnknown(content, "", false);
    }

    private static boolean verifies(SignerInformation signer, SmimeCertificate certificate) throws CMSException {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(Smime.PROVIDER)
                    .build(certificate.certificate()));
        } catch (OperatorCreationException e) {
            throw new CMSException("The signature is of an unknown kind.", e);
        }
    }

    private static Optional<Instant> time(SignerInformation signer) {
        return Optional.ofNullable(signer.getSignedAttributes())
                .map(attributes -> attributes.get(CMSAttributes.signingTime))
                .map(time -> Time.getInstance(time.getAttrValues().getObjectAt(0))
                        .getDate()
                        .toInstant());
    }

    private static SmimeCertificate certificate(X509CertificateHolder holder) throws CMSException {
        try {
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            return new SmimeCertificate(certificate);
        } catch (CertificateException e) {
            throw new CMSException("The certificate cannot be read.", e);
        }
    }

    private static X509CertificateHolder holder(SmimeCertificate certificate) {
        try {
            return new X509CertificateHolder(certificate.certificate().getEncoded());
        } catch (IOException | CertificateException e) {
            throw new SecurityFault("The certificate cannot be used.", e);
        }
    }
}
