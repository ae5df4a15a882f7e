package org.imxp.message.security;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.imxp.message.MimeEntity;

/** Signs and encrypts by S/MIME (RFC 8551). {@link Opener} opens. It may be used by several threads if the randomness may. */
public final class Smime {
    static final String SIGNATURE = "application/pkcs7-signature";
    static final String OLD_SIGNATURE = "application/x-pkcs7-signature";
    static final String ENVELOPE = "application/pkcs7-mime";
    static final String OLD_ENVELOPE = "application/x-pkcs7-mime";

    /** An object, so that it need not be registered with the platform. */
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final SecureRandom random;
    private final InstantSource clock;

    /** How the content is encrypted. */
    public enum Envelope {
        /** AES-256-GCM: it tells changes (authEnveloped-data). */
        AUTHENTICATED,
        /** AES-128-CBC, which programs before RFC 8551 know (enveloped-data). */
        PLAIN
    }

    /**
     * S/MIME.
     *
     * @param random what nobody can guess
     * @param clock the dates of signatures
     */
    public Smime(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * Signs an entity as it is.
     *
     * @param entity a MIME entity; its line ends are those of MIME
     * @param key the signer's key, of RSA, ECDSA or EdDSA
     * @param boundary a boundary that begins no line of the entity after two hyphens
     * @return a multipart/signed
     * @throws SecurityFault if the key cannot sign
     */
    public MimeEntity sign(MimeEntity entity, SmimeKey key, String boundary) {
        byte[] octets = SecuredParts.octets(entity.octets());
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signer(key));
            generator.addCertificate(
                    new JcaX509CertificateHolder(key.certificate().certificate()));
            byte[] der = generator
                    .generate(new CMSProcessableByteArray(octets), false)
                    .getEncoded("DER");
            byte[] part = SecuredParts.part(
                    List.of(
                            "Content-Type: " + SIGNATURE + "; name=\"smime.p7s\"",
                            "Content-Transfer-Encoding: base64",
                            "Content-Disposition: attachment; filename=\"smime.p7s\""),
                    SecuredParts.base64(der));
            String type = "multipart/signed; micalg=" + (isEd25519(key) ? "sha-512" : "sha-256") + "; protocol=\""
                    + SIGNATURE + "\"";
            return SecuredParts.multipart(type, boundary, List.of(octets, part));
        } catch (CMSException | IOException | CertificateEncodingException | OperatorCreationException e) {
            throw new SecurityFault("The key of this certificate cannot sign.", e);
        }
    }

    /**
     * Encrypts an entity. To sign it too, sign it first.
     *
     * @param entity a MIME entity
     * @param recipients who can read it, by certificates with RSA keys; the sender is one of them only if named
     * @param envelope how
     * @return an application/pkcs7-mime
     * @throws SecurityFault if a certificate has no key that encrypts
     */
    public MimeEntity encrypt(MimeEntity entity, List<SmimeCertificate> recipients, Envelope envelope) {
        if (recipients.isEmpty()) {
            throw new SecurityFault("A message is encrypted for one recipient at least.");
        }
        CMSProcessableByteArray content = new CMSProcessableByteArray(SecuredParts.octets(entity.octets()));
        try {
            List<RecipientInfoGenerator> readers =
                    recipients.stream().map(this::recipient).toList();
            return switch (envelope) {
                case AUTHENTICATED -> {
                    CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
                    readers.forEach(generator::addRecipientInfoGenerator);
                    OutputAEADEncryptor encryptor =
                            (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                                    .setProvider(PROVIDER)
                                    .setSecureRandom(random)
                                    .build();
                    yield enveloped(
                            "authEnveloped-data",
                            generator.generate(content, encryptor).getEncoded());
                }
                case PLAIN -> {
                    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
                    readers.forEach(generator::addRecipientInfoGenerator);
                    yield enveloped(
                            "enveloped-data",
                            generator
                                    .generate(
                                            content,
                                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES128_CBC)
                                                    .setProvider(PROVIDER)
                                                    .setSecureRandom(random)
                                                    .build())
                                    .getEncoded());
                }
            };
        } catch (CMSException | IOException e) {
            throw new SecurityFault("The message cannot be encrypted for these certificates.", e);
        }
    }

    private RecipientInfoGenerator recipient(SmimeCertificate recipient) {
        try {
            return new RsaRecipient(recipient.certificate(), random);
        } catch (CertificateEncodingException e) {
            throw new SecurityFault("The certificate " + recipient.fingerprint() + " cannot be used.", e);
        }
    }

    private SignerInfoGenerator signer(SmimeKey key) throws OperatorCreationException, CertificateEncodingException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(clock.instant())))));
        JcaSimpleSignerInfoGeneratorBuilder builder = new JcaSimpleSignerInfoGeneratorBuilder()
                .setProvider(PROVIDER)
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
        return builder.build(algorithm(key), key.key(), key.certificate().certificate());
    }

    private static String algorithm(SmimeKey key) {
        String kind = key.key().getAlgorithm();
        return switch (kind) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "Ed25519", "EdDSA" -> "Ed25519";
            default -> throw new SecurityFault("Keys of the kind " + kind + " are not used; RSA, EC and Ed25519 are.");
        };
    }

    private static boolean isEd25519(SmimeKey key) {
        return algorithm(key).equals("Ed25519");
    }

    private static MimeEntity enveloped(String kind, byte[] der) {
        return SecuredParts.entity(SecuredParts.part(
                List.of(
                        "Content-Type: " + ENVELOPE + "; smime-type=" + kind + "; name=\"smime.p7m\"",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment; filename=\"smime.p7m\""),
                SecuredParts.base64(der)));
    }
}
