package org.imxp.relay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Payload;

/**
 * How data goes on that was held: to its recipient, with a report for whoever asked, attached again or not. Used by all
 * threads.
 */
final class HeldFates implements HeldDelivery {
    private final Routing routing;
    private final ReportService reports;
    private final Delays delays;

    HeldFates(Routing routing, ReportService reports, Delays delays) {
        this.routing = routing;
        this.reports = reports;
        this.delays = delays;
    }

    @Override
    public CompletionStage<Outcome> deliver(Payload payload, Instant received, Attachment attachment) {
        var transit = transit(payload, received);
        var recipient = transit.data().recipients().getFirst();
        return routing.deliverHeld(transit, recipient, attachment).thenApply(outcome -> {
            // It stays held after a failure that may pass, and then this is not its fate.
            if (!outcome.code().isTemporary()) {
                ended(transit, outcome);
            }
            return outcome;
        });
    }

    @Override
    public void expired(Payload payload, Instant received) {
        ended(transit(payload, received), Outcome.TOO_LATE);
    }

    private void ended(Transit transit, Outcome outcome) {
        var data = transit.data();
        var recipient = data.recipients().getFirst();
        delays.end(transit, recipient.identity());
        var inquiries = Inquiry.about(data, transit.options(), recipient, true);
        if (inquiries.isEmpty()) {
            return;
        }
        reports.addressee(data)
                .filter(addressee -> addressee.expectReports(inquiries.size()))
                .ifPresent(addressee -> reports.follow(
                        addressee,
                        List.of(new Fate(
                                recipient,
                                true,
                                inquiries,
                                Optional.empty(),
                                CompletableFuture.completedFuture(outcome)))));
    }

    private static Transit transit(Payload payload, Instant received) {
        var data = payload.data()
                .orElseThrow(() -> new IllegalArgumentException("what is held is no data: allowed is a data"));
        // Its options were found to be without fault before it was held.
        return new Transit(payload, data, received, DataOptions.of(data.options(), true), false);
    }
}
