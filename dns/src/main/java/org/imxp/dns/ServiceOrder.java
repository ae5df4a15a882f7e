package org.imxp.dns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.xbill.DNS.SRVRecord;

/** The order in which targets are tried (RFC 2782, "Usage rules"): by priority, and within one by weight and chance. */
final class ServiceOrder {
    private final RandomGenerator random;

    ServiceOrder(RandomGenerator random) {
        this.random = random;
    }

    /** A new order at each call: that is what spreads the load. Any thread. */
    synchronized List<SRVRecord> of(Collection<SRVRecord> records) {
        var byPriority = new TreeMap<Integer, List<SRVRecord>>();
        records.forEach(one -> byPriority
                .computeIfAbsent(one.getPriority(), priority -> new ArrayList<>())
                .add(one));
        var ordered = new ArrayList<SRVRecord>();
        byPriority.values().forEach(group -> draw(group, ordered));
        return ordered;
    }

    private void draw(List<SRVRecord> group, List<SRVRecord> ordered) {
        // Any order, except that those of weight 0 come first: then they are drawn, but seldom.
        Collections.shuffle(group, random);
        group.sort(Comparator.comparingInt(one -> Math.min(1, one.getWeight())));
        var sum = group.stream().mapToInt(SRVRecord::getWeight).sum();
        while (!group.isEmpty()) {
            var drawn = group.remove(selected(group, random.nextInt(sum + 1)));
            sum -= drawn.getWeight();
            ordered.add(drawn);
        }
    }

    /** The first whose running sum reaches the number. */
    private static int selected(List<SRVRecord> group, int number) {
        var running = 0;
        for (int i = 0; i < group.size(); i++) {
            running += group.get(i).getWeight();
            if (running >= number) {
                return i;
            }
        }
        throw new IllegalStateException(number + " is more than the sum of all weights, " + running);
    }
}
