package org.imxp.message.security;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.openpgp.PGPException;
import org.imxp.message.MediaType;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;

/** Opens what is signed or encrypted, by OpenPGP or S/MIME. It may be used by several threads. */
public final class Opener {
    /** Signed within encrypted within signed, as RFC 2634 has it, and one more. */
    private static final int MOST_LAYERS = 4;

    private final MessageReader reader;
    private final PgpOpener pgp;
    private final SmimeOpener smime;

    /**
     * An opener.
     *
     * @param reader whose limits hold
     * @param clock the time, for signatures of the future
     * @param keys the keys
     */
    public Opener(MessageReader reader, InstantSource clock, Keys keys) {
        this.reader = reader;
        this.pgp = new PgpOpener(keys.certificates(), keys.secretKeys(), clock, reader.limits());
        this.smime = new SmimeOpener(keys.smimeCertificates(), keys.smimeKeys(), reader.limits());
    }

    /**
     * The keys that are known.
     *
     * @param certificates OpenPGP certificates of others
     * @param secretKeys the user's own OpenPGP keys
     * @param smimeCertificates X.509 certificates of others
     * @param smimeKeys the user's own X.509 certificates, with their keys
     */
    public record Keys(
            List<PgpCertificate> certificates,
            List<PgpSecretKey> secretKeys,
            List<SmimeCertificate> smimeCertificates,
            List<SmimeKey> smimeKeys) {
        /** Copies the lists. */
        public Keys {
            certificates = List.copyOf(certificates);
            secretKeys = List.copyOf(secretKeys);
            smimeCertificates = List.copyOf(smimeCertificates);
            smimeKeys = List.copyOf(smimeKeys);
        }
    }

    /**
     * Opens an entity, and what is within it if that is secured too.
     *
     * @param entity any MIME entity
     * @return what was found; an entity that is not secured is one that is not signed
     * @throws SecurityFault if a passphrase does not open the key that is needed
     */
    public Opened open(MimeEntity entity) {
        return open(entity, 1);
    }

    private Opened open(MimeEntity entity, int layer) {
        if (layer > MOST_LAYERS) {
            return new Opened.Broken("There are more than " + MOST_LAYERS + " layers of security, the most allowed.");
        }
        try {
            Opened opened = layer(entity);
            boolean decrypted = opened instanceof Opened.NotSigned(MimeEntity _, boolean encrypted) && encrypted;
            return decrypted
                    ? open(((Opened.NotSigned) opened).content(), layer + 1).withinEncryption()
                    : opened;
        } catch (SecurityFault fault) {
            throw fault;
        } catch (MessageFault fault) {
            return new Opened.Broken(fault.sentence());
        } catch (IOException | PGPException | CMSException | RuntimeException e) {
            // The library meets octets that are none of its own with exceptions of every kind.
            return new Opened.Broken("What should be signed or encrypted cannot be opened: "
                    + e.getClass().getSimpleName() + ".");
        }
    }

    private Opened layer(MimeEntity entity) throws IOException, PGPException, CMSException {
        MediaType type = entity.header().mediaType().orElse(null);
        if (type == null) {
            return new Opened.NotSigned(entity, false);
        }
        return switch (type.name()) {
            case "multipart/signed" -> signed(entity, type);
            case "multipart/encrypted" -> pgp.decrypt(encrypted(entity, type).decoded());
            case Smime.ENVELOPE, Smime.OLD_ENVELOPE -> smime.open(entity, type);
            default -> new Opened.NotSigned(entity, false);
        };
    }

    private Opened signed(MimeEntity entity, MediaType type) throws IOException, PGPException, CMSException {
        List<MimeEntity> parts = two(entity, type);
        String protocol = type.parameter("protocol").orElse("");
        String found = name(parts.getLast());
        return switch (protocol) {
            case OpenPgp.SIGNATURE -> {
                check(found.equals(OpenPgp.SIGNATURE));
                yield pgp.verify(parts.getFirst(), parts.getLast().decoded());
            }
            case Smime.SIGNATURE, Smime.OLD_SIGNATURE -> {
                check(found.equals(Smime.SIGNATURE) || found.equals(Smime.OLD_SIGNATURE));
                yield smime.verify(parts.getFirst(), parts.getLast().decoded());
            }
            default ->
                new Opened.Broken("The signature is by the protocol " + MessageFault.shown(protocol)
                        + "; OpenPGP and S/MIME are understood.");
        };
    }

    private MimeEntity encrypted(MimeEntity entity, MediaType type) {
        List<MimeEntity> parts = two(entity, type);
        check(type.parameter("protocol").filter(OpenPgp.ENCRYPTED::equals).isPresent());
        check(name(parts.getFirst()).equals(OpenPgp.ENCRYPTED));
        check(name(parts.getLast()).equals("application/octet-stream"));
        return parts.getLast();
    }

    private List<MimeEntity> two(MimeEntity entity, MediaType type) {
        List<MimeEntity> parts = reader.parts(type, entity.body());
        if (parts.size() != 2) {
            throw MessageFault.invalid("The " + type.name() + " has " + parts.size() + " parts; it has two.");
        }
        return parts;
    }

    private static String name(MimeEntity part) {
        return part.header().mediaType().map(MediaType::name).orElse("");
    }

    private static void check(boolean right) {
        if (!right) {
            throw MessageFault.invalid("The parts of the multipart are not of the types that its protocol has.");
        }
    }
}
