package org.imxp.bench.presence;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;

/**
 * Many endpoints that come all at once: each attaches, asks for its own entry, publishes, and subscribes to some others, until it
 * has the new entries of all of them. All but {@link #answer} happens on the event loop.
 */
final class Storm implements Hearing, Answering, AutoCloseable {
    private static final int WEEK = 7 * 86_400;
    private static final int IDS_OF_ONE_TIME = 1_000_000;

    private final Endpoints endpoints;
    private final int count;
    private final int contacts;
    /** What the change of this time is; before the restart it was less. */
    private final int time;

    private final Awaited end = new Awaited();
    private final boolean[][] knows;
    private final int[] known;
    private final boolean[] published;
    private int attached;
    private int granted;
    private int finished;
    private final AtomicInteger comeAgain = new AtomicInteger();
    private long lastAttached;
    private long lastGranted;

    Storm(Site site, int port, int count, int contacts, int time) {
        this.count = count;
        this.contacts = contacts;
        this.time = time;
        this.knows = new boolean[count][contacts];
        this.known = new int[count];
        this.published = new boolean[count];
        this.endpoints = new Endpoints(site, port, time * IDS_OF_ONE_TIME, this);
    }

    @Override
    public Figures answer(String[] command) {
        if (!command[0].equals("come")) {
            return Figures.of("endpoints", count);
        }
        long began = System.nanoTime();
        IntStream.range(0, count).forEach(this::attach);
        long ended = end.time("the storm");
        return new Figures(Map.of(
                "attached", lastAttached - began,
                "published", lastGranted - began,
                "nanos", ended - began,
                "again", comeAgain.longValue()));
    }

    /** One whose session came to nothing, as when it was not greeted in time, comes again. */
    private void attach(int number) {
        var _ = endpoints.attach(number).whenComplete((endpoint, failure) -> {
            if (failure != null) {
                comeAgain.incrementAndGet();
                attach(number);
            } else {
                attached++;
                lastAttached = System.nanoTime();
                endpoint.poll(number);
            }
        });
    }

    @Override
    public void heard(int endpoint, Said said) {
        switch (said.kind()) {
            case ENTRY -> {
                if (said.publisher() == endpoint) {
                    endpoints.get(endpoint).publish(time, said.lastUpdate());
                } else {
                    told(endpoint, said);
                }
            }
            case REPLY -> replied(endpoint, said);
            case TERMINATE, OTHER -> failed("endpoint " + endpoint + " was told " + said.text());
        }
    }

    private void replied(int endpoint, Said said) {
        if (said.code() == 250) {
            granted++;
            lastGranted = System.nanoTime();
            published[endpoint] = true;
            IntStream.range(0, contacts)
                    .forEach(contact -> endpoints.get(endpoint).subscribe(contact(endpoint, contact), WEEK));
            ended(endpoint);
        } else if (said.code() == 555) {
            // The relay closed the entry meanwhile, since the endpoint was gone.
            endpoints.get(endpoint).poll(endpoint);
        } else {
            failed("endpoint " + endpoint + " was told " + said.text());
        }
    }

    /** Whom it is subscribed to: some after it, so that all have as many subscribers. */
    private int contact(int endpoint, int contact) {
        return (endpoint + contact + 1) % count;
    }

    private void told(int endpoint, Said said) {
        int contact = Math.floorMod(said.publisher() - endpoint, count) - 1;
        if (said.change() == time && !knows[endpoint][contact]) {
            knows[endpoint][contact] = true;
            known[endpoint]++;
            ended(endpoint);
        }
    }

    private void ended(int endpoint) {
        if (published[endpoint] && known[endpoint] == contacts) {
            finished++;
            if (finished == count) {
                end.come();
            }
        }
    }

    @Override
    public void failed(String what) {
        end.failed(what + " (" + attached + " attached, " + granted + " published, " + finished + " done)");
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
