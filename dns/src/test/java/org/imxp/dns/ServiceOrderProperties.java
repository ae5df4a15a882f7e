package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.imxp.testkit.Requirement;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/** The order of RFC 2782: nothing is lost, priorities rise, and who comes first is drawn in proportion to the weights. */
@Requirement("CORE-6")
class ServiceOrderProperties {
    private static final int DRAWS = 10_000;

    /** Its port tells it from others. */
    private static SRVRecord service(int priority, int weight, int port) {
        return new SRVRecord(Name.root, DClass.IN, 60, priority, weight, port, Name.fromConstantString("relay."));
    }

    private static List<SRVRecord> services(List<Integer> weights) {
        var services = new ArrayList<SRVRecord>();
        for (int weight : weights) {
            services.add(service(0, weight, services.size() + 1));
        }
        return services;
    }

    @Property
    void allAreThereByPriority(
            @ForAll @Size(max = 32) List<@IntRange(max = 3) Integer> priorities,
            @ForAll @Size(value = 32) List<@IntRange(max = 65_535) Integer> weights,
            @ForAll long seed) {
        var services = new ArrayList<SRVRecord>();
        for (int priority : priorities) {
            services.add(service(priority, weights.get(services.size()), services.size() + 1));
        }
        var ordered = new ServiceOrder(new Random(seed)).of(services);
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(services);
        assertThat(ordered).extracting(SRVRecord::getPriority).isSorted();
    }

    @Property(tries = 50)
    void theFirstIsDrawnByWeight(@ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 1000) Integer> weights) {
        var order = new ServiceOrder(new Random(2782));
        var first = new HashMap<Integer, Integer>();
        for (int i = 0; i < DRAWS; i++) {
            first.merge(order.of(services(weights)).getFirst().getPort(), 1, Integer::sum);
        }
        var sum = weights.stream().mapToInt(Integer::intValue).sum();
        for (int i = 0; i < weights.size(); i++) {
            // A number from 0 to the sum is drawn, so one of them has one chance more. Five standard deviations are
            // under 0.025.
            var share = first.getOrDefault(i + 1, 0) / (double) DRAWS;
            assertThat(share).isCloseTo(weights.get(i) / (double) sum, within(0.025 + 1.0 / (sum + 1)));
        }
    }

    @Property(tries = 20)
    void theRestIsDrawnByWeightToo(@ForAll @IntRange(min = 1, max = 100) int weight) {
        // After the heavy one comes either of two equal ones.
        var order = new ServiceOrder(new Random(2782));
        var heavyFirst = 0;
        var thenTheThird = 0;
        for (int i = 0; i < DRAWS; i++) {
            var ordered = order.of(services(List.of(weight * 8, weight, weight)));
            if (ordered.getFirst().getPort() == 1) {
                heavyFirst++;
                thenTheThird += ordered.get(1).getPort() == 3 ? 1 : 0;
            }
        }
        assertThat(heavyFirst / (double) DRAWS).isCloseTo(0.8, within(0.025 + 1.0 / (10 * weight + 1)));
        assertThat(thenTheThird / (double) heavyFirst).isCloseTo(0.5, within(0.025 + 0.5 / (2 * weight + 1)));
    }

    @Property(tries = 20)
    void weightZeroIsDrawnSeldomButIsDrawn(@ForAll @IntRange(min = 5, max = 50) int weight) {
        var order = new ServiceOrder(new Random(2782));
        var zeroFirst = 0;
        for (int i = 0; i < DRAWS; i++) {
            zeroFirst += order.of(services(List.of(weight, 0))).getFirst().getPort() == 2 ? 1 : 0;
        }
        assertThat(zeroFirst / (double) DRAWS)
                .isCloseTo(1.0 / (weight + 1), within(0.02))
                .isPositive();
    }
}
