package org.imxp.bench.presence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Latencies;

/** One publisher, endpoint 0, and its subscribers, from 1 on. All but {@link #answer} happens on the event loop. */
final class FanOut implements Hearing, Answering, AutoCloseable {
    private static final int DAY = 86_400;

    private final Endpoints endpoints;
    private final int subscribers;
    private final int[] seen;
    private volatile Awaited end = new Awaited();
    private Latencies toTheLast = Latencies.none();
    private Instant last = Instant.EPOCH;
    /** The change that is under way, and what the last of this run is. */
    private int change;

    private int lastChange;
    private boolean inARow;
    private int told;
    private long notifications;
    private long published;

    FanOut(Site site, int port, int subscribers) {
        this.subscribers = subscribers;
        this.seen = new int[subscribers + 1];
        this.endpoints = new Endpoints(site, port, 0, this);
        endpoints.attach(IntStream.rangeClosed(0, subscribers));
        run(
                "subscribing",
                () -> IntStream.rangeClosed(1, subscribers)
                        .forEach(number -> endpoints.get(number).subscribe(0, DAY)));
    }

    @Override
    public Figures answer(String[] command) {
        int changes = command.length > 1 ? Integer.parseInt(command[1]) : 0;
        return switch (command[0]) {
            case "steady" -> measured(changes, true);
            case "burst" -> measured(changes, false);
            default -> Figures.of("subscribers", subscribers);
        };
    }

    private Figures measured(int changes, boolean oneAfterTheOther) {
        toTheLast = Latencies.ready();
        long began = System.nanoTime();
        long ended = run("telling of " + changes + " changes", () -> {
            inARow = oneAfterTheOther;
            lastChange = change + changes;
            endpoints.get(0).poll(0);
        });
        return new Figures(new LinkedHashMap<>(Map.of(
                "changes",
                (long) changes,
                "notifications",
                notifications,
                "nanos",
                ended - began,
                "p50",
                toTheLast.percentile(50),
                "p99",
                toTheLast.percentile(99))));
    }

    private long run(String what, Runnable begin) {
        var awaited = new Awaited();
        end = awaited;
        endpoints.execute(() -> {
            told = 0;
            notifications = 0;
            begin.run();
        });
        return awaited.time(what);
    }

    @Override
    public void heard(int endpoint, Said said) {
        if (endpoint == 0) {
            publisherHeard(said);
        } else if (said.kind() == Said.Kind.ENTRY) {
            notified(endpoint, said);
        } else {
            failed("subscriber " + endpoint + " was told " + said.text());
        }
    }

    private void publisherHeard(Said said) {
        switch (said.kind()) {
            case ENTRY -> {
                last = said.lastUpdate();
                publish();
            }
            case REPLY -> {
                if (said.code() != 250) {
                    failed("the publisher was told " + said.text());
                } else if (!inARow && change < lastChange) {
                    endpoints.get(0).poll(0);
                }
            }
            case TERMINATE, OTHER -> failed("the publisher was told " + said.text());
        }
    }

    private void publish() {
        change++;
        told = 0;
        published = System.nanoTime();
        endpoints.get(0).publish(change, last);
    }

    private void notified(int endpoint, Said said) {
        notifications++;
        int now = said.change();
        if (now == change && (seen[endpoint] < now || now == 0)) {
            told++;
        }
        seen[endpoint] = now;
        if (told == subscribers) {
            allTold(said);
        }
    }

    private void allTold(Said said) {
        told = 0;
        if (change > 0) {
            toTheLast.add(System.nanoTime() - published);
        }
        if (change < lastChange) {
            if (inARow) {
                last = said.lastUpdate();
                publish();
            }
        } else {
            end.come();
        }
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
