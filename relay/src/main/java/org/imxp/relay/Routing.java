package org.imxp.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessDecisions;
import org.imxp.relay.service.Alarms;
import org.imxp.relay.service.DomainService;

/** Takes a data on to its recipients (RFC 3340 section 4.4.4.1, step 5). Answers from memory; used by all threads. */
final class Routing {
    private static final Outcome DENIED = Outcome.of(ReplyCode.NOT_AUTHORIZED, Sentence.DENIED);
    static final Outcome TOO_MANY_TIMES = Outcome.of(ReplyCode.ABORTED, Sentence.TOO_MANY_TIMES);

    private final ServedDomains domains;
    private final Attachments attachments;
    private final AccessDecisions access;
    private final AccountLookups accounts;
    private final ArrivalOrder order;
    private final NextHops nextHops;
    private final Time time;
    private final Map<String, LocalService> services = new ConcurrentHashMap<>();
    private Holding holding = Holding.NONE;

    Routing(
            ServedDomains domains,
            Attachments attachments,
            AccessDecisions access,
            Outside outside,
            AccountLookups accounts,
            ArrivalOrder order) {
        this.domains = domains;
        this.attachments = attachments;
        this.access = access;
        this.accounts = accounts;
        this.order = order;
        this.nextHops = outside.nextHops();
        this.time = outside.time();
    }

    /** Who takes data for a service; to be said before the first data comes. */
    void offer(String name, LocalService service) {
        services.put(name, service);
    }

    /** Who takes data for a service, in the domains that have it; likewise. */
    void offer(DomainService service) {
        offer(service.name(), new LocalService() {
            @Override
            public CompletionStage<Outcome> receive(Payload payload) {
                service.receive(payload);
                return CompletableFuture.completedStage(Outcome.DELIVERED);
            }

            @Override
            public boolean isOfferedIn(Domain domain) {
                return service.isOfferedIn(domain);
            }
        });
    }

    /** Whether a service exists (OPEN-8). */
    boolean offers(Address service) {
        return service.service()
                .map(services::get)
                .filter(found -> found.isOfferedIn(service.domain()))
                .isPresent();
    }

    /** Where data waits for its recipient; to be said before the first data comes. */
    void holdWith(Holding holding) {
        this.holding = holding;
    }

    /** Whether data for a recipient goes no further than this relay. */
    boolean delivers(Address recipient) {
        return domains.has(recipient);
    }

    /**
     * Sends a data to the next relay, for recipients of one domain (step 5.2).
     *
     * @return the outcome, now or later; never fails
     */
    CompletionStage<Outcome> sendOn(Domain domain, Transit transit, Departure departure) {
        if (transit.options()
                .hopping()
                .filter(hopping -> hopping.value().isLast())
                .isPresent()) {
            return CompletableFuture.completedStage(Outcome.TOO_FAR);
        }
        return nextHops.send(domain, departure)
                .thenApply(outcome -> outcome.equals(Outcome.DELIVERED) ? Outcome.FORWARDED : outcome);
    }

    /**
     * Sends a data to one of its recipients here (step 5.3).
     *
     * @param asked whether anybody will look at the outcome; if not, no work is spent on finding out more
     * @return the outcome, now or later; never fails
     */
    CompletionStage<Outcome> deliver(Transit transit, Recipient recipient, boolean asked) {
        var to = recipient.identity();
        if (!allowed(transit, to)) {
            return CompletableFuture.completedStage(DENIED);
        }
        return to.service()
                .map(name -> toService(name, transit, recipient))
                .orElseGet(() -> toEndpoint(transit, recipient, asked));
    }

    private boolean allowed(Transit transit, Address to) {
        return access.grants(to, transit.data().originator().identity(), AccessDecisions.CORE_DATA);
    }

