package org.imxp.endpoint;

import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;

/**
 * What became of a message for one recipient, as the report service told (requirement CORE-43).
 *
 * <p>A code that is not known is acted upon by its first digit (CORE-49).
 */
public sealed interface Outcome {
    /** 250: the recipient's application has it. */
    record Delivered() implements Outcome {}

    /**
     * 350: a relay of the recipient's domain keeps it until the recipient attaches, as {@link SendOptions#held} asked. What
     * becomes of it then is told by {@link Sending#finalOutcome}.
     *
     * @param text in words; may be empty
     */
    record Held(String text) implements Outcome {}

    /**
     * A relay or the recipient's application would not have it: 537 when the recipient does not allow it, 504 when an option
     * was not understood, or another code.
     *
     * @param code why
     * @param text why, in words; may be empty
     */
    record Refused(ReplyCode code, String text) implements Outcome {}

    /**
     * 450: the recipient is not attached.
     *
     * @param text why, in words; may be empty
     */
    record NotAttached(String text) implements Outcome {}

    /**
     * 550: no such recipient, no such domain, or a limit on the way was passed.
     *
     * @param text why, in words; may be empty
     */
    record UnknownRecipient(String text) implements Outcome {}

    /**
     * The time that {@link SendOptions#expiringAfter} allowed was over before the recipient's application had it (RFC 3342
     * section 2.1).
     *
     * @param text why, in words; may be empty
     */
    record Expired(String text) implements Outcome {}

    /**
     * 421: the way ended before the recipient's domain.
     *
     * @param at the domain of the relay that found no way on
     * @param text why, in words; may be empty
     */
    record Unreachable(Domain at, String text) implements Outcome {}

    /**
     * Nobody who may tell has told: none was asked, no report came in time, or the session ended first. The message may have been delivered,
     * and is not sent again (CORE-30).
     *
     * @param why in words
     */
    record Unknown(String why) implements Outcome {}

    /**
     * Whether the recipient's application has the message.
     *
     * @return true for {@link Delivered}
     */
    default boolean isDelivered() {
        return this instanceof Delivered;
    }

    /**
     * Whether nothing else can follow.
     *
     * @return false for {@link Held}
     */
    default boolean isFinal() {
        return !(this instanceof Held);
    }

    /**
     * The outcome for people.
     *
     * @return such as {@code not attached}
     */
    default String sentence() {
        return switch (this) {
            case Delivered _ -> "delivered";
            case Held(var text) -> with("held until the recipient attaches", text);
            case Refused(var code, var text) -> with("refused, " + code + " " + code.meaning(), text);
            case NotAttached(var text) -> with("not attached", text);
            case UnknownRecipient(var text) -> with("no such recipient", text);
            case Expired(var text) -> with("expired on the way", text);
            case Unreachable(var at, var text) -> with("unreachable: " + at + " found no way on", text);
            case Unknown(var why) -> with("unknown", why);
        };
    }

    private static String with(String what, String text) {
        return text.isEmpty() ? what : what + ": " + text;
    }

    /**
     * The outcome that a final reply code stands for.
     *
     * @param code not an interim one
     * @param text why, in words; may be empty
     * @param from the domain whose report service told
     * @return the outcome
     */
    static Outcome of(ReplyCode code, String text, Domain from) {
        return switch (code.value()) {
            case 421 -> new Unreachable(from, text);
            case 450 -> new NotAttached(text);
            case 550 -> new UnknownRecipient(text);
            default -> code.isDone() ? new Delivered() : new Refused(code, text);
        };
    }
}
