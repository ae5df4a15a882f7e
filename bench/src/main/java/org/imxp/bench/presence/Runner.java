package org.imxp.bench.presence;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Worker;

/** Measures one part after the other. */
final class Runner {
    private static final int HEAP = 1_024;
    private static final int WARM_ROUNDS = 3;
    private static final int WARM_LOOK_UPS = 500;
    private static final int WARM_PUBLISHES = 50;
    /** A look-up waits for memory and a query, a publish for the disk. */
    private static final int LOOK_UPS_FOR_A_PUBLISH = 10;

    private final Sizes sizes;
    private final Processes processes;
    private final Path folder;
    private final Consumer<String> progress;
    private final Results results = new Results();

    Runner(Sizes sizes, Processes processes, Path folder, Consumer<String> progress) {
        this.sizes = sizes;
        this.processes = processes;
        this.folder = folder;
        this.progress = progress;
    }

    Results run(Set<Part> parts) {
        for (var part : parts) {
            switch (part) {
                case FAN_OUT -> fanOut();
                case FAN_IN -> fanIn();
                case STORED -> sizes.stored().forEach(this::stored);
                case STORM -> storm();
            }
        }
        return results;
    }

    private static long port(Worker relay) {
        return relay.ask("ports").get("edge");
    }

    private void fanOut() {
        progress.accept("1 publisher, " + sizes.subscribers() + " subscribers: attaching");
        var site = Site.make(folder.resolve("fan-out"), IntStream.rangeClosed(0, sizes.subscribers()));
        var identity = Identity.make(folder);
        try (var relay = processes.relay(site, "fan-out-relay", HEAP);
                var endpoints =
                        processes.endpoints(EndpointsWorker.Part.FAN_OUT, site, port(relay), sizes.subscribers());
                var bareServer = processes.bareServer(identity);
                var bareClient =
                        processes.bareClient(identity, bareServer.ask("port").get("port"), sizes.subscribers())) {
            var steady = "steady " + sizes.changes();
            var burst = "burst " + sizes.changes();
            for (int warm = 0; warm < WARM_ROUNDS; warm++) {
                var _ = endpoints.ask(steady);
                var _ = bareClient.ask(steady);
            }
            for (int round = 1; round <= sizes.rounds(); round++) {
                progress.accept("1 publisher, " + sizes.subscribers() + " subscribers: round " + round + " of "
                        + sizes.rounds());
                results.add(Telling.STEADY, Run.of(relay, endpoints, steady));
                results.add(Telling.BARE, Run.of(bareServer, bareClient, steady));
                results.add(Telling.BURST, Run.of(relay, endpoints, burst));
            }
        }
    }

    private void fanIn() {
        progress.accept("1 subscriber, " + sizes.publishers() + " publishers: attaching");
        var site = Site.make(folder.resolve("fan-in"), IntStream.rangeClosed(0, sizes.publishers()));
        try (var relay = processes.relay(site, "fan-in-relay", HEAP);
                var endpoints =
                        processes.endpoints(EndpointsWorker.Part.FAN_IN, site, port(relay), sizes.publishers())) {
            var rounds = "rounds " + sizes.changes();
            for (int warm = 0; warm < WARM_ROUNDS; warm++) {
                var _ = endpoints.ask(rounds);
            }
            for (int round = 1; round <= sizes.rounds(); round++) {
                progress.accept("1 subscriber, " + sizes.publishers() + " publishers: round " + round + " of "
                        + sizes.rounds());
                results.add(Telling.MANY, Run.of(relay, endpoints, rounds));
            }
        }
    }

    private void stored(int count) {
        progress.accept(count + " entries: filling the store");
        var population = new Population(count);
        var site = Site.make(folder.resolve("stored-" + count), population.accounts());
        var empty = started(site, count, "empty");
        try (var store = site.open()) {
            new Fill(store).entries(0, count);
        }
        progress.accept(count + " entries: starting");
        var entries = started(site, count, "entries");
        progress.accept(count + " entries and subscriptions: filling the store");
        try (var store = site.open()) {
            new Fill(store).subscriptions(0, count);
        }
        progress.accept(count + " entries and subscriptions: starting");
        try (var relay = processes.relay(site, "stored-" + count + "-relay", heap(count))) {
            var both = started(relay);
            try (var endpoints = processes.endpoints(EndpointsWorker.Part.LOOK_UPS, site, port(relay), count)) {
                progress.accept(count + " entries and subscriptions: looking up");
                var _ = endpoints.ask("measure " + WARM_LOOK_UPS + " " + WARM_PUBLISHES);
                var found = endpoints.ask(
                        "measure " + sizes.lookUps() + " " + Math.max(1, sizes.lookUps() / LOOK_UPS_FOR_A_PUBLISH));
                results.add(new Results.Stored(count, empty, entries, both, found));
            }
        }
    }

    private Results.Started started(Site site, int count, String what) {
        try (var relay = processes.relay(site, "stored-" + count + "-" + what, heap(count))) {
            return started(relay);
        }
    }

    private static Results.Started started(Worker relay) {
        long nanos = relay.ask("ports").get("starting");
        return new Results.Started(nanos, relay.ask("settle").get("heap"));
    }

    /** Enough that collections are few: so much memory a relay with so many has to be given. */
    private static int heap(int count) {
        return HEAP + count / 256;
    }

    private void storm() {
        var site = Site.make(folder.resolve("storm"), IntStream.range(0, sizes.endpoints()));
        try (var relay = processes.relay(site, "storm-relay-1", HEAP)) {
            come(site, relay, 1, "for the first time");
            progress.accept(sizes.endpoints() + " endpoints: the relay starts again");
        }
        try (var relay = processes.relay(site, "storm-relay-2", HEAP)) {
            come(site, relay, 2, "after the restart");
        }
    }

    private void come(Site site, Worker relay, int time, String title) {
        progress.accept(sizes.endpoints() + " endpoints come " + title);
        try (var endpoints = processes.endpoints(
                EndpointsWorker.Part.STORM, site, port(relay), sizes.endpoints(), sizes.contacts(), time)) {
            var _ = endpoints.ask("ready");
            var run = Run.of(relay, endpoints, "come");
            results.add(new Results.Come(title, run, relay.ask("settle")));
        }
    }
}
