package org.imxp.endpoint.keys;

import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.message.MediaType;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.message.cpim.CpimMapping;
import org.imxp.message.cpim.CpimMessage;
import org.imxp.message.cpim.CpimReader;
import org.imxp.message.security.EnvelopeCheck;
import org.imxp.message.security.EnvelopeCheck.Doubt;
import org.imxp.message.security.Opened;
import org.imxp.message.security.Opener;
import org.imxp.message.security.PgpCertificate;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.message.security.SecuredParts;
import org.imxp.message.security.SecurityFault;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what arrives, and says how far it is to be believed. */
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private static final Set<String> SECURED =
            Set.of("multipart/signed", "multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private final KeyRing ring;
    private final Function<Address, KnownContact> lookingUp;
    /** Whatever a program of ours has sealed can be opened. */
    private final MessageReader reader =
            new MessageReader(MessageLimits.DEFAULT.withOctets(SecuredMessages.MOST_OCTETS));

    private final KeyNames names = new KeyNames();

    Opening(KeyRing ring, Function<Address, KnownContact> lookingUp) {
        this.ring = ring;
        this.lookingUp = lookingUp;
    }

    OpenedMessage open(ReceivedMessage received) {
        var secured = received.message().content() instanceof OpaqueContent content && isSecured(content)
                ? Optional.of(SecuredParts.asEntity(content))
                : Optional.<MimeEntity>empty();
        try {
            var contact = contact(received.originator());
            return secured.map(entity -> secured(received, entity, contact))
                    .orElseGet(() -> plain(received, !contact.accepted().isEmpty()));
        } catch (KeyException | SecurityFault | MessageFault | IllegalArgumentException e) {
            // Whether they could have signed is not known: then it is said that they have not.
            return secured.isPresent() ? broken(received, String.valueOf(e.getMessage())) : plain(received, true);
        }
    }

    private static OpenedMessage plain(ReceivedMessage received, boolean isUnusual) {
        return new OpenedMessage(received, received.message(), new Seal.Unsigned(isUnusual), false);
    }

    private static boolean isSecured(OpaqueContent content) {
        return SECURED.contains(MediaType.parse(content.type()).name());
    }

    /** One's own key is one's own, in what one sends to oneself. */
    private KnownContact contact(Address originator) {
        var known = ring.contact(originator);
        var own = known.who().equals(ring.owner()) ? ring.present() : Optional.<PgpSecretKey>empty();
        return own.map(key -> known.learning(key.certificate(), ring.clock().instant())
                        .verifying(key.certificate().fingerprint()))
                .orElse(known);
    }

    private Opened opened(MimeEntity entity, List<PgpCertificate> certificates) {
        var own = ring.present().stream().toList();
        return new Opener(reader, ring.clock(), new Opener.Keys(certificates, own, List.of(), List.of())).open(entity);
    }

    private OpenedMessage secured(ReceivedMessage received, MimeEntity entity, KnownContact contact) {
        var opened = opened(entity, certificates(contact));
        return opened instanceof Opened.SignedByUnknown unknown
                ? byUnknown(received, entity, contact, unknown)
                : judged(received, opened, contact, false);
    }

    private OpenedMessage judged(ReceivedMessage received, Opened opened, KnownContact contact, boolean isNew) {
        return switch (opened) {
            case Opened.Signed signed -> {
                var trust = contact.key(signed.by().fingerprint())
                        .map(ContactKey::trust)
                        .orElse(Trust.CHANGED);
                var fingerprint = signed.by().fingerprint();
                var seal = switch (trust) {
                    case VERIFIED -> new Seal.Verified(fingerprint);
                    case KNOWN -> new Seal.Known(fingerprint, isNew);
                    case CHANGED -> new Seal.Unknown(fingerprint, true);
                };
                yield checked(received, signed.content(), seal, signed.encrypted());
            }
            case Opened.SignedByUnknown unknown ->
                checked(
                        received,
                        unknown.content(),
                        new Seal.Unknown(unknown.key(), !contact.accepted().isEmpty()),
                        unknown.encrypted());
            case Opened.NotSigned(var content, var encrypted) ->
                message(content)
                        .map(message -> new OpenedMessage(
                                received,
                                message,
                                new Seal.Unsigned(!contact.accepted().isEmpty()),
                                encrypted))
                        .orElseGet(() -> broken(received, "What was encrypted is no message."));
            case Opened.Broken(var why) -> broken(received, why);
            case Opened.NotForUs _ -> new OpenedMessage(received, received.message(), new Seal.NotForUs(), true);
        };
    }

    private static OpenedMessage broken(ReceivedMessage received, String why) {
        return new OpenedMessage(received, received.message(), new Seal.Broken(why), false);
    }

    private Optional<Message> message(MimeEntity entity) {
        try {
            return Optional.of(
                    isCpim(entity)
                            ? CpimMapping.toMessage(
                                    new CpimReader(reader.limits()).readEntity(entity.octets()), reader, Set.of())
                            : reader.readEntity(entity.octets()));
        } catch (MessageFault e) {
            return Optional.empty();
        }
    }

    /** The form that passes gateways. */
    private static boolean isCpim(MimeEntity entity) {
        return entity.header()
                .mediaType()
                .filter(type -> type.name().equals(CpimMessage.MEDIA_TYPE))
                .isPresent();
    }

    /** What was signed is compared with the envelope, and shown only if it is the same. */
    private OpenedMessage checked(ReceivedMessage received, MimeEntity content, Seal seal, boolean isEncrypted) {
        var message = message(content);
        if (message.isEmpty()) {
            return broken(received, "What was signed is no message.");
        }
        // What an unknown key has signed is not remembered: anybody could fill the list with it.
        var doubts = seal instanceof Seal.Unknown ? looking(received, message.get()) : doubts(received, message.get());
        return doubts.isEmpty()
                ? new OpenedMessage(received, withoutIntroduction(message.get()), seal, isEncrypted)
                : broken(received, DoubtWords.of(doubts));
    }

    private Set<Doubt> doubts(ReceivedMessage received, Message message) {
        var written = message.date().map(ZonedDateTime::toInstant).orElse(received.receivedAt());
        return new EnvelopeCheck(
                        SeenMessages.PERIOD, SeenMessages.AHEAD, (sender, id) -> ring.hasSeen(sender, id, written))
                .doubts(message, envelope(received));
    }

    /** Without remembering that it was here. */
    private static Set<Doubt> looking(ReceivedMessage received, Message message) {
        return new EnvelopeCheck(SeenMessages.PERIOD, SeenMessages.AHEAD, (_, _) -> false)
                .doubts(message, envelope(received));
    }

    private static EnvelopeCheck.Envelope envelope(ReceivedMessage received) {
        return new EnvelopeCheck.Envelope(
                received.message(),
                received.originator().toString(),
                received.recipient().toString(),
                received.receivedAt());
    }

    private static Message withoutIntroduction(Message message) {
        return new Message(
                message.header().stream()
                        .filter(field -> !field.namespace().equals(Sealing.NAMESPACE))
                        .toList(),
                message.content());
    }

    // ---- keys that are not known -----------------------------------------------------------------------------------

    private OpenedMessage byUnknown(
            ReceivedMessage received, MimeEntity entity, KnownContact contact, Opened.SignedByUnknown unknown) {
        var owner = owner(contact.who(), unknown.key());
        if (owner.isPresent()) {
            return broken(
                    received, "It is signed by a key of " + owner.get() + ", and was sent by " + contact.who() + ".");
        }
        try {
            var found = introduced(unknown)
                    .map(certificate -> List.of(certificate))
                    .orElseGet(() -> certificates(lookingUp.apply(contact.who())));
            var opened = opened(entity, found);
            // Only what this sender has written to here, and now, makes a key known as theirs.
            if (opened instanceof Opened.Signed signed && !isDoubtful(received, signed)) {
                var by = found.stream()
                        .filter(key -> key.fingerprint().equals(signed.by().fingerprint()))
                        .findFirst();
                var learnt = by.map(key -> ring.introduce(contact.who(), key)).orElse(contact);
                return judged(received, signed, learnt, contact.accepted().isEmpty());
            }
            return judged(received, opened, ring.contact(contact.who()), false);
        } catch (KeyException e) {
            LOG.debug("a key of {} is not remembered: {}", contact.who(), e.getMessage());
            return judged(received, unknown, contact, false);
        }
    }

    private static List<PgpCertificate> certificates(KnownContact contact) {
        return contact.keys().stream().flatMap(key -> key.readable().stream()).toList();
    }

    /** Who else is known to have a key. */
    private Optional<Address> owner(Address sender, String key) {
        boolean isOwn = !ring.owner().equals(sender)
                && ring.present().filter(own -> own.certificate().has(key)).isPresent();
        return isOwn
                ? Optional.of(ring.owner())
                : ring.contacts().stream()
                        .filter(contact -> !contact.who().equals(sender)
                                && contact.accepted().stream().anyMatch(one -> names.has(one, key)))
                        .map(KnownContact::who)
                        .findFirst();
    }

    /** The certificate that came along, if it is that of who has signed. */
    private Optional<PgpCertificate> introduced(Opened.SignedByUnknown unknown) {
        return message(unknown.content()).stream()
                .flatMap(message -> message.header().stream())
                .filter(field -> field.namespace().equals(Sealing.NAMESPACE)
                        && field.name().equals(Sealing.CERTIFICATE))
                .findFirst()
                .flatMap(field -> certificate(field.value()))
                .filter(certificate -> certificate.has(unknown.key()));
    }

    private static Optional<PgpCertificate> certificate(String base64) {
        try {
            return Optional.of(PgpCertificate.read(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException | MessageFault e) {
            return Optional.empty();
        }
    }

    private boolean isDoubtful(ReceivedMessage received, Opened.Signed signed) {
        Set<Doubt> none = Set.of();
        return !message(signed.content())
                .map(message -> looking(received, message))
                .filter(none::equals)
                .isPresent();
    }
}
