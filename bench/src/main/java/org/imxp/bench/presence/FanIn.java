package org.imxp.bench.presence;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Latencies;

/**
 * One subscriber, endpoint 0, and those whose presence it follows, from 1 on, who all change it at once. All but {@link #answer}
 * happens on the event loop.
 */
final class FanIn implements Hearing, Answering, AutoCloseable {
    private static final int DAY = 86_400;

    private final Endpoints endpoints;
    private final int publishers;
    private final int[] seen;
    private final Instant[] last;
    private volatile Awaited end = new Awaited();
    private int change;
    private int known;
    private int granted;
    private long notifications;

    FanIn(Site site, int port, int publishers) {
        this.publishers = publishers;
        this.seen = new int[publishers + 1];
        this.last = new Instant[publishers + 1];
        Arrays.fill(seen, -1);
        Arrays.fill(last, Instant.EPOCH);
        this.endpoints = new Endpoints(site, port, 0, this);
        endpoints.attach(IntStream.rangeClosed(0, publishers));
        run("subscribing", () -> {
            granted = publishers;
            everybody().forEach(number -> endpoints.get(0).subscribe(number, DAY));
        });
    }

    private IntStream everybody() {
        return IntStream.rangeClosed(1, publishers);
    }

    @Override
    public Figures answer(String[] command) {
        if (!command[0].equals("rounds")) {
            return Figures.of("publishers", publishers);
        }
        int rounds = Integer.parseInt(command[1]);
        var latencies = Latencies.ready();
        long told = 0;
        long began = System.nanoTime();
        long ended = began;
        for (int round = 0; round < rounds; round++) {
            long before = System.nanoTime();
            ended = run("a change of all", this::publish);
            latencies.add(ended - before);
            told += notifications;
        }
        return new Figures(Map.of(
                "changes",
                (long) rounds * publishers,
                "notifications",
                told,
                "nanos",
                ended - began,
                "p50",
                latencies.percentile(50),
                "p99",
                latencies.percentile(99)));
    }

    private void publish() {
        change++;
        known = 0;
        granted = 0;
        everybody().forEach(number -> endpoints.get(number).publish(change, last[number]));
    }

    private long run(String what, Runnable begin) {
        var awaited = new Awaited();
        end = awaited;
        endpoints.execute(() -> {
            notifications = 0;
            begin.run();
        });
        return awaited.time(what);
    }

    @Override
    public void heard(int endpoint, Said said) {
        if (endpoint == 0 && said.kind() == Said.Kind.ENTRY) {
            notified(said);
        } else if (endpoint > 0 && said.kind() == Said.Kind.REPLY && said.code() == 250) {
            granted++;
        } else {
            failed("endpoint " + endpoint + " was told " + said.text());
        }
        if (known == publishers && granted == publishers) {
            end.come();
        }
    }

    private void notified(Said said) {
        notifications++;
        int publisher = said.publisher();
        last[publisher] = said.lastUpdate();
        if (said.change() == change && seen[publisher] < change) {
            known++;
        }
        seen[publisher] = said.change();
    }

    @Override
    public void failed(String what) {
        end.failed(what);
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
