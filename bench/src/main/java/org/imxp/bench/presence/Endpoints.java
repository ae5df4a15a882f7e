package org.imxp.bench.presence;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Exchange;
import org.imxp.beep.TlsContext;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.bench.measure.Attaching;
import org.imxp.bench.measure.PayloadOctets;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;

/** Many endpoints in one process, each with a session of its own, all on one event loop. */
final class Endpoints implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final int AT_A_TIME = 32;

    private final BeepNetwork network = BeepNetwork.open(1);
    private final SaslResources sasl =
            new SaslResources(new SecureRandom(), Executors.newVirtualThreadPerTaskExecutor());
    private final byte[] ok = PayloadOctets.of(Payload.of(new Ok()));
    private final TlsContext trust;
    private final int port;
    private final int transIds;
    private final Hearing hearing;
    private final Map<Integer, Endpoint> attached = new HashMap<>();
    private final CompletableFuture<Runner> loop = new CompletableFuture<>();

    private interface Runner {
        void run(Runnable work);
    }

    /**
     * None are attached yet.
     *
     * @param transIds transaction-identifiers begin after this: those of earlier ones may still be in use
     */
    Endpoints(Site site, int port, int transIds, Hearing hearing) {
        this.trust = site.trust();
        this.port = port;
        this.transIds = transIds;
        this.hearing = hearing;
    }

    /** Attaches some, a few at a time, so that none waits too long for its greeting, and waits until they are. */
    void attach(IntStream numbers) {
        var left = new ArrayDeque<>(numbers.boxed().toList());
        while (!left.isEmpty()) {
            var some = new ArrayList<CompletableFuture<Endpoint>>();
            while (!left.isEmpty() && some.size() < AT_A_TIME) {
                some.add(attach(left.remove()));
            }
            CompletableFuture.allOf(some.toArray(CompletableFuture[]::new))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Attaches one; what follows happens on the event loop. */
    CompletableFuture<Endpoint> attach(int number) {
        var attaching = new Attaching(network, trust, sasl, Site.endpoint(number), exchange -> take(exchange, number));
        return attaching.attach(port).thenApply(channel -> {
            loop.complete(channel.session()::execute);
            var endpoint = new Endpoint(number, channel, hearing, transIds);
            attached.put(number, endpoint);
            return endpoint;
        });
    }

    private void take(Exchange exchange, int number) {
        var payload = exchange.payload();
        exchange.reply(List.of(ByteBuffer.wrap(ok)));
        hearing.heard(number, Said.of(payload));
    }

    /** One that is attached. */
    Endpoint get(int number) {
        var found = attached.get(number);
        if (found == null) {
            throw new IllegalStateException("endpoint " + number + " is not attached");
        }
        return found;
    }

    /** Does something on the event loop, once somebody is attached. */
    void execute(Runnable work) {
        loop.join().run(work);
    }

    @Override
    public void close() {
        network.close();
    }
}
