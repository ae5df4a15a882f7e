package org.imxp.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.DomainLiteral;
import org.imxp.protocol.DomainName;

/**
 * Finds the relay of a domain by DNS (RFC 3340 section 3.1). Any thread may use it, and none is blocked: questions are asked
 * on virtual threads, and what is promised is told there. It holds nothing that has to be closed.
 */
public final class RelayFinder {
    private static final Executor THREADS =
            command -> Thread.ofVirtual().name("dns").start(command);

    private static final String LOCALHOST = "localhost";
    private static final List<InetAddress> LOOPBACK =
            List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

    private record Wanted(DomainName domain, Mode mode) {}

    private final Dialect preferred;
    private final Search.Tools tools;
    private final Semaphore lookups;
    private final ConcurrentMap<Wanted, CompletableFuture<RelayLookup>> underWay = new ConcurrentHashMap<>();

    /**
     * Makes a finder that remembers nothing yet. Asks nobody, but may read the system's list of DNS servers from files.
     *
     * @param settings whom to ask, and the bounds
     */
    public RelayFinder(DnsSettings settings) {
        var limits = settings.limits();
        var servers = new Servers(settings.servers(), limits, THREADS);
        var answers = new Answers(limits, servers, new AnswerCache(limits, settings.clock()));
        this.preferred = settings.preferred();
        this.tools =
                new Search.Tools(answers, new Hosts(answers, THREADS), new ServiceOrder(settings.random()), limits);
        this.lookups = new Semaphore(limits.lookups());
    }

    /**
     * Finds where the relay of a domain listens. The same look-up that is under way already is shared.
     *
     * @param domain a name, or a literal, which is its relay's address itself; {@code localhost} and what is below it is this
     *     machine, and DNS is not asked about it (RFC 6761 section 6.3)
     * @param mode who wants to reach the relay
     * @return promises an outcome, in time; a failure is an outcome too
     */
    public CompletionStage<RelayLookup> find(Domain domain, Mode mode) {
        return switch (domain) {
            case DomainLiteral(var address) ->
                CompletableFuture.completedStage(new RelayLookup.Found(
                        List.of(new RelayAddress(address, mode.port(), address.getHostAddress(), Optional.empty()))));
            case DomainName(var name)
            when name.equals(LOCALHOST) || name.endsWith("." + LOCALHOST) ->
                CompletableFuture.completedStage(new RelayLookup.Found(LOOPBACK.stream()
                        .map(address -> new RelayAddress(address, mode.port(), name, Optional.empty()))
                        .toList()));
            case DomainName name -> find(new Wanted(name, mode)).minimalCompletionStage();
        };
    }

    private CompletableFuture<RelayLookup> find(Wanted wanted) {
        var promised = new CompletableFuture<RelayLookup>();
        var same = underWay.putIfAbsent(wanted, promised);
        if (same != null) {
            return same;
        }
        if (!lookups.tryAcquire()) {
            underWay.remove(wanted, promised);
            promised.complete(new RelayLookup.Failed(wanted.domain() + ": "
                    + tools.limits().lookups() + " other look-ups are under way, as many as are allowed"));
            return promised;
        }
        THREADS.execute(() -> search(wanted, promised));
        return promised;
    }

    private void search(Wanted wanted, CompletableFuture<RelayLookup> promised) {
        try {
            var found = new Search(tools, wanted.domain(), wanted.mode()).find(preferred);
            over(wanted, promised);
            promised.complete(found);
        } catch (RuntimeException | Error e) {
            over(wanted, promised);
            promised.completeExceptionally(e);
        }
    }

    /** Comes before the promise is kept, so that who asks again on hearing the outcome gets a new one. */
    private void over(Wanted wanted, CompletableFuture<RelayLookup> promised) {
        underWay.remove(wanted, promised);
        lookups.release();
    }
}
