package org.imxp.relay;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;

/**
 * Where data for each other domain goes: over a session on which the domain was bound, or over one that this relay begins
 * (RFC 3340 section 4.4.4.1, step 5.2). Used by all threads.
 */
final class RelayTable implements NextHops {
    /** Which identity of this relay speaks to which domain. */
    private record Way(Domain own, Domain domain) {}

    /** Makes sessions as one of our domains. */
    @FunctionalInterface
    interface Caller {
        HopConnecting as(Domain own);
    }

    private final OwnDomains domains;
    private final Bindings bindings;
    private final ForwardPolicy policy;
    private final UnaryOperator<Domain> relayFor;
    private final Caller caller;
    private final HopBounds bounds;
    private final Time time;
    private final ConcurrentMap<Way, NextHop> hops = new ConcurrentHashMap<>();

    /**
     * An empty table.
     *
     * @param relayFor the domain whose relay gets what is for a domain: that one itself, or an intermediary
     */
    RelayTable(
            OwnDomains domains,
            Bindings bindings,
            ForwardPolicy policy,
            UnaryOperator<Domain> relayFor,
            Caller caller,
            HopBounds bounds,
            Time time) {
        this.relayFor = relayFor;
        this.domains = domains;
        this.bindings = bindings;
        this.policy = policy;
        this.caller = caller;
        this.bounds = bounds;
        this.time = time;
    }

    @Override
    public CompletionStage<Outcome> send(Domain domain, Payload payload) {
        return send(domain, Departure.of(payload));
    }

    @Override
    public CompletionStage<Outcome> send(Domain domain, Departure departure) {
        var originator = departure
                .unchanged()
                .data()
                .map(data -> data.originator().identity().domain())
                .orElseGet(domains::first);
        return policy.refusal(originator, domain)
                .map(CompletableFuture::completedStage)
                .orElseGet(() -> send(domains.speaker(originator), relayFor.apply(domain), departure));
    }

    private CompletionStage<Outcome> send(Domain own, Domain domain, Departure departure) {
        return bindings.find(domain, own)
                .map(binding -> binding.link().send(departure))
                .orElseGet(() -> hop(new Way(own, domain))
                        .map(hop -> hop.send(departure))
                        .orElseGet(() -> CompletableFuture.completedStage(full())));
    }

    private Optional<NextHop> hop(Way way) {
        var known = hops.get(way);
        if (known == null && hops.size() >= bounds.hops()) {
            hops.values().removeIf(NextHop::isForgettable);
            if (hops.size() >= bounds.hops()) {
                return Optional.empty();
            }
        }
        return Optional.of(hops.computeIfAbsent(
                way, wanted -> new NextHop(wanted.domain(), caller.as(wanted.own()), bounds, time)));
    }

    /** How many ways there are, or are known to lead nowhere for a while. */
    int size() {
        return hops.size();
    }

    /** How many data wait for sessions that are being made. */
    int waiting() {
        return hops.values().stream().mapToInt(NextHop::waiting).sum();
    }

    private Outcome full() {
        return Outcome.of(ReplyCode.ABORTED, Sentence.TOO_MANY_HOPS, hops.size(), bounds.hops());
    }
}
