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
    private final Routing routing;
    private final ReportService reports;

    DataProcessing(Routing routing, ReportService reports) {
        this.routing = routing;
        this.reports = reports;
    }

    /** Steps 1 to 3; the others follow the answer. */
    Answer process(Payload payload, Data data, Peer peer) {
        var originator = data.originator().identity();
        if (!peer.mayOriginate(originator)) {
            return Answer.of(Outcome.of(
                    ReplyCode.NOT_AUTHORIZED, "this session is not attached as " + originator + ", so can't send for it"));
        }
        return perDataFault(data)
                .map(Answer::of)
                .orElseGet(() -> new Answer(Outcome.DELIVERED.answer(), () -> toRecipients(payload, data)));
    }

    private Optional<Outcome> perDataFault(Data data) {
        if (data.options().isEmpty()) {
            return Optional.empty();
        }
        boolean deliversAny = data.recipients().stream().anyMatch(recipient -> routing.delivers(recipient.identity()));
        return OptionProcessing.fault(data.options(), Containing.DATA, deliversAny);
    }

    /** Steps 4 and 5. */
    private void toRecipients(Payload payload, Data data) {
        boolean reportable = ReportService.mayReportOn(data);
        var fates = new ArrayList<Fate>(data.recipients().size());
        for (var recipient : data.recipients()) {
            var transIds = reportable ? statusRequests(data, recipient) : List.<Integer>of();
            var outcome = fault(data, recipient)
                    .map(CompletableFuture::completedStage)
                    .orElseGet(() -> routing.send(payload, data, recipient, !transIds.isEmpty()));
            if (!transIds.isEmpty()) {
                fates.add(new Fate(recipient.identity(), transIds, outcome));
            }
        }
        reports.follow(data.originator().identity(), fates);
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
