package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A contact request as the service of one of both endpoints keeps it. Addresses are in canonical form, times to the millisecond.
 *
 * @param owner the endpoint of this service; when its account is removed, so is the row
 * @param side whether the owner has asked or was asked
 * @param other the other endpoint
 * @param status what has become of it
 * @param wants what is asked for
 * @param grants what is offered in return; may be empty
 * @param granted what the one who was asked has granted; empty until then
 * @param note a few words; may be empty
 * @param asked when it was made or came
 * @param expires when it is over if nobody answers
 * @param due when something is to be done about it next
 * @param attempts how often the other service was told since the status is this
 * @param transId of what the other service was told; 0 for nothing
 * @param code why it was refused; 0 if it was not
 */
public record ContactRequestRow(
        String owner,
        Side side,
        String other,
        Status status,
        String wants,
        String grants,
        String granted,
        String note,
        Instant asked,
        Instant expires,
        Instant due,
        int attempts,
        int transId,
        int code) {
    /** The most characters of a note. */
    public static final int MAX_NOTE = 400;

    private static final int MAX_ACTIONS = 400;

    /** Whose service keeps it. */
    public enum Side {
        /** The owner has asked. */
        ASKED,
        /** The owner was asked. */
        GOT
    }

    /** What has become of a request. */
    public enum Status {
        /** The owner has asked, and the other service has not answered. */
        SENDING,
        /** The other service has it. */
        SENT,
        /** It was accepted. */
        ACCEPTED,
        /** Nobody has answered in time. */
        EXPIRED,
        /** The other service does not take it. */
        REFUSED,
        /** The owner has to answer. */
        PENDING,
        /** The owner has accepted, and the other service has not heard of it. */
        TELLING,
        /** The owner has not answered, and does not want to be asked again. */
        IGNORED
    }

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a text is too long
     */
    public ContactRequestRow {
        check("an owner", owner, Account.MAX_ENDPOINT);
        check("an endpoint", other, Account.MAX_ENDPOINT);
        check("actions", wants, MAX_ACTIONS);
        check("actions", grants, MAX_ACTIONS);
        check("actions", granted, MAX_ACTIONS);
        check("a note", note, MAX_NOTE);
        asked = asked.truncatedTo(ChronoUnit.MILLIS);
        expires = expires.truncatedTo(ChronoUnit.MILLIS);
        due = due.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The same, of which something else has become.
     *
     * @param changed what
     * @param when something is to be done about it next
     * @return nothing was told of it
     */
    public ContactRequestRow become(Status changed, Instant when) {
        return new ContactRequestRow(
                owner, side, other, changed, wants, grants, granted, note, asked, expires, when, 0, 0, code);
    }

    /**
     * The same, about which something is to be done at another time.
     *
     * @param when then
     * @return the changed row
     */
    public ContactRequestRow dueAt(Instant when) {
        return new ContactRequestRow(
                owner, side, other, status, wants, grants, granted, note, asked, expires, when, attempts, transId,
                code);
    }

    /**
     * The same, granted.
     *
     * @param actions what
     * @return the changed row
     */
    public ContactRequestRow granting(String actions) {
        return new ContactRequestRow(
                owner, side, other, status, wants, grants, actions, note, asked, expires, due, attempts, transId, code);
    }

    /**
     * The same, refused.
     *
     * @param why the reply code
     * @return the changed row
     */
    public ContactRequestRow refused(int why) {
        return new ContactRequestRow(
                owner, side, other, status, wants, grants, granted, note, asked, expires, due, attempts, transId, why);
    }

    /**
     * The same, of which the other service is told once more.
     *
     * @param number the transID of what it is told
     * @param again when it is told again if it does not answer
     * @return the changed row
     */
    public ContactRequestRow told(int number, Instant again) {
        return new ContactRequestRow(
                owner,
                side,
                other,
                status,
                wants,
                grants,
                granted,
                note,
                asked,
                expires,
                again,
                attempts + 1,
                number,
                code);
    }

    static void check(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " of " + text.length() + " characters: at most " + most + " are allowed");
        }
    }
}
