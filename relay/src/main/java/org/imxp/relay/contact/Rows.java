package org.imxp.relay.contact;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactEntry;
import org.imxp.protocol.ContactRequest;
import org.imxp.protocol.ContactState;
import org.imxp.protocol.ContactState.State;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;
import org.imxp.relay.store.ContactRow;

/** What is kept, as what is said. */
final class Rows {
    private Rows() {}

    /** When something is made, but not before its owner's account: it was another's then, and the clock may have been set back. */
    static Instant made(Instant now, Instant since) {
        return now.isAfter(since) ? now : since;
    }

    static ContactEntry entry(ContactRow row) {
        return new ContactEntry(Address.parse(row.address()), row.name(), Optional.of(row.since()));
    }

    static ContactRequestRow request(
            ContactRequest request, Side side, Status status, Instant asked, Instant expires, Instant due) {
        boolean isAsked = side == Side.ASKED;
        return new ContactRequestRow(
                (isAsked ? request.from() : request.to()).toString(),
                side,
                (isAsked ? request.to() : request.from()).toString(),
                status,
                request.wants().toString(),
                request.grants().map(Actions::toString).orElse(""),
                "",
                request.note(),
                asked,
                expires,
                due,
                0,
                0,
                0);
    }

    static ContactRequest request(ContactRequestRow row) {
        var owner = Address.parse(row.owner());
        var other = Address.parse(row.other());
        return new ContactRequest(
                row.side() == Side.ASKED ? owner : other,
                row.side() == Side.ASKED ? other : owner,
                Actions.parse(row.wants()),
                actions(row.grants()),
                row.note());
    }

    static ContactState state(ContactRequestRow row) {
        var state = switch (row.status()) {
            case SENDING, SENT, PENDING, IGNORED -> State.WAITING;
            case ACCEPTED, TELLING -> State.ACCEPTED;
            case EXPIRED -> State.EXPIRED;
            case REFUSED -> State.REFUSED;
        };
        return new ContactState(
                request(row),
                state,
                row.asked(),
                row.expires(),
                actions(row.granted()),
                row.code() == 0 ? Optional.empty() : Optional.of(new ReplyCode(row.code())));
    }

    static Optional<Actions> actions(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Actions.parse(text));
    }
}
