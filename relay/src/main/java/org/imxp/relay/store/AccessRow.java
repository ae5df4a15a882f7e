package org.imxp.relay.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An access entry in the store (RFC 3341 section 3).
 *
 * @param account the endpoint that the owner is, or is a subaddress of; when its account is removed, so is the entry
 * @param owner the owner's address in canonical form, at most {@value Account#MAX_ENDPOINT} characters
 * @param actor the actor in canonical form
 * @param actions the actions, with spaces between them
 * @param lastUpdate when it was last changed, kept to the millisecond
 */
public record AccessRow(String account, String owner, String actor, String actions, Instant lastUpdate) {
    /** The most characters of an actor: those of an endpoint, each with an escape, and of its subaddresses. */
    public static final int MAX_ACTOR = 2 * Account.MAX_ENDPOINT + 2;
    /** The most characters of the actions. */
    public static final int MAX_ACTIONS = 4_096;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if a text is too long
     */
    public AccessRow {
        check("an account", account, Account.MAX_ENDPOINT);
        check("an owner", owner, Account.MAX_ENDPOINT);
        check("an actor", actor, MAX_ACTOR);
        check("actions", actions, MAX_ACTIONS);
        lastUpdate = lastUpdate.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void check(String what, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(
                    what + " of " + text.length() + " characters: at most " + most + " are allowed");
        }
    }
}
