package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.protocol.Data;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.OptionProcessing.Containing;

/** The steps of a relay that receives data until it answers, in the order of RFC 3340 section 4.4.4.1. */
final class DataProcessing {
    private static final Outcome TOO_MANY_REPORTS = Outcome.of(ReplyCode.ABORTED, Sentence.TOO_MANY_REPORTS);

    private final Routing routing;
    private final ReportService reports;
    private final OptionProcessing options;
    private final DataSending sending;
    private final Time time;

    DataProcessing(Routing routing, ReportService reports, OptionProcessing options, DataSending sending, Time time) {
        this.routing = routing;
        this.reports = reports;
        this.options = options;
        this.sending = sending;
        this.time = time;
    }

    /**
     * Steps 1 to 3; the others follow the answer.
     *
     * @param languages what the peer wants diagnostics in
     */
    Answer process(Payload payload, Data data, Peer peer, List<String> languages) {
        var received = time.instant();
        var refusal = peer.refusal(data.originator().identity());
        if (refusal.isPresent()) {
            return Answer.of(refusal.get(), languages);
        }
        boolean deliversAny = deliversAny(data);
        var fault = options.fault(data.options(), Containing.DATA, data, deliversAny)
                .or(() -> DataOptions.fault(data.options(), deliversAny));
        return fault.map(outcome -> Answer.of(outcome, languages)).orElseGet(() -> {
            var asked = DataOptions.of(data.options(), deliversAny);
            return accept(new Transit(payload, data, received, asked, peer.isRelay()), languages);
        });
    }

    private boolean deliversAny(Data data) {
        for (var recipient : data.recipients()) {
            if (routing.delivers(recipient.identity())) {
                return true;
            }
        }
        return false;
    }

    private Answer accept(Transit transit, List<String> languages) {
        var addressee = asksForReports(transit) ? reports.addressee(transit.data()) : Optional.<Addressee>empty();
        var fates = new ArrayList<Fate>(transit.data().recipients().size());
        int count = 0;
        for (var recipient : transit.data().recipients()) {
            var fate = fate(transit, recipient, addressee);
            fates.add(fate);
            count += fate.inquiries().size() + (fate.delay().isPresent() ? 1 : 0);
        }
        if (count == 0) {
            return new Answer(Outcome.DELIVERED.answer(), () -> sending.send(transit, fates, Optional.empty()));
        }
        if (!addressee.orElseThrow().expectReports(count)) {
            return Answer.of(TOO_MANY_REPORTS, languages);
        }
        return new Answer(Outcome.DELIVERED.answer(), () -> sending.send(transit, fates, addressee));
    }

    /** Most data asks for nothing, and is not looked at any closer. */
    private static boolean asksForReports(Transit transit) {
        if (!transit.data().options().isEmpty()) {
            return true;
        }
        for (var recipient : transit.data().recipients()) {
            if (!recipient.options().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Fate fate(Transit transit, Recipient recipient, Optional<Addressee> addressee) {
        boolean delivers = routing.delivers(recipient.identity());
        if (addressee.isEmpty() || !reports.tellsOf(transit.data().originator().identity(), recipient.identity())) {
            return new Fate(recipient, delivers, List.of(), Optional.empty(), new CompletableFuture<>());
        }
        var delay = transit.options()
                .timing(delivers)
                .filter(timing -> timing.value().reportAfter() != 0)
                .map(timing -> reports.delayReport(addressee.get(), timing.option(), recipient.identity()));
        var inquiries = Inquiry.about(transit.data(), transit.options(), recipient, delivers);
        return new Fate(recipient, delivers, inquiries, delay, new CompletableFuture<>());
    }
}
