package org.imxp.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ElementReader;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.StatusResponse;
import org.imxp.relay.access.AccessDecisions;

/** Tells originators what became of their data (RFC 3340 sections 5.1 and 6.2). Used by all threads. */
final class ReportService {
    static final String NAME = "report";

    /** What an endpoint reads in one report; more are sent as several. */
    private static final int MOST_DESTINATIONS = ProtocolLimit.DESTINATIONS.standard();

    private static final ElementReader READER = new ElementReader(ProtocolLimits.defaults());
    private static final ElementWriter WRITER = new ElementWriter();

    /** What destinations of one statusResponse have in common: the request, and the domain that reports. */
    private record Heading(int transId, Domain from) {}

    private final ServedDomains domains;
    private final AccessDecisions access;

    ReportService(ServedDomains domains, AccessDecisions access) {
        this.domains = domains;
        this.access = access;
    }

    /** A report is never reported on, whoever asks, so that two services can't keep each other busy (requirement CORE-42). */
    static boolean mayReportOn(Data data) {
        boolean fromReportService =
                data.originator().identity().service().filter(NAME::equals).isPresent();
        return !fromReportService && !holdsReport(data.dataContent());
    }

    private static boolean holdsReport(DataContent content) {
        if (content.isNone() || !content.xml().xml().contains("statusResponse")) {
            return false;
        }
        try {
            READER.readStatusResponse(content.xml(), Dialect.APEX);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    /** Reports what is known at once, together; and the rest one by one when it becomes known. */
    void follow(Attachment originator, List<Fate> fates) {
        var known = new LinkedHashMap<Heading, List<Destination>>();
        for (var fate : fates) {
            var outcome = fate.outcome().toCompletableFuture();
            for (int transId : fate.transIds()) {
                var heading = heading(transId, fate, originator);
                if (outcome.isDone()) {
                    known.computeIfAbsent(heading, none -> new ArrayList<>())
                            .add(destination(fate, transId, outcome.join()));
                } else {
                    var _ = outcome.thenAccept(
                            later -> report(originator, heading, List.of(destination(fate, transId, later))));
                }
            }
        }
        known.forEach((heading, destinations) -> reportInPieces(originator, heading, destinations));
    }

    private void reportInPieces(Attachment originator, Heading heading, List<Destination> destinations) {
        for (int from = 0; from < destinations.size(); from += MOST_DESTINATIONS) {
            int to = Math.min(from + MOST_DESTINATIONS, destinations.size());
            report(originator, heading, destinations.subList(from, to));
        }
    }

    /** The service of the recipient's domain reports; for a domain of others, that of the originator's. */
    private Heading heading(int transId, Fate fate, Attachment originator) {
        var domain = domains.has(fate.recipient())
                ? fate.recipient().domain()
                : originator.endpoint().domain();
        return new Heading(transId, domain);
    }

    private static Destination destination(Fate fate, int transId, Outcome outcome) {
        return new Destination(fate.recipient(), new Reply(outcome.code(), transId, outcome.diagnostic()));
    }

    private void report(Attachment originator, Heading heading, List<Destination> destinations) {
        var service = Address.service(NAME, heading.from());
        if (!access.grants(originator.endpoint(), service, AccessDecisions.CORE_DATA)) {
            originator.forgoReports(destinations.size());
            return;
        }
        var report = new StatusResponse(heading.transId(), destinations);
        var content = new DataContent("Content", WRITER.writeStatusResponse(report, originator.dialect()));
        var _ = originator.report(Payload.of(Data.of(content, service, originator.endpoint())), destinations.size());
    }
}
