package org.imxp.relay;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.protocol.Address;
import org.imxp.relay.service.Alarms;

/**
 * Has originators told whose data takes longer to reach a recipient here than they said (RFC 3342 section 2.2). What is held when the relay ends is not minded any more. Used by all threads.
 */
final class Delays {
    /** A data that is held, as its originator knows it. */
    private record Held(Address originator, Address recipient, int transId) {}

    /** A report to come. */
    private record Pending(Alarms.Alarm alarm, DelayReport report) {
        void end() {
            alarm.cancel();
            report.forgo();
        }
    }

    private final Time time;
    private final int most;
    private final ConcurrentMap<Held, Pending> held = new ConcurrentHashMap<>();

    /**
     * Minds nothing yet.
     *
     * @param most how many held data are minded; one more is held all the same
     */
    Delays(Time time, int most) {
        this.time = time;
        this.most = most;
    }

    /** Minds a data on its way to a recipient. */
    void mind(Transit transit, Fate fate) {
        fate.delay()
                .ifPresent(report -> transit.options()
                        .timing(fate.delivers())
                        .ifPresent(timing -> mind(transit, fate, timing, report)));
    }

    private void mind(Transit transit, Fate fate, DataOptions.Timing timing, DelayReport report) {
        long elapsed = transit.elapsed(time.instant());
        int bound = timing.value().noLaterThan();
        int after = timing.value().reportAfter();
        boolean decided = fate.outcome().isDone() && !fate.outcome().join().equals(Outcome.HELD);
        if (decided || (bound != 0 && bound <= after)) {
            report.forgo();
            return;
        }
        var key = new Held(
                transit.data().originator().identity(),
                fate.recipient().identity(),
                timing.option().transId());
        Alarms.Alarm alarm;
        try {
            alarm = time.after(Duration.ofMillis(Math.max(0, after - elapsed)), () -> {
                report.send();
                held.computeIfPresent(key, (same, pending) -> pending.report() == report ? null : pending);
            });
        } catch (RejectedExecutionException e) {
            report.forgo();
            return;
        }
        var pending = new Pending(alarm, report);
        var _ = fate.outcome().thenAccept(outcome -> {
            if (outcome.equals(Outcome.HELD)) {
                keep(key, pending);
            } else {
                pending.end();
            }
        });
    }

    /** Where two data are told apart by nothing, the one is minded that came last. */
    private void keep(Held key, Pending pending) {
        if (held.size() >= most) {
            pending.end();
            return;
        }
        var before = held.put(key, pending);
        if (before != null) {
            before.end();
        }
        if (pending.report().isDecided()) {
            // Its time came while it was being put aside.
            held.remove(key, pending);
        }
    }

    /** A data is held no more. */
    void end(Transit transit, Address recipient) {
        transit.options().timing(true).ifPresent(timing -> {
            var pending = held.remove(new Held(
                    transit.data().originator().identity(),
                    recipient,
                    timing.option().transId()));
            if (pending != null) {
                pending.end();
            }
        });
    }

    /** How many held data are minded. */
    int size() {
        return held.size();
    }
}
