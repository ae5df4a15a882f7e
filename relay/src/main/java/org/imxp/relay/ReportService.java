package org.imxp.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.Option;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.StatusResponse;
import org.imxp.relay.access.AccessDecisions;

/**
 * Tells originators what became of their data (RFC 3340 sections 5.1 and 6.2, RFC 3342). Of each recipient each kind of report
 * is sent once at most (requirement OPT-18). Used by all threads.
 */
final class ReportService {
    static final String NAME = "report";

    /** What an endpoint reads in one report; more are sent as several. */
    private static final int MOST_DESTINATIONS = ProtocolLimit.DESTINATIONS.standard();

    private static final Outcome DELAYED = Outcome.of(ReplyCode.IN_PROGRESS, Sentence.DELAYED);
    private static final ElementWriter WRITER = new ElementWriter();

    /** What destinations of one statusResponse have in common: the request, the domain that reports, and the time for it. */
    private record Heading(int transId, Domain from, int returnTrip) {}

    private final ServedDomains domains;
    private final boolean reportsTransit;
    private final AccessDecisions access;
    private final Attachments attachments;
    private final ForeignReports foreign;
    private final RandomGenerator random;

    ReportService(
            ServedDomains domains,
            boolean reportsTransit,
            AccessDecisions access,
            Attachments attachments,
            ForeignReports foreign,
            RandomGenerator random) {
        this.domains = domains;
        this.reportsTransit = reportsTransit;
        this.access = access;
        this.attachments = attachments;
        this.foreign = foreign;
        this.random = random;
    }

    /**
     * Whom reports on a data go to: whoever is attached as the originator now (RFC 3340 section 6.1.1), or another domain.
     *
     * @return empty if to nobody
     */
    Optional<Addressee> addressee(Data data) {
        var originator = data.originator().identity();
        if (!mayReportOn(data)) {
            return Optional.empty();
        }
        return domains.has(originator)
                ? attachments.find(originator).map(Addressee.class::cast)
                : Optional.of(foreign.addressee(originator));
    }

    /**
     * Whether anything is told of a recipient: an administrator may keep to himself what only passes through, which shows how
     * the relays inside are arranged (requirements CORE-44, OPT-19).
     */
    boolean tellsOf(Address originator, Address recipient) {
        return reportsTransit || domains.has(originator) || domains.has(recipient);
    }

    /** A report is never reported on, whoever asks, so that two services can't keep each other busy (requirement CORE-42). */
    private static boolean mayReportOn(Data data) {
        boolean fromReportService =
                data.originator().identity().service().filter(NAME::equals).isPresent();
        if (fromReportService) {
            return false;
        }
        try {
            return !data.isStatusResponse();
        } catch (ProtocolException e) {
            return true;
        }
    }

    /** Reports what is known at once, together; and the rest one by one when it becomes known. */
    void follow(Addressee addressee, List<Fate> fates) {
        var known = new LinkedHashMap<Heading, List<Destination>>();
        for (var fate : fates) {
            if (fate.outcome().isDone()) {
                collect(addressee, fate, fate.outcome().join(), known);
            } else if (fate.isAsked()) {
                var _ = fate.outcome().thenAccept(outcome -> {
                    var later = new LinkedHashMap<Heading, List<Destination>>();
                    collect(addressee, fate, outcome, later);
                    later.forEach((heading, destinations) -> report(addressee, heading, destinations));
                });
            }
        }
        known.forEach((heading, destinations) -> reportInPieces(addressee, heading, destinations));
    }

    /** What is to be said of an outcome; what is not gives its room back. */
    private void collect(Addressee addressee, Fate fate, Outcome outcome, Map<Heading, List<Destination>> known) {
        for (var inquiry : fate.inquiries()) {
            destination(fate, inquiry, outcome)
                    .ifPresentOrElse(
                            destination -> known.computeIfAbsent(
                                            heading(addressee, fate, inquiry, outcome), none -> new ArrayList<>())
                                    .add(destination),
                            () -> addressee.forgoReports(1));
        }
    }

    /** The report that a data has not reached a recipient yet; there is room for it. */
    DelayReport delayReport(Addressee addressee, Option option, Address recipient) {
        var heading = new Heading(option.transId(), reporter(addressee, recipient), 0);
        var destination = new Destination(
                recipient, new Reply(DELAYED.code(), option.transId(), DELAYED.diagnostic(option.localize())));
        return new DelayReport(() -> report(addressee, heading, List.of(destination)), () -> addressee.forgoReports(1));
    }

    private void reportInPieces(Addressee addressee, Heading heading, List<Destination> destinations) {
        for (int from = 0; from < destinations.size(); from += MOST_DESTINATIONS) {
            int to = Math.min(from + MOST_DESTINATIONS, destinations.size());
            report(addressee, heading, destinations.subList(from, to));
        }
    }

    private Heading heading(Addressee addressee, Fate fate, Inquiry inquiry, Outcome outcome) {
        return new Heading(
                inquiry.option().transId(),
                reporter(addressee, fate.recipient().identity()),
                inquiry.returnTrip(outcome));
    }

    /** The service of the recipient's domain reports; for a domain of others, that of the originator's, or the relay's first. */
    private Domain reporter(Addressee addressee, Address recipient) {
        if (domains.has(recipient)) {
            return recipient.domain();
        }
        var originator = addressee.endpoint();
        return domains.has(originator) ? originator.domain() : domains.first();
    }

    private static Optional<Destination> destination(Fate fate, Inquiry inquiry, Outcome outcome) {
        var option = inquiry.option();
        return inquiry.reportOf(outcome)
                .map(said -> new Destination(
                        fate.recipient().identity(),
                        new Reply(said.code(), option.transId(), said.diagnostic(option.localize()))));
    }

    private void report(Addressee addressee, Heading heading, List<Destination> destinations) {
        var originator = addressee.endpoint();
        var service = Address.service(NAME, heading.from());
        if (domains.has(originator) && !access.grants(originator, service, AccessDecisions.CORE_DATA)) {
            addressee.forgoReports(destinations.size());
            return;
        }
        var report = new StatusResponse(heading.transId(), destinations);
        var content = new DataContent("Content", WRITER.writeStatusResponse(report, addressee.dialect()));
        var data = Data.of(content, service, originator).withOptions(timing(heading.returnTrip()));
        var _ = addressee.report(Payload.of(data), destinations.size());
    }

    /** RFC 3342 section 2.1.1; with a transID of its own (OPEN-21). */
    private List<Option> timing(int returnTrip) {
        return returnTrip == 0
                ? List.of()
                : List.of(new DataTiming(returnTrip, 0, 0, false).option(random.nextInt(1, Integer.MAX_VALUE)));
    }
}
