package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.imxp.protocol.Data;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.OptionProcessing.Containing;

/** The steps of a relay that receives data, in the order of RFC 3340 section 4.4.4.1. */
final class DataProcessing {
    private static final Outcome TOO_MANY_REPORTS = Outcome.of(
            ReplyCode.ABORTED,
            "too many of your data wait to be reported on, first answer the reports that you are sent");

    private final Routing routing;
    private final Attachments attachments;
    private final ReportService reports;

    DataProcessing(Routing routing, Attachments attachments, ReportService reports) {
        this.routing = routing;
        this.attachments = attachments;
        this.reports = reports;
    }

    /** Steps 1 to 3; the others follow the answer. */
    Answer process(Payload payload, Data data, Peer peer) {
        var originator = data.originator().identity();
        var refusal = peer.refusal(originator);
        if (refusal.isPresent()) {
            return Answer.of(refusal.get());
        }
        var fault = perDataFault(data);
        if (fault.isPresent()) {
            return Answer.of(fault.get());
        }
        if (!asksForReports(data)) {
            return new Answer(Outcome.DELIVERED.answer(), () -> send(payload, data, List.of()));
        }
        // Reports go to whoever is attached as the originator now, or to nobody (RFC 3340 section 6.1.1).
        return attachments
                .find(originator)
                .map(attachment -> withReports(payload, data, attachment))
                .orElseGet(() -> new Answer(Outcome.DELIVERED.answer(), () -> send(payload, data, List.of())));
    }

    private Answer withReports(Payload payload, Data data, Attachment originator) {
        var wanted = data.recipients().stream()
                .map(recipient -> statusRequests(data, recipient))
                .toList();
        if (!originator.expectReports(wanted.stream().mapToInt(List::size).sum())) {
            return Answer.of(TOO_MANY_REPORTS);
        }
        return new Answer(Outcome.DELIVERED.answer(), () -> reports.follow(originator, send(payload, data, wanted)));
    }

    private static boolean asksForReports(Data data) {
        boolean asks = !OptionProcessing.statusRequests(data.options()).isEmpty()
                || data.recipients().stream()
                        .anyMatch(recipient -> !OptionProcessing.statusRequests(recipient.options())
                                .isEmpty());
        return asks && ReportService.mayReportOn(data);
    }

    private Optional<Outcome> perDataFault(Data data) {
        if (data.options().isEmpty()) {
            return Optional.empty();
        }
        boolean deliversAny = data.recipients().stream().anyMatch(recipient -> routing.delivers(recipient.identity()));
        return OptionProcessing.fault(data.options(), Containing.DATA, deliversAny);
    }

    /**
     * Steps 4 and 5.
     *
     * @param wanted for each recipient the transIDs of its reports; empty when there are none
     */
    private List<Fate> send(Payload payload, Data data, List<List<Integer>> wanted) {
        var fates = new ArrayList<Fate>(wanted.size());
        for (int i = 0; i < data.recipients().size(); i++) {
            var recipient = data.recipients().get(i);
            var transIds = wanted.isEmpty() ? List.<Integer>of() : wanted.get(i);
            var outcome = fault(data, recipient)
                    .map(CompletableFuture::completedStage)
                    .orElseGet(() -> routing.send(payload, data, recipient, !transIds.isEmpty()));
            if (!transIds.isEmpty()) {
                fates.add(new Fate(recipient.identity(), transIds, outcome));
            }
        }
        return fates;
    }

    private Optional<Outcome> fault(Data data, Recipient recipient) {
        boolean delivers = routing.delivers(recipient.identity());
        return OptionProcessing.fault(data.originator().options(), Containing.ORIGINATOR, delivers)
                .or(() -> OptionProcessing.fault(recipient.options(), Containing.RECIPIENT, delivers));
    }

    private static List<Integer> statusRequests(Data data, Recipient recipient) {
        return Stream.of(data.options(), recipient.options())
                .map(OptionProcessing::statusRequests)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
