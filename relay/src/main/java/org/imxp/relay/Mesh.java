package org.imxp.relay;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Profile;
import org.imxp.beep.Session;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Element;
import org.imxp.protocol.ElementReader;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.PayloadReader;
import org.imxp.relay.access.AccessDecisions;
import org.imxp.relay.service.ServiceSurroundings;

/** The relay without its sockets: the steps, and what they share. Used by all threads. */
final class Mesh {
    private static final ElementWriter WRITER = new ElementWriter();
    /** The report service only begins exchanges: what it is sent, it takes and drops (requirement CORE-45). */
    private static final LocalService REPORT = payload -> CompletableFuture.completedStage(Outcome.DELIVERED);

    private final Attachments attachments = new Attachments();
    private final Attaching attaching;
    private final DataProcessing dataProcessing;
    private final Delays delays;
    private final AccountLookups accounts;
    private final ArrivalOrder order;
    private final ForeignReports foreignReports;
    private final ServedDomains domains;
    private final RelayLinks links;
    private final PeerAllowances allowances;
    private final PayloadReader payloads;
    private final ElementReader elements;

    Mesh(
            ServedDomains domains,
            MeshBounds bounds,
            AccessDecisions access,
            Outside outside,
            RelayLinks links,
            PeerAllowances allowances) {
        this.allowances = allowances;
        this.domains = domains;
        this.links = links;
        var options = new OptionProcessing(outside.options());
        accounts = new AccountLookups(outside.accounts(), bounds.lookups());
        order = new ArrivalOrder(bounds.lookups());
        var routing = new Routing(domains, attachments, access, outside, accounts, order);
        routing.offer(ReportService.NAME, REPORT);
        foreignReports = new ForeignReports(outside.nextHops(), bounds.awaitedReports());
        var reports = new ReportService(
                domains, outside.reportsTransit(), access, attachments, foreignReports, outside.random());
        delays = new Delays(outside.time(), bounds.awaitedReports());
        var holding = outside.holding()
                .make(attachments, new HeldFates(routing, reports, delays, outside.time(), bounds.heldAnswerTime()));
        routing.holdWith(holding);
        offer(outside, access, routing);
        attaching = new Attaching(domains, attachments, bounds, options, holding);
        var sending = new DataSending(routing, reports, options, delays, new HopLimit(bounds.hops()), outside.time());
        dataProcessing = new DataProcessing(routing, reports, options, sending, outside.time());
        payloads = new PayloadReader(bounds.elements());
        elements = new ElementReader(bounds.elements());
    }

    private void offer(Outside outside, AccessDecisions access, Routing routing) {
        var around = new ServiceSurroundings(
                domains.all(),
                new ValidEndpoints(outside.accounts(), routing),
                access,
                new ServicePost(routing, attachments, outside.time()),
                attachments,
                outside.time(),
                outside.time(),
                outside.random());
        for (var maker : outside.services()) {
            var service = maker.make(around);
            routing.offer(service);
        }
    }

    /** The profiles of one session: one for each dialect, with the session's state between them. */
    List<Profile> profiles(Identification identification) {
        var peer = new Peer();
        return List.of(
                new MeshProfile(this, Dialect.IMXP, peer, identification),
                new MeshProfile(this, Dialect.APEX, peer, identification));
    }

    Attachments attachments() {
        return attachments;
    }

    Attaching attaching() {
        return attaching;
    }

    DataProcessing dataProcessing() {
        return dataProcessing;
    }

    /** Held data that is minded, for a look at their number. */
    Delays delays() {
        return delays;
    }

    /** Questions to the account directory, for a look at their number. */
    AccountLookups accounts() {
        return accounts;
    }

    /** Data whose turn has not come, for a look at their number. */
    ArrivalOrder order() {
        return order;
    }

    /** Reports that other domains await, for a look at their number. */
    ForeignReports foreignReports() {
        return foreignReports;
    }

    RelayLinks links() {
        return links;
    }

    PeerAllowances allowances() {
        return allowances;
    }

    /** The domain of ours that a session is for. */
    Domain domainOf(Session session) {
        return session.serverName().flatMap(domains::named).orElse(domains.first());
    }

    PayloadReader payloads() {
        return payloads;
    }

    ElementReader elements() {
        return elements;
    }

    String write(Element element, Dialect dialect) {
        return WRITER.write(element, dialect);
    }
}
