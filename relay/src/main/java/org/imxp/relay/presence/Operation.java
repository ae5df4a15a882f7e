package org.imxp.relay.presence;

import java.time.Instant;
import org.imxp.protocol.Address;
import org.imxp.relay.presence.Deadlines.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A subscription or a watch (RFC 3343 sections 4.2 and 4.3). It begins, is live once it is on disk, and ends; of a live
 * subscription it is known whether its subscriber has been told all. Used by all threads.
 */
final class Operation {
    /** Which of both. */
    enum Kind {
        SUBSCRIBE,
        WATCH
    }

    /** How far it is. */
    enum State {
        BEGINNING,
        LIVE,
        ENDED
    }

    /** What the subscriber knows of the last change: changes of which it has not been told become one. */
    private enum Telling {
        TOLD,
        QUEUED,
        UNDER_WAY,
        UNDER_WAY_AND_CHANGED
    }

    /** What names it: requirement PRES-28. */
    record Id(Address originator, int transId) {}

    /** What else names it. */
    record Pair(Address subject, Address originator) {}

    private final Kind kind;
    private final Pair pair;
    private final int transId;
    private final int duration;
    /** In milliseconds since 1970, as it is stored. */
    private final long begun;

    private State state = State.BEGINNING;
    private Telling telling = Telling.TOLD;
    private Sight sight = Sight.Nothing.NOTHING;
    private @Nullable Deadline expiry;

    /**
     * An operation that begins.
     *
     * @param duration in seconds
     */
    Operation(Kind kind, Pair pair, int transId, int duration, Instant begun) {
        this.kind = kind;
        this.pair = pair;
        this.transId = transId;
        this.duration = duration;
        this.begun = begun.toEpochMilli();
    }

    Kind kind() {
        return kind;
    }

    Pair pair() {
        return pair;
    }

    Address subject() {
        return pair.subject();
    }

    Address originator() {
        return pair.originator();
    }

    int transId() {
        return transId;
    }

    int duration() {
        return duration;
    }

    Instant begun() {
        return Instant.ofEpochMilli(begun);
    }

    Instant expires() {
        return begun().plusSeconds(duration);
    }

    Id id() {
        return new Id(originator(), transId);
    }

    /** The service that speaks about it. */
    Address service() {
        return Address.service(PresenceService.NAME, subject().domain());
    }

    synchronized State state() {
        return state;
    }

    synchronized boolean isLive() {
        return state == State.LIVE;
    }

    synchronized void live(Deadline expiresAt) {
        if (state != State.BEGINNING) {
            throw new IllegalStateException("an operation that is " + state + " does not become live");
        }
        state = State.LIVE;
        expiry = expiresAt;
    }

    /** What it was before, and the deadline that is of no use any more. */
    synchronized State end(Deadlines deadlines) {
        var before = state;
        state = State.ENDED;
        if (expiry != null) {
            deadlines.cancel(expiry);
            expiry = null;
        }
        return before;
    }

    /** What the subscriber gets to see. */
    synchronized Sight sight() {
        return sight;
    }

    /** Whether this is something else than before. */
    synchronized boolean see(Sight now) {
        boolean other = !sight.equals(now);
        sight = now;
        return other;
    }

    // ---- telling ---------------------------------------------------------------------------------------------------

    /** There is something to tell; true if that is to be queued. */
    synchronized boolean changed() {
        switch (telling) {
            case TOLD -> {
                telling = Telling.QUEUED;
                return true;
            }
            case UNDER_WAY -> telling = Telling.UNDER_WAY_AND_CHANGED;
            case QUEUED, UNDER_WAY_AND_CHANGED -> {
                // What is queued is read when it leaves.
            }
        }
        return false;
    }

    /** Its turn has come; false if there is nothing to tell any more. */
    synchronized boolean tell() {
        telling = Telling.UNDER_WAY;
        return state == State.LIVE;
    }

    /** The subscriber has answered; true if there was another change meanwhile, which is to be queued. */
    synchronized boolean told() {
        boolean again = telling == Telling.UNDER_WAY_AND_CHANGED && state == State.LIVE;
        telling = again ? Telling.QUEUED : Telling.TOLD;
        return again;
    }
}
