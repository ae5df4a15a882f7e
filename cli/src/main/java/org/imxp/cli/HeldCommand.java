package org.imxp.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.relay.store.HeldTotals;
import org.imxp.relay.store.JdbcStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imxp held}: what an operator sees of the messages that wait for endpoints which are away. */
@Command(
        name = "held",
        description =
                "Shows for whom a relay holds messages, and how much of its quotas they take, whether it runs or not.",
        footer = {"", "Example:", "  ./imxp held --config imxp.toml"})
final class HeldCommand implements Runnable {
    @Mixin
    private final StoreOptions options = new StoreOptions();

    private final Surroundings surroundings;

    HeldCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var configuration = options.read(options.reader(surroundings), surroundings);
        try (var store = JdbcStore.open(configuration.store())) {
            var totals = store.held().totals();
            totals.entrySet().stream()
                    .sorted(Map.Entry.<String, HeldTotals>comparingByValue(Comparator.comparingLong(HeldTotals::octets))
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(one -> surroundings.data(one.getKey() + "  " + words(one.getValue())));
            surroundings.talk(summary(
                    totals.values().stream().reduce(HeldTotals.NONE, HeldTotals::plus), configuration.limits()));
        }
    }

    private static String summary(HeldTotals all, Limits limits) {
        return all.data() == 0
                ? "Nothing is held."
                : "Held in all: " + words(all) + " of " + number(limits.number(Limit.HELD_OCTETS_TOTAL))
                        + "; for one endpoint at most " + number(limits.number(Limit.HELD_DATA_PER_ENDPOINT))
                        + " messages and " + number(limits.number(Limit.HELD_OCTETS_PER_ENDPOINT)) + " octets.";
    }

    private static String words(HeldTotals totals) {
        return number(totals.data()) + (totals.data() == 1 ? " message, " : " messages, ") + number(totals.octets())
                + " octets";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
