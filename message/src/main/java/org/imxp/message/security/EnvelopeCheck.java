package org.imxp.message.security;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;

/**
 * Whether a signed message is what its author has sent here and now, and not an old one, or one for others, that somebody sends again: what
 * was signed is compared with the envelope (RFC 2779 section 2.5.2).
 */
public final class EnvelopeCheck {
    private final Duration oldest;
    private final Duration ahead;
    private final BiPredicate<String, String> seen;

    /** What speaks against a message. */
    public enum Doubt {
        /** The signed message names no author, or another one than the relay. */
        OTHER_SENDER,
        /** The signed message is not addressed to the recipient. */
        OTHER_RECIPIENT,
        /** The signed message has no date, or none that can be read. */
        NO_DATE,
        /** It was written longer ago than messages are remembered. */
        TOO_OLD,
        /** It was written at a time that is yet to come. */
        TOO_NEW,
        /** The signed message has no identifier. */
        NO_ID,
        /** It has another identifier or another date than the envelope. */
        OTHER_ENVELOPE,
        /** It has arrived before. */
        SEEN
    }

    /**
     * What is known of a message without what was signed.
     *
     * @param outer the message as it arrived, of which the signed one is the content
     * @param originator who sent it, as the relay has authenticated it
     * @param recipient whom it arrived for
     * @param arrived when
     */
    public record Envelope(Message outer, String originator, String recipient, Instant arrived) {}

    /**
     * A check.
     *
     * @param oldest how old a message may be; not longer than {@code seen} remembers
     * @param ahead how far the author's clock may be ahead
     * @param seen remembers an originator and an identifier and tells whether it has had them before, such as
     *     {@link org.imxp.message.DuplicateFilter#repeats(String, String)}; one of its own, since the envelope has the same identifier
     */
    public EnvelopeCheck(Duration oldest, Duration ahead, BiPredicate<String, String> seen) {
        this.oldest = oldest;
        this.ahead = ahead;
        this.seen = seen;
    }

    /**
     * Compares.
     *
     * @param signed the message that was signed
     * @param envelope what it came in
     * @return what speaks against it; nothing if it can be believed. What is doubtful is not remembered as seen
     */
    public Set<Doubt> doubts(Message signed, Envelope envelope) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (signed.from().isEmpty() || signed.sender(envelope.originator()).mismatch()) {
            doubts.add(Doubt.OTHER_SENDER);
        }
        if (!isTo(signed, envelope.recipient())) {
            doubts.add(Doubt.OTHER_RECIPIENT);
        }
        signed.date()
                .ifPresentOrElse(
                        date -> {
                            if (date.toInstant().isBefore(envelope.arrived().minus(oldest))) {
                                doubts.add(Doubt.TOO_OLD);
                            } else if (date.toInstant()
                                    .isAfter(envelope.arrived().plus(ahead))) {
                                doubts.add(Doubt.TOO_NEW);
                            }
                        },
                        () -> doubts.add(Doubt.NO_DATE));
        if (signed.messageId().isEmpty()) {
            doubts.add(Doubt.NO_ID);
        }
        if (differs(signed, envelope.outer())) {
            doubts.add(Doubt.OTHER_ENVELOPE);
        }
        boolean repeated = doubts.isEmpty()
                && signed.messageId()
                        .filter(id ->
                                seen.test(signed.from().getFirst().entity().orElse(""), id))
                        .isPresent();
        return repeated ? EnumSet.of(Doubt.SEEN) : doubts;
    }

    private static boolean isTo(Message signed, String recipient) {
        Optional<String> here = MailboxAddress.inbox(recipient).entity();
        return Stream.concat(signed.to().stream(), signed.cc().stream())
                .anyMatch(address ->
                        address.entity().isPresent() && address.entity().equals(here));
    }

    private static boolean differs(Message signed, Message outer) {
        boolean id = outer.messageId().isPresent() && !outer.messageId().equals(signed.messageId());
        boolean date = outer.date().isPresent()
                && !outer.date()
                        .map(ZonedDateTime::toInstant)
                        .equals(signed.date().map(ZonedDateTime::toInstant));
        return id || date;
    }
}
