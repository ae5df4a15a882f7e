package org.imxp.message.receipt;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;

/**
 * What a recipient still answers to one message: a state, of which each event makes the next.
 *
 * <p>The rules are RFC 5438 section 7.2: only what was asked, once of each kind, never to a notification, and only with the
 * recipient's consent (section 14.2).
 *
 * @param request what was asked; nothing is answered if it is empty
 * @param dateTime when the message was sent, as it said
 * @param recipient the URI of the recipient
 * @param told of what the sender has been told
 * @param failed whether it has not been delivered, so that it is not shown either
 */
public record Answering(
        Optional<ReceiptRequest> request,
        String dateTime,
        String recipient,
        Set<Disposition.Kind> told,
        boolean failed) {
    /** What becomes of a message at its recipient's. */
    public enum Event {
        /** It has reached the user's program. */
        DELIVERED,
        /** It will not reach the user. */
        FAILED,
        /** It has been shown to the user. */
        DISPLAYED
    }

    /**
     * What follows from an event.
     *
     * @param next the state after it
     * @param answer what to send to the originator, if anything
     */
    public record Step(Answering next, Optional<Notification> answer) {}

    /** Copies the set. */
    public Answering {
        told = Set.copyOf(told);
    }

    /**
     * The state on arrival. Answers go to the data originator and to nobody whom the header names: who writes in another's name is not
     * answered, so that nobody can be sent what he did not ask for (section 14).
     *
     * @param message a message
     * @param originator its data originator, as the relay has authenticated it
     * @param recipient the endpoint that it has reached, such as {@code wilma@example.com}
     * @param reader tells whether it is a notification itself
     * @return the state
     */
    public static Answering of(Message message, String originator, String recipient, NotificationReader reader) {
        return new Answering(
                ReceiptRequest.of(message).filter(_ -> isAnswerable(message, originator, reader)),
                message.date().map(Answering::internetDate).orElse(""),
                MailboxAddress.inbox(recipient).uri(),
                Set.of(),
                false);
    }

    private static boolean isAnswerable(Message message, String originator, NotificationReader reader) {
        return message.date().isPresent()
                && !message.sender(originator).mismatch()
                && !reader.isNotification(message.content());
    }

    /**
     * What an event leads to.
     *
     * @param event what has become of the message
     * @param consent whether the recipient agrees that this sender is told
     * @return the next state, and an answer at most; without consent none, and what is not told may be told later
     */
    public Step on(Event event, boolean consent) {
        Answering after = event == Event.FAILED ? new Answering(request, dateTime, recipient, told, true) : this;
        boolean wanted = request.map(ReceiptRequest::wanted)
                .filter(words -> words.contains(wanted(event)))
                .isPresent();
        Disposition disposition = disposition(event);
        boolean due = wanted && consent && !told.contains(disposition.kind()) && !(failed && event != Event.FAILED);
        return due ? after.tell(disposition) : new Step(after, Optional.empty());
    }

    private Step tell(Disposition disposition) {
        Set<Disposition.Kind> more = EnumSet.of(disposition.kind());
        more.addAll(told);
        Optional<Notification> answer = request.map(asked -> new Notification(
                asked.id(), dateTime, Optional.of(recipient), Optional.empty(), Optional.empty(), disposition));
        return new Step(new Answering(request, dateTime, recipient, more, failed), answer);
    }

    private static Wanted wanted(Event event) {
        return switch (event) {
            case DELIVERED -> Wanted.POSITIVE_DELIVERY;
            case FAILED -> Wanted.NEGATIVE_DELIVERY;
            case DISPLAYED -> Wanted.DISPLAY;
        };
    }

    private static Disposition disposition(Event event) {
        return switch (event) {
            case DELIVERED -> Disposition.DELIVERED;
            case FAILED -> Disposition.FAILED;
            case DISPLAYED -> Disposition.DISPLAYED;
        };
    }

    private static String internetDate(ZonedDateTime date) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
    }
}
