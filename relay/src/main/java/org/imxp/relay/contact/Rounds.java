package org.imxp.relay.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.imxp.relay.service.Alarms;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to what is due: the store knows what, so that it is due after a restart too, and one alarm serves all. */
final class Rounds {
    /** There is a look at the store at least so often, whatever is due. */
    static final Duration LONGEST = Duration.ofHours(1);
    /** How long a store that fails is left alone. */
    static final Duration PAUSE = Duration.ofMinutes(1);
    /** Nothing is sent before the relay has begun. */
    static final Duration FIRST = Duration.ofSeconds(10);

    private static final int MOST = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private record Ringing(Instant at, Alarms.Alarm alarm) {}

    private final ContactData data;
    private final ServiceSurroundings around;
    private final Desk desk;
    private final Totals totals;
    private Predicate<ContactRequestRow> postponing = row -> false;
    private Consumer<ContactRequestRow> seeing = row -> {};
    private Instant counted;
    private Optional<Ringing> ringing = Optional.empty();
    private boolean closed;

    Rounds(ContactData data, ServiceSurroundings around, Desk desk, Totals totals) {
        this.data = data;
        this.around = around;
        this.desk = desk;
        this.totals = totals;
        counted = around.clock().instant();
    }

    /**
     * Begins.
     *
     * @param postponer tells what can't be seen to now
     * @param seer sees to a request that is due, and has it due later, or drops it; done at the desk
     */
    void begin(Predicate<ContactRequestRow> postponer, Consumer<ContactRequestRow> seer) {
        postponing = postponer;
        seeing = seer;
        notLater(around.clock().instant().plus(FIRST));
    }

    /** Something is due then. */
    synchronized void notLater(Instant due) {
        if (closed || ringing.filter(set -> !set.at().isAfter(due)).isPresent()) {
            return;
        }
        var now = around.clock().instant();
        var delay = due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
        try {
            // Alarms are in milliseconds; one that rings too early would be set again.
            var alarm = around.alarms()
                    .after(Duration.ofMillis(delay.plusNanos(999_999).toMillis()), this::ring);
            // Not before there is another one: if that is not taken, it rings late rather than never.
            ringing.ifPresent(set -> set.alarm().cancel());
            ringing = Optional.of(new Ringing(due, alarm));
        } catch (RejectedExecutionException e) {
            // The next that becomes due tries again.
            LOG.warn("what is due at {} is seen to later: {}", due, e.getMessage());
        }
    }

    private void ring() {
        synchronized (this) {
            ringing = Optional.empty();
        }
        turn();
    }

    private void turn() {
        desk.take(this::round, () -> notLater(around.clock().instant().plus(PAUSE)));
    }

    /** One page at each turn of the desk, so that operations have theirs in between. */
    private void round() {
        var now = around.clock().instant();
        var rows = data.due(now, MOST);
        var later = rows.stream()
                .filter(this::isPostponed)
                .map(row -> new ContactChange.Update(row.dueAt(now.plus(LONGEST))))
                .toList();
        if (!later.isEmpty()) {
            data.change(later);
        }
        rows.stream().filter(row -> !isPostponed(row)).forEach(this::see);
        if (rows.size() == MOST) {
            turn();
            return;
        }
        if (!now.isBefore(counted.plus(LONGEST))) {
            totals.count();
            counted = now;
        }
        var latest = now.plus(LONGEST);
        notLater(data.nextDue().filter(due -> due.isBefore(latest)).orElse(latest));
    }

    private boolean isPostponed(ContactRequestRow row) {
        try {
            return postponing.test(row);
        } catch (RuntimeException e) {
            // Nor can it be seen to, which says so.
            return false;
        }
    }

    /** One that can't be seen to keeps nobody else from it. */
    private void see(ContactRequestRow row) {
        try {
            seeing.accept(row);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("the request between {} and {} can't be seen to", row.owner(), row.other(), e);
            var later = row.dueAt(around.clock().instant().plus(LONGEST));
            data.change(List.of(new ContactChange.Update(later)));
        }
    }

    synchronized void close() {
        closed = true;
        ringing.ifPresent(set -> set.alarm().cancel());
        ringing = Optional.empty();
    }
}
