package org.imxp.relay.access;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.store.AccessRows;
import org.imxp.relay.store.GroupWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes entries, one after another, so that of several changes of one entry from the same state one succeeds (requirement
 * ACC-22). Those that don't depend on each other are written together. Used by all threads; those who ask bound how much waits.
 */
final class EntryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EntryWriter.class);
    private static final SetOutcome NOT_STORED =
            new SetOutcome.Refused(ReplyCode.ABORTED, "the store does not take the entry now, try again later");

    /** One who waits for an answer, and gets one. */
    private record Asked(Address originator, AccessEntry wanted, Consumer<SetOutcome> answer, AtomicBoolean answered) {
        void answer(SetOutcome outcome) {
            if (answered.compareAndSet(false, true)) {
                answer.accept(outcome);
            }
        }
    }

    private record Decided(Asked asked, SetSteps.Change change) {}

    private final AccessTable table;
    private final AccessRows rows;
    private final SetSteps steps;
    private final InstantSource clock;
    private final GroupWriter<Asked> writer;

    /**
     * A writer.
     *
     * @param executor runs what blocks
     */
    EntryWriter(AccessTable table, AccessRows rows, AccessBounds bounds, InstantSource clock, Executor executor) {
        this.table = table;
        this.rows = rows;
        this.steps = new SetSteps(table, bounds);
        this.clock = clock;
        this.writer = new GroupWriter<>(executor, this::writeAll);
    }

    /**
     * Has an entry changed.
     *
     * @param originator who asks
     * @param wanted the change
     * @param answer called once, on any thread, when decisions are made by what it tells; must neither block nor throw
     */
    void set(Address originator, AccessEntry wanted, Consumer<SetOutcome> answer) {
        var asked = new Asked(originator, wanted, answer, new AtomicBoolean());
        if (!writer.submit(asked)) {
            asked.answer(NOT_STORED);
        }
    }

    /** Writes what was asked for, and nothing after it. */
    @Override
    public void close() {
        writer.close();
    }

    /** Together what does not depend on each other: what an owner allows decides on its subaddresses too. */
    private void writeAll(List<Asked> gathered) {
        var group = new ArrayList<Asked>();
        var owners = new HashSet<Address>();
        for (var asked : gathered) {
            var owner = asked.wanted().owner().parent();
            if (!owners.add(owner)) {
                write(group);
                group.clear();
                owners.clear();
                owners.add(owner);
            }
            group.add(asked);
        }
        write(group);
    }

    private void write(List<Asked> group) {
        try {
            table.exclusively(() -> change(group));
        } catch (RuntimeException e) {
            // Those who wait are told; the next may fare better.
            LOG.warn("access entries can't be written: {}", e.getMessage());
            group.forEach(asked -> asked.answer(NOT_STORED));
        }
    }

    private void change(List<Asked> group) {
        var decided = new ArrayList<Decided>();
        int adding = 0;
        for (var asked : group) {
            switch (decide(asked, adding)) {
                case SetSteps.Refusal refusal -> asked.answer(refusal.why());
                case SetSteps.Change change -> {
                    decided.add(new Decided(asked, change));
                    adding += Math.max(0, change.added());
                }
            }
        }
        if (decided.isEmpty()) {
            return;
        }
        if (rows.change(decided.stream().map(it -> it.change().stored()).toList())) {
            decided.forEach(this::done);
        } else {
            again(decided);
        }
    }

    /** What one asks for that can't be stored keeps nobody else's from it. */
    private SetSteps.Result decide(Asked asked, int adding) {
        try {
            return steps.decide(asked.originator(), asked.wanted(), clock.instant(), adding);
        } catch (IllegalArgumentException e) {
            return new SetSteps.Refusal(ReplyCode.TRANSACTION_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void done(Decided decided) {
        var owner = decided.asked().wanted().owner();
        table.put(owner, decided.change().after());
        table.tell(owner);
        decided.asked().answer(new SetOutcome.Done(decided.change().told()));
    }

    private void again(List<Decided> decided) {
        for (var it : decided) {
            table.reload(it.asked().wanted().owner(), rows);
        }
        for (var it : decided) {
            var asked = it.asked();
            switch (decide(asked, 0)) {
                case SetSteps.Refusal refusal -> asked.answer(refusal.why());
                case SetSteps.Change change -> {
                    if (rows.change(List.of(change.stored()))) {
                        done(new Decided(asked, change));
                    } else {
                        asked.answer(NOT_STORED);
                    }
                }
            }
        }
    }
}
