package org.imxp.protocol;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One stranger asks another for permission (docs/contacts.md).
 *
 * @param from who asks; no service
 * @param to who is asked; no service
 * @param wants what the one who asks wants to be allowed
 * @param grants what the one who is asked is allowed in return; empty for nothing
 * @param note a few words: one line of at most {@value #MAX_NOTE} characters without links or
 *     addresses, kept without the spaces around it; may be empty
 */
public record ContactRequest(Address from, Address to, Actions wants, Optional<Actions> grants, String note) {
    /** The most characters of a note. */
    public static final int MAX_NOTE = 140;

    /** What may be asked for and granted. */
    private static final Set<String> ALLOWED = Set.of("core:data", "presence:subscribe");

    /** Refuses other actions than messages and presence, services, oneself, and notes that are more than a few words. */
    public ContactRequest {
        if (from.isService() || to.isService()) {
            throw new IllegalArgumentException(
                    "a request from " + from + " to " + to + " is not allowed: services neither ask nor are asked");
        }
        if (from.parent().equals(to.parent())) {
            throw new IllegalArgumentException(from + " asks for its own permission: allowed are others");
        }
        check("wants", wants);
        grants.ifPresent(actions -> check("grants", actions));
        note = note.strip();
        ContactText.note(note);
    }

    static void check(String what, Actions actions) {
        if (!ALLOWED.containsAll(actions.tokens())
                || new HashSet<>(actions.tokens()).size() < actions.tokens().size()) {
            throw new IllegalArgumentException(what + " is \"" + Excerpt.of(actions.toString())
                    + "\": allowed are core:data and presence:subscribe, each once");
        }
    }
}