    private CompletionStage<Outcome> toService(String name, Transit transit, Recipient recipient) {
        var service = services.get(name);
        return service == null || !service.isOfferedIn(recipient.identity().domain())
                ? CompletableFuture.completedStage(Outcome.of(ReplyCode.NOT_TAKEN, Sentence.SERVICE_NOT_OFFERED, name))
                : service.receive(transit.forDelivery(recipient, 0));
    }

    private CompletionStage<Outcome> toEndpoint(Transit transit, Recipient recipient, boolean asked) {
        var to = recipient.identity();
        if (transit.options().holds()) {
            return order.inTurn(to, decided -> deliverOrHold(transit, recipient, decided));
        }
        // Its originator does not want it to wait, so it does not wait for what is held either.
        return attachments
                .find(to)
                .map(attachment -> toAttachment(transit, recipient, attachment, () -> {}))
                .orElseGet(() ->
                        asked ? accounts.whyNotAttached(to) : CompletableFuture.completedStage(Outcome.NOT_ATTACHED));
    }

    /** Holds what met nobody; what was sent and not answered is not sent again (requirement CORE-30). */
    private CompletionStage<Outcome> deliverOrHold(Transit transit, Recipient recipient, Runnable decided) {
        var to = recipient.identity();
        if (holding.holds(to)) {
            // It would overtake what is being given to the endpoint.
            var held = hold(transit, recipient);
            decided.run();
            return held;
        }
        return attachments
                .find(to)
                .map(attachment -> toAttachment(transit, recipient, attachment, decided))
                .orElseGet(() -> accounts.whyNotAttached(to))
                .thenCompose(outcome -> {
                    var fate = outcome.equals(Outcome.NOT_ATTACHED)
                            ? hold(transit, recipient)
                            : CompletableFuture.completedStage(outcome);
                    decided.run();
                    return fate;
                });
    }

    private CompletionStage<Outcome> hold(Transit transit, Recipient recipient) {
        var payload = transit.payload().withData(transit.data().withRecipients(List.of(recipient)));
        return holding.hold(payload, transit.received(), transit.expiry(true))
                .thenApply(outcome -> outcome.code().isInterim() ? Outcome.HELD : outcome);
    }

    /** Gives an application what was held for it, if its time is not over and it is still allowed (RFC 3342 section 3). */
    CompletionStage<Outcome> deliverHeld(Transit transit, Recipient recipient, Attachment attachment) {
        return allowed(transit, recipient.identity())
                ? toAttachment(transit, recipient, attachment, () -> {})
                : CompletableFuture.completedStage(DENIED);
    }

    /** Sends an application a data, if its time is not over. */
    private CompletionStage<Outcome> toAttachment(
            Transit transit, Recipient recipient, Attachment attachment, Runnable sent) {
        long elapsed = transit.elapsed(time.instant());
        var timing = transit.options().timing(true).map(DataOptions.Timing::value);
        if (timing.filter(value -> value.isOver(elapsed)).isPresent()) {
            return CompletableFuture.completedStage(Outcome.TOO_LATE);
        }
        var payload = transit.forDelivery(recipient, elapsed);
        return timing.map(value -> value.after(elapsed))
                .filter(value -> value.noLaterThan() != 0)
                .map(value -> within(Duration.ofMillis(value.noLaterThan()), () -> attachment.deliver(payload, sent)))
                .orElseGet(() -> attachment.deliver(payload, sent));
    }

    /** An answer that comes later counts as none (RFC 3342 section 2.1). */
    private CompletionStage<Outcome> within(Duration left, Supplier<CompletionStage<Outcome>> delivery) {
        var outcome = new CompletableFuture<Outcome>();
        Alarms.Alarm alarm;
        try {
            alarm = time.after(left, () -> outcome.complete(Outcome.TOO_LATE));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(TOO_MANY_TIMES);
        }
        var _ = delivery.get().thenAccept(answer -> {
            alarm.cancel();
            outcome.complete(answer);
        });
        return outcome;
    }
}
