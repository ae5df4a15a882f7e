package org.imxp.beep;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a peer's messages, from their first frame until their reply has left. Nearly every peer counts up, and
 * replies leave in order: then this is a ring of integers, and a number above the last is known to be free without a
 * search. For any other peer it is a set.
 */
final class NumbersInUse {
    private int[] ring = new int[4];
    private int first;
    private int count;
    private @Nullable Set<Integer> set;

    /** Takes a number; tells whether it was free. */
    boolean add(int number) {
        var unordered = set;
        if (unordered == null && (count == 0 || number > ring[(first + count - 1) & (ring.length - 1)])) {
            push(number);
            return true;
        }
        if (unordered == null) {
            unordered = asSet();
            set = unordered;
        }
        return unordered.add(number);
    }

    /** Frees a number; tells whether it was in use. */
    boolean remove(int number) {
        var unordered = set;
        if (unordered != null) {
            var removed = unordered.remove(number);
            if (unordered.isEmpty()) {
                set = null;
            }
            return removed;
        }
        if (count == 0 || ring[first] != number) {
            return false;
        }
        first = (first + 1) & (ring.length - 1);
        count--;
        return true;
    }

    int size() {
        var unordered = set;
        return unordered == null ? count : unordered.size();
    }

    void clear() {
        set = null;
        count = 0;
    }

    private void push(int number) {
        if (count == ring.length) {
            var larger = Arrays.copyOfRange(ring, first, first + 2 * count);
            System.arraycopy(ring, 0, larger, count - first, first);
            ring = larger;
            first = 0;
        }
        ring[(first + count) & (ring.length - 1)] = number;
        count++;
    }

    private Set<Integer> asSet() {
        var all = new HashSet<Integer>();
        for (int i = 0; i < count; i++) {
            all.add(ring[(first + i) & (ring.length - 1)]);
        }
        count = 0;
        return all;
    }
}
