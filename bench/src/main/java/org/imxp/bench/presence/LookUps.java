package org.imxp.bench.presence;

import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.imxp.bench.measure.Answering;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Latencies;

/**
 * One endpoint that asks for the entries of others, one after the other, and then changes its own, of which its subscriber is
 * told. All but {@link #answer} happens on the event loop.
 */
final class LookUps implements Hearing, Answering, AutoCloseable {
    private final Endpoints endpoints;
    private final Population population;
    private final Random random = new Random(1);
    private volatile Awaited end = new Awaited();
    private Latencies polls = Latencies.none();
    private Latencies answers = Latencies.none();
    private Latencies notices = Latencies.none();
    private int left;
    private boolean publishing;
    private boolean answered;
    private boolean noticed;
    private int change;
    private long asked;

    LookUps(Site site, int port, Population population) {
        this.population = population;
        this.endpoints = new Endpoints(site, port, 1, this);
        endpoints.attach(IntStream.of(0, Fill.subscriberOf(0)));
    }

    @Override
    public Figures answer(String[] command) {
        if (!command[0].equals("measure")) {
            return Figures.of("stored", population.stored());
        }
        int count = Integer.parseInt(command[1]);
        polls = Latencies.ready();
        answers = Latencies.ready();
        notices = Latencies.ready();
        run("looking up", count, false);
        run("publishing", Integer.parseInt(command[2]), true);
        return new Figures(Map.of(
                "poll50", polls.percentile(50),
                "poll99", polls.percentile(99),
                "publish50", answers.percentile(50),
                "publish99", answers.percentile(99),
                "notice50", notices.percentile(50),
                "notice99", notices.percentile(99)));
    }

    private void run(String what, int count, boolean publishes) {
        var awaited = new Awaited();
        end = awaited;
        endpoints.execute(() -> {
            left = count;
            publishing = publishes;
            next();
        });
        awaited.time(what);
    }

    private void next() {
        if (left == 0) {
            end.come();
            return;
        }
        left--;
        asked = System.nanoTime();
        endpoints.get(0).poll(publishing ? 0 : population.any(random));
    }

    @Override
    public void heard(int endpoint, Said said) {
        long took = System.nanoTime() - asked;
        if (endpoint > 0) {
            notices.add(took);
            noticed = true;
            published();
        } else if (said.kind() == Said.Kind.ENTRY && publishing) {
            answered = false;
            noticed = false;
            asked = System.nanoTime();
            endpoints.get(0).publish(++change, said.lastUpdate());
        } else if (said.kind() == Said.Kind.ENTRY) {
            polls.add(took);
            next();
        } else if (said.kind() == Said.Kind.REPLY && said.code() == 250) {
            answers.add(took);
            answered = true;
            published();
        } else {
            failed("endpoint " + endpoint + " was told " + said.text());
        }
    }

    private void published() {
        if (answered && noticed) {
            next();
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
