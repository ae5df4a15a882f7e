package org.imxp.bench.presence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.PresenceWriter;
import org.imxp.relay.store.OperationRow;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceRow;
import org.imxp.relay.store.Store;

/** Puts entries and subscriptions into a store by its own interface, as many at once as it takes quickly. */
final class Fill {
    private static final int AT_ONCE = 20_000;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Store store;
    /** The service has no times that are not whole milliseconds. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Fill(Store store) {
        this.store = store;
    }

    /** An entry for each of so many endpoints. */
    void entries(int from, int to) {
        put(from, to, number -> new PresenceChange.Put(entry(number)));
    }

    /** Each of them is subscribed to by the next one. */
    void subscriptions(int from, int to) {
        put(from, to, number -> new PresenceChange.Begin(subscription(number)));
    }

    private void put(int from, int to, IntFunction<PresenceChange> change) {
        for (int at = from; at < to; at += AT_ONCE) {
            store.presence()
                    .change(new ArrayList<>(IntStream.range(at, Math.min(to, at + AT_ONCE))
                            .mapToObj(change)
                            .toList()));
        }
    }

    private PresenceRow entry(int number) {
        var publisher = Site.endpoint(number);
        // They close one after the other, tomorrow.
        var entry = Entries.of(publisher, Optional.of(now), 0, now.plusMillis(number));
        return new PresenceRow(
                publisher.toString(),
                publisher.toString(),
                now,
                new PresenceWriter().writeEntry(entry, Dialect.APEX).xml(),
                entry.nextClosing(now).orElse(PresenceRow.NEVER));
    }

    private OperationRow subscription(int number) {
        var subject = Site.endpoint(number).toString();
        var originator = Site.endpoint(subscriberOf(number)).toString();
        return new OperationRow(subject, subject, originator, originator, "SUBSCRIBE", 1, (int) WEEK.toSeconds(), now);
    }

    static int subscriberOf(int number) {
        return number + 1;
    }
}
