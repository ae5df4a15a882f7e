package org.imxp.relay.presence;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.imxp.relay.presence.Deadlines.Deadline;
import org.jspecify.annotations.Nullable;

/** Deadlines in slots of some time, each a chain: to add one to it, or to take it out, costs the same however many there are. */
final class DeadlineSlots {
    /** Those of one time, in the order in which they came. */
    static final class Slot {
        private final DeadlineSlots slots;
        private final long number;
        private @Nullable Deadline first;
        private @Nullable Deadline last;

        private Slot(DeadlineSlots slots, long number) {
            this.slots = slots;
            this.number = number;
        }
    }

    private final int bits;
    private final TreeMap<Long, Slot> byNumber = new TreeMap<>();

    /**
     * No slots yet.
     *
     * @param bits a slot has two to the power of this milliseconds
     */
    DeadlineSlots(int bits) {
        this.bits = bits;
    }

    /** When the slot begins that follows the one of a time. */
    long startAfter(long time) {
        return ((time >> bits) + 1) << bits;
    }

    void add(Deadline deadline) {
        var slot = byNumber.computeIfAbsent(deadline.at() >> bits, number -> new Slot(this, number));
        deadline.slot = slot;
        deadline.before = slot.last;
        deadline.after = null;
        if (slot.last == null) {
            slot.first = deadline;
        } else {
            slot.last.after = deadline;
        }
        slot.last = deadline;
    }

    /** Takes one out; false if it is in no slot any more. */
    static boolean remove(Deadline deadline) {
        var slot = deadline.slot;
        if (slot == null) {
            return false;
        }
        var before = deadline.before;
        var after = deadline.after;
        if (before == null) {
            slot.first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            slot.last = before;
        } else {
            after.before = before;
        }
        deadline.slot = null;
        deadline.before = null;
        deadline.after = null;
        if (slot.first == null) {
            slot.slots.byNumber.remove(slot.number);
        }
        return true;
    }

    /** When the first slot begins. */
    OptionalLong first() {
        return byNumber.isEmpty() ? OptionalLong.empty() : OptionalLong.of(byNumber.firstKey() << bits);
    }

    /** Takes one out whose slot has begun by a time: those of earlier slots first, those of one slot as they came. */
    Optional<Deadline> poll(long time) {
        var first = byNumber.firstEntry();
        if (first == null || first.getKey() > time >> bits) {
            return Optional.empty();
        }
        var deadline = Objects.requireNonNull(first.getValue().first, "a slot is never empty");
        var _ = remove(deadline);
        return Optional.of(deadline);
    }
}
