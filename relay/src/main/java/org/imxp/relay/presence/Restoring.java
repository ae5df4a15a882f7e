package org.imxp.relay.presence;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.imxp.protocol.Terminate;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.OperationRow;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on after a restart with what is kept (requirement PRES-4). Used once. */
final class Restoring {
    /** How long after the start an operation that expired meanwhile is ended, and again while its originator is away. */
    static final List<Duration> ATTEMPTS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private final Operations operations;
    private final ServiceSurroundings around;

    Restoring(Operations operations, ServiceSurroundings around) {
        this.operations = operations;
        this.around = around;
    }

    /** Reads everything; sends nothing. */
    void restore(PresenceData store) {
        long entries = 0;
        var after = "";
        for (var page = store.entries(after, PresenceData.MAX_PAGE);
                !page.isEmpty();
                page = store.entries(after, PresenceData.MAX_PAGE)) {
            for (var row : page) {
                var publisher = Address.parse(row.publisher());
                operations.with(publisher, presentity -> {
                    operations.restore(presentity, publisher, row);
                    return publisher;
                });
            }
            entries += page.size();
            after = page.getLast().publisher();
        }
        long count = 0;
        var last = Optional.<OperationRow>empty();
        for (var page = store.operations(last, PresenceData.MAX_PAGE);
                !page.isEmpty();
                page = store.operations(last, PresenceData.MAX_PAGE)) {
            page.forEach(row -> restore(Rows.operation(row, operations::pair)));
            count += page.size();
            last = Optional.of(page.getLast());
        }
        LOG.info("presence: {} entries, {} subscriptions and watches", entries, count);
    }

    private void restore(Operation operation) {
        if (!around.domains().contains(operation.subject().domain())) {
            // Of a domain that is served no more; it is there again when the domain is.
            return;
        }
        if (!operation.expires().isAfter(operations.now())) {
            later(operation, ATTEMPTS.iterator());
            return;
        }
        operations.with(operation.subject(), presentity -> {
            // Bounds that were lowered end nothing that goes on.
            if (operations.live().restore(operation)) {
                presentity.add(operation);
                operation.see(operations.permissions().sight(operation.subject(), operation.originator()));
                operations.begin(operation);
            }
            return operation;
        });
    }

    private void later(Operation expired, Iterator<Duration> attempts) {
        var attempt = operations.now().plus(attempts.next());
        var _ = operations.deadlines().at(attempt, () -> terminate(expired, attempts));
    }

    private void terminate(Operation expired, Iterator<Duration> attempts) {
        operations.with(expired.subject(), presentity -> {
            if (presentity.find(expired.kind(), expired.pair()).isPresent()) {
                // Its originator has come back and begun another one in its place.
                return expired;
            }
            operations.sayAndHear(expired, new Terminate(expired.transId()), outcome -> {
                if (outcome.isTemporary() && attempts.hasNext()) {
                    later(expired, attempts);
                } else {
                    var _ = operations.write(new PresenceChange.End(Rows.of(expired)));
                }
            });
            return expired;
        });
    }
}
