package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Alarms;

/**
 * How data goes on that was held: to its recipient, with a report for whoever asked, attached again or not. Used by all
 * threads.
 */
final class HeldFates implements HeldDelivery {
    private final Routing routing;
    private final ReportService reports;
    private final Delays delays;
    private final Time time;
    private final Duration answerTime;

    /**
     * Those of one relay.
     *
     * @param answerTime how long an endpoint may leave unanswered what was held for it
     */
    HeldFates(Routing routing, ReportService reports, Delays delays, Time time, Duration answerTime) {
        this.routing = routing;
        this.reports = reports;
        this.delays = delays;
        this.time = time;
        this.answerTime = answerTime;
    }

    @Override
    public CompletionStage<Outcome> deliver(Payload payload, Instant received, Attachment attachment) {
        var transit = transit(payload, received);
        var recipient = transit.data().recipients().getFirst();
        return answered(attachment, () -> routing.deliverHeld(transit, recipient, attachment))
                .thenApply(outcome -> {
                    // It stays held after a failure that may pass, and then this is not its fate.
                    if (!outcome.code().isTemporary()) {
                        ended(transit, outcome);
                    }
                    return outcome;
                });
    }

    /**
     * An endpoint that does not answer is as good as gone: the data stays held for whoever attaches next, and so does what comes
     * after it.
     */
    private CompletionStage<Outcome> answered(Attachment attachment, Supplier<CompletionStage<Outcome>> delivery) {
        var outcome = new CompletableFuture<Outcome>();
        Alarms.Alarm alarm;
        try {
            alarm = time.after(answerTime, () -> {
                var silent = Outcome.of(ReplyCode.ABORTED, Sentence.NOT_ANSWERED, answerTime.toSeconds());
                if (outcome.complete(silent)) {
                    var _ = attachment.terminate(silent);
                }
            });
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedStage(Routing.TOO_MANY_TIMES);
        }
        var _ = delivery.get().thenAccept(answer -> {
            alarm.cancel();
            outcome.complete(answer);
        });
        return outcome;
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
