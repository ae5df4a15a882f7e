package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;

/**
 * Reports to other domains. So that one of them can't ask for more than it takes, each has room for a number of reports that
 * are awaited. Used by all threads.
 */
final class ForeignReports {
    private final NextHops nextHops;
    private final int most;
    /** Only of domains that await something. */
    private final ConcurrentMap<Domain, Integer> awaited = new ConcurrentHashMap<>();

    /**
     * Reports to other domains.
     *
     * @param most how many one domain may await; one data can always ask, however many its recipients are
     */
    ForeignReports(NextHops nextHops, int most) {
        this.nextHops = nextHops;
        this.most = most;
    }

    Addressee addressee(Address originator) {
        return new Foreign(originator);
    }

    private boolean take(Domain domain, int count) {
        var taken = new AtomicBoolean(true);
        awaited.compute(domain, (same, before) -> {
            if (before != null && before + count > most) {
                taken.set(false);
                return before;
            }
            return before == null ? count : Integer.valueOf(before + count);
        });
        return taken.get();
    }

    private void give(Domain domain, int count) {
        awaited.computeIfPresent(domain, (same, before) -> before <= count ? null : Integer.valueOf(before - count));
    }

    /** How many reports a domain awaits. */
    int awaited(Domain domain) {
        return awaited.getOrDefault(domain, 0);
    }

    /** How many domains await any. */
    int domains() {
        return awaited.size();
    }

    private final class Foreign implements Addressee {
        private final Address endpoint;

        Foreign(Address endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public Address endpoint() {
            return endpoint;
        }

        /** What its application speaks is not known; it takes either spelling of services (requirement WIRE-13). */
        @Override
        public Dialect dialect() {
            return Dialect.APEX;
        }

        @Override
        public boolean expectReports(int count) {
            return take(endpoint.domain(), count);
        }

        @Override
        public CompletionStage<Outcome> report(Payload payload, int destinations) {
            return nextHops.send(endpoint.domain(), payload)
                    .whenComplete((outcome, failure) -> forgoReports(destinations));
        }

        @Override
        public void forgoReports(int count) {
            give(endpoint.domain(), count);
        }
    }
}
