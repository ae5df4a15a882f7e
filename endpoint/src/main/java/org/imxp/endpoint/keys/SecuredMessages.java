package org.imxp.endpoint.keys;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what an endpoint sends and opens what it receives, with the keys of a ring. Thread-safe. Its methods may wait, and so are for
 * threads that may: not for those of an event loop.
 */
public final class SecuredMessages {
    /** How long the keys of a recipient are looked for before a message goes on without. */
    public static final Duration LOOKING = Duration.ofMillis(1_500);
    /** How long they are looked for if it may not, or if that was all that was asked for. */
    public static final Duration LOOKING_PATIENTLY = Duration.ofSeconds(15);
    /** How long keys that were found are not looked for again. */
    public static final Duration FRESH = Duration.ofHours(1);
    /** How long somebody without keys is not asked for them again. */
    public static final Duration MISSING = Duration.ofMinutes(5);

    /** Octets of a message that can be encrypted, its files included: 16 MiB. */
    public static final int MOST_OCTETS = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final Endpoint endpoint;
    private final KeyRing ring;
    private final Sealing sealing;
    private final Opening opening;

    /**
     * For the messages of an endpoint.
     *
     * @param endpoint sends and receives
     * @param ring the keys of whose endpoint it is
     */
    public SecuredMessages(Endpoint endpoint, KeyRing ring) {
        this.endpoint = endpoint;
        this.ring = ring;
        this.sealing = new Sealing(ring, endpoint.environment());
        this.opening = new Opening(ring, new Introductions(ring, who -> found(who, LOOKING))::of);
    }

    /**
     * Shows one's own key to whoever wants to write: in one's presence, and to those who ask this endpoint. The key is made if there is
     * none.
     *
     * @return done when the presence service has it; fails with {@link org.imxp.endpoint.ServiceException} if it does not take it
     * @throws KeyException if the key cannot be read or kept
     */
    public CompletableFuture<Void> publish() {
        var certificate = ring.own().certificate();
        endpoint.publicKeys().answer(certificate);
        return endpoint.publicKeys().publish(certificate, false);
    }

    /**
     * Looks for the keys of somebody now, and remembers what was found.
     *
     * @param who whose
     * @return what is known now
     * @throws KeyException if that cannot be kept
     */
    public KnownContact lookUp(Address who) {
        return ring.lookedUp(who.parent(), found(who.parent(), LOOKING_PATIENTLY));
    }

    private List<PgpCertificate> found(Address who, Duration most) {
        var looking = endpoint.publicKeys().find(who);
        await(List.of(looking), most);
        return found(who, looking);
    }

    private static void await(List<CompletableFuture<List<PgpCertificate>>> looking, Duration most) {
        // Each by itself, so that one that fails ends nothing for the others; what has not come by then has not.
        var over = looking.stream().map(one -> one.handle((_, _) -> true)).toArray(CompletableFuture<?>[]::new);
        var _ = CompletableFuture.allOf(over)
                .completeOnTimeout(null, most.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static List<PgpCertificate> found(Address who, CompletableFuture<List<PgpCertificate>> looking) {
        if (looking.isDone() && !looking.isCompletedExceptionally()) {
            return looking.join();
        }
        LOG.debug("no keys of {} were found: {}", who, looking);
        return List.of();
    }

    /**
     * Makes what is to be sent of what was written. If keys of the recipients were not looked for lately, that is done now, for at most
     * {@link #LOOKING}, or {@link #LOOKING_PATIENTLY} where nothing may be sent without.
     *
     * @param options how it will be sent
     * @param draft what was written
     * @param recipients all whom it will be sent to
     * @param mode when it is to be secured; empty for what is remembered of each recipient
     * @return what to send
     * @throws KeyException if it would have to be sent in a way in which it may not be
     * @throws org.imxp.message.MessageFault if the message cannot be written
     */
    public Outgoing seal(SendOptions options, Message draft, List<Address> recipients, Optional<SecurityMode> mode) {
        var people = recipients.stream().map(Address::parent).distinct().toList();
        var known = people.stream().map(ring::contact).toList();
        if (known.stream().anyMatch(contact -> mode.orElse(contact.mode()) == SecurityMode.OFF)) {
            known.stream()
                    .filter(contact -> mode.orElse(contact.mode()) == SecurityMode.REQUIRED)
                    .findFirst()
                    .ifPresent(contact -> {
                        throw new KeyException("Not sent: messages to " + contact.who()
                                + " have to be encrypted, and those to another recipient not at all.");
                    });
            return new Outgoing.Plain(draft, List.of());
        }
        // All are asked at once, so that many take no longer than one.
        var looking = new LinkedHashMap<KnownContact, CompletableFuture<List<PgpCertificate>>>();
        boolean isNeeded = false;
        for (var contact : known) {
            boolean isMissing = contact.accepted().isEmpty() && mode.orElse(contact.mode()) == SecurityMode.REQUIRED;
            if (isMissing || !contact.isFresh(ring.clock().instant())) {
                looking.put(contact, endpoint.publicKeys().find(contact.who()));
            }
            isNeeded |= isMissing;
        }
        await(List.copyOf(looking.values()), isNeeded ? LOOKING_PATIENTLY : LOOKING);
        var contacts = known.stream()
                .map(contact -> Optional.ofNullable(looking.get(contact))
                        .map(found -> ring.lookedUp(contact.who(), found(contact.who(), found)))
                        .orElse(contact))
                .toList();
        var originator = options.originator().orElse(endpoint.address());
        return sealing.seal(new Sealing.Letter(draft, originator, recipients), contacts, mode);
    }

    /**
     * Opens what has arrived. Never fails for what a stranger has sent.
     *
     * @param received what arrived
     * @return what was within, and how far it is to be believed
     */
    public OpenedMessage open(ReceivedMessage received) {
        return opening.open(received);
    }
}
