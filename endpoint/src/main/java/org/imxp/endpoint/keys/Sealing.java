package org.imxp.endpoint.keys;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.imxp.endpoint.Environment;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageComposer;
import org.imxp.message.MessageIds;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageNames;
import org.imxp.message.MessageWriter;
import org.imxp.message.MimeEntity;
import org.imxp.message.security.PgpCertificate;
import org.imxp.message.security.SecuredParts;
import org.imxp.message.security.SecurityFault;
import org.imxp.protocol.Address;

/** Signs and encrypts what is sent, or says why not. */
final class Sealing {
    /** The namespace of what is about keys. */
    static final String NAMESPACE = "urn:imxp:keys";
    /** The field that has the author's certificate. */
    static final String CERTIFICATE = "certificate";

    private static final String RECEIPTS = "urn:ietf:params:imdn";
    /** What relays and receiving programs need to know before they open it. */
    private static final List<String> OUTSIDE =
            List.of(MessageNames.DATE, MessageNames.FROM, MessageNames.TO, MessageNames.CC, MessageNames.MESSAGE_ID);

    private final KeyRing ring;
    private final Environment environment;

    Sealing(KeyRing ring, Environment environment) {
        this.ring = ring;
        this.environment = environment;
    }

    /** What was written, by whom and to whom. */
    record Letter(Message draft, Address from, List<Address> to) {}

    Outgoing seal(Letter letter, List<KnownContact> contacts, Optional<SecurityMode> mode) {
        for (var contact : contacts) {
            if (contact.hasChanged()) {
                throw new KeyException(changed(contact, ring.owner()));
            }
        }
        var without = contacts.stream()
                .filter(contact -> contact.accepted().isEmpty())
                .toList();
        for (var contact : without) {
            if (mode.orElse(contact.mode()) == SecurityMode.REQUIRED) {
                throw new KeyException("Not sent: no key of " + contact.who()
                        + " was found, and messages to them have to be encrypted.");
            }
        }
        if (!without.isEmpty() && without.size() < contacts.size()) {
            throw new KeyException("Not sent: no key was found of " + names(without)
                    + ", so that what you write could not be encrypted for the others either. Send it to them"
                    + " separately, or to all without encryption (--secure off).");
        }
        if (!without.isEmpty()) {
            return new Outgoing.Plain(
                    letter.draft(), without.stream().map(KnownContact::who).toList());
        }
        var certificates =
                contacts.stream().flatMap(contact -> usable(contact).stream()).toList();
        try {
            return sealed(letter, certificates);
        } catch (SecurityFault e) {
            throw new KeyException("Not sent: " + e.getMessage(), e);
        }
    }

    private static String names(List<KnownContact> contacts) {
        return contacts.stream().map(contact -> contact.who().toString()).collect(Collectors.joining(", "));
    }

    private static String changed(KnownContact contact, Address owner) {
        return "Not sent: THE KEY OF " + word(contact.who())
                + " HAS CHANGED. They may have a new program, or somebody may"
                + " be in between who reads what you write. Ask them, then: ./imxp key accept --as " + word(owner) + " "
                + word(contact.who());
    }

    /** An address that no shell takes for more, and nobody for a sentence; parsing it undoes the escapes. */
    private static String word(Address who) {
        var escaped = who.imUri().substring("im:".length());
        return escaped.matches("[A-Za-z0-9_./:@%+=-]+") ? escaped : "'" + escaped + "'";
    }

    private static List<PgpCertificate> usable(KnownContact contact) {
        var usable = contact.accepted().stream()
                .flatMap(key -> key.readable().stream())
                .filter(PgpCertificate::canEncrypt)
                .toList();
        if (usable.isEmpty()) {
            throw new KeyException("Not sent: the key of " + contact.who()
                    + " has expired or cannot encrypt. They have to publish another.");
        }
        return usable;
    }

    private Outgoing.Sealed sealed(Letter letter, List<PgpCertificate> certificates) {
        var ids = new MessageIds(
                environment.random(),
                environment.clock(),
                letter.from().domain().toString());
        var within = new MessageComposer(letter.from().toString(), ids, environment.clock())
                .complete(
                        letter.draft(),
                        letter.to().stream().map(Address::toString).toList());
        var own = ring.own();
        var pieces = new MessageWriter().entityPieces(introduced(within, own.certificate()), ids.nextMultipart());
        var entity = MimeEntity.read(joined(pieces), MessageLimits.DEFAULT);
        var boundary = ids.nextMultipart().boundary();
        var sealed = ring.pgp().encrypt(entity, certificates, Optional.of(own), boundary);
        var header = within.header().stream().filter(Sealing::isOutside).toList();
        return new Outgoing.Sealed(new Message(header, SecuredParts.asContent(sealed)), within);
    }

    /** Sealing takes several times the memory of what is sealed, so it has a bound, which a plain message has not. */
    private static ByteBuffer joined(List<ByteBuffer> pieces) {
        long octets = pieces.stream().mapToLong(ByteBuffer::remaining).sum();
        if (octets > SecuredMessages.MOST_OCTETS) {
            throw new KeyException("Not sent: the message has " + octets + " octets with its files, and at most "
                    + SecuredMessages.MOST_OCTETS
                    + " can be encrypted. It can be sent without (--secure off), for all on"
                    + " the way to read.");
        }
        var whole = ByteBuffer.allocate((int) octets);
        pieces.forEach(whole::put);
        return whole.flip();
    }

    private static boolean isOutside(HeaderField field) {
        return field.namespace().equals(RECEIPTS) || OUTSIDE.stream().anyMatch(field::is);
    }

    /** Who has not met the author has the author's key by this. */
    private static Message introduced(Message message, PgpCertificate own) {
        var text = Base64.getEncoder().encodeToString(own.octets());
        return text.length() <= MessageLimits.DEFAULT.fieldCharacters()
                ? message.with(new HeaderField(NAMESPACE, CERTIFICATE, text, ""))
                : message;
    }
}
