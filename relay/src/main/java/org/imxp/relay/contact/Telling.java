package org.imxp.relay.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Status;

/** Tells the services of other domains, again and again until they answer. Its steps are done at the desk, and may block. */
final class Telling {
    /** How long a request waits for its answer. */
    static final Duration EXPIRY = Duration.ofDays(30);
    /** How long somebody is not heard again who was ignored. */
    static final Duration IGNORING = Duration.ofDays(90);
    /** How long an owner can see what has become of a request. */
    static final Duration REMEMBERING = Duration.ofDays(7);
    /** How long the other service has for its first answer. */
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    /** How long it is left alone at most. */
    static final Duration LONGEST_WAIT = Duration.ofHours(6);

    private static final int MOST_DOUBLINGS = 9;

    private final ContactData data;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Voice voice;
    private final Desk desk;
    private final Rounds rounds;

    Telling(ContactData data, InstantSource clock, RandomGenerator random, Voice voice, Desk desk, Rounds rounds) {
        this.data = data;
        this.clock = clock;
        this.random = random;
        this.voice = voice;
        this.desk = desk;
        this.rounds = rounds;
    }

    /** The request with the number of the next attempt, to be kept before that is made. */
    ContactRequestRow next(ContactRequestRow row) {
        var again = clock.instant().plus(wait(row.attempts()));
        return row.told(newTransId(), again.isBefore(row.expires()) ? again : row.expires());
    }

    private static Duration wait(int attempts) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    int newTransId() {
        return random.nextInt(1, Integer.MAX_VALUE);
    }

    /** Makes an attempt that is on disk. */
    void send(ContactRequestRow row) {
        rounds.notLater(row.due());
        var owner = Address.parse(row.owner());
        var said = row.status() == Status.TELLING
                ? new ContactOperation.Accepted(
                        row.transId(), Address.parse(row.other()), owner, Actions.parse(row.granted()))
                : new ContactOperation.Tell(row.transId(), Rows.state(row));
        var _ = voice.say(service(owner), service(Address.parse(row.other())), said)
                .thenAccept(code -> {
                    if (code.isPermanent() && row.status() == Status.SENDING) {
                        desk.take(() -> answered(row, code), () -> {});
                    }
                });
    }

    static Address service(Address endpoint) {
        return Address.service(ContactService.NAME, endpoint.domain());
    }

    /** Another service has answered; only what it was asked by this number. */
    void reply(Address service, Address originator, Reply reply) {
        if (reply.transId() == 0) {
            return;
        }
        for (var row : data.told(reply.transId())) {
            if (service(Address.parse(row.owner())).equals(service)
                    && service(Address.parse(row.other())).equals(originator)) {
                answered(row, reply.code());
            }
        }
    }

    private void answered(ContactRequestRow told, ReplyCode code) {
        var there = data.request(told.owner(), Instant.EPOCH, told.side(), told.other());
        if (there.filter(row -> row.transId() == told.transId() && row.status() == told.status())
                        .isEmpty()
                || !(code.isDone() || code.isPermanent())) {
            // Somebody else was faster; or it is told again.
            return;
        }
        var row = there.get();
        switch (row.status()) {
            case SENDING -> {
                if (code.isDone()) {
                    change(row.become(Status.SENT, row.expires()));
                } else {
                    end(row.refused(code.value()), Status.REFUSED);
                }
            }
            case TELLING -> data.change(List.of(new ContactChange.Drop(row)));
            case SENT, ACCEPTED, EXPIRED, REFUSED, PENDING, IGNORED -> {
                // Nobody was asked.
            }
        }
    }

    /** Nothing comes of a request: its owner is told, and can see it for a while. */
    void end(ContactRequestRow row, Status status) {
        var ended = row.become(status, clock.instant().plus(REMEMBERING));
        change(ended);
        tell(ended);
    }

    /** Tells an owner of a request. */
    void tell(ContactRequestRow row) {
        voice.tell(Address.parse(row.owner()), new ContactOperation.Tell(newTransId(), Rows.state(row)));
    }

    private void change(ContactRequestRow row) {
        data.change(List.of(new ContactChange.Update(row)));
        rounds.notLater(row.due());
    }
}
