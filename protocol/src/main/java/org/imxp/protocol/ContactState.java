package org.imxp.protocol;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A request and what has become of it (docs/contacts.md).
 *
 * @param request the request
 * @param state what has become of it
 * @param asked when it was made or came, by the clock of the service that tells
 * @param expires when it is forgotten if nobody has answered
 * @param granted what was granted, if it was accepted
 * @param code why it was refused, if it was
 */
public record ContactState(
        ContactRequest request,
        State state,
        Instant asked,
        Instant expires,
        Optional<Actions> granted,
        Optional<ReplyCode> code) {
    /** What may become of a request. */
    public enum State {
        /** Nobody has answered. */
        WAITING,
        /** The one who was asked has accepted. */
        ACCEPTED,
        /** Nobody has answered in time. */
        EXPIRED,
        /** The service of the one who was asked does not take it. */
        REFUSED;

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State parse(String text) {
            for (var state : values()) {
                if (state.word().equals(text)) {
                    return state;
                }
            }
            throw ProtocolException.invalid(
                    "state is \"" + Excerpt.of(text) + "\": allowed are waiting, accepted, expired and refused");
        }
    }

    /** Refuses what may not be granted, and times that have no text form. */
    public ContactState {
        granted.ifPresent(actions -> ContactRequest.check("granted", actions));
        Timestamp.check("asked", asked);
        Timestamp.check("expires", expires);
    }
}
