package org.imxp.relay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessDecisions;

/** Takes a data on to one recipient (RFC 3340 section 4.4.4.1, step 5). Answers from memory; used by all threads. */
final class Routing {
    private static final Outcome DENIED =
            Outcome.of(ReplyCode.NOT_AUTHORIZED, "the recipient does not allow the originator to send it data");

    private final ServedDomains domains;
    private final Attachments attachments;
    private final AccessDecisions access;
    private final AccountLookups accounts;
    private final Map<String, LocalService> services;
    private final NextHops nextHops;

    Routing(
            ServedDomains domains,
            Attachments attachments,
            AccessDecisions access,
            AccountLookups accounts,
            Map<String, LocalService> services,
            NextHops nextHops) {
        this.domains = domains;
        this.attachments = attachments;
        this.access = access;
        this.accounts = accounts;
        this.services = Map.copyOf(services);
        this.nextHops = nextHops;
    }

    /** Whether data for a recipient goes no further than this relay. */
    boolean delivers(Address recipient) {
        return domains.has(recipient);
    }

    /**
     * Sends a data to one of its recipients.
     *
     * @param payload what came, with the data in it
     * @param asked whether anybody will look at the outcome; if not, no work is spent on finding out more
     * @return the outcome, now or later; never fails
     */
    CompletionStage<Outcome> send(Payload payload, Data data, Recipient recipient, boolean asked) {
        var to = recipient.identity();
        var from = data.originator().identity();
        var forOne = payload.withData(data.withRecipients(List.of(recipient)));
        if (!domains.has(to)) {
            return nextHops.send(to.domain(), forOne);
        }
        if (!access.grants(to, from, AccessDecisions.CORE_DATA)) {
            return CompletableFuture.completedStage(DENIED);
        }
        return to.service()
                .map(name -> toService(name, forOne))
                .orElseGet(() -> attachments
                        .find(to)
                        .map(attachment -> attachment.deliver(forOne))
                        .orElseGet(() -> asked
                                ? accounts.whyNotAttached(to)
                                : CompletableFuture.completedStage(Outcome.NOT_ATTACHED)));
    }

    private CompletionStage<Outcome> toService(String name, Payload payload) {
        var service = services.get(name);
        return service == null
                ? CompletableFuture.completedStage(
                        Outcome.of(ReplyCode.NOT_TAKEN, "the service " + name + " is not offered here"))
                : service.receive(payload);
    }
}
