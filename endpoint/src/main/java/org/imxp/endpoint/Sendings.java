package org.imxp.endpoint;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.imxp.protocol.Address;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.StatusResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages whose fate is not known yet, by the transIDs under which relays report on them. Thread-safe.
 *
 * <p>TransIDs cannot be guessed, so that nobody who has not seen the message can report on it (requirement CORE-47).
 */
final class Sendings {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final EndpointSettings settings;
    private final SecureRandom random;
    private final Questions questions;
    private final AwaitedReceipts receipts;
    private final Map<Integer, Request> live = new HashMap<>();
    private final SequencedMap<Integer, Sending> open = new LinkedHashMap<>();
    private final SequencedMap<Integer, Sending> held = new LinkedHashMap<>();

    /** What the report that bears a transID is about. */
    enum About {
        /** The outcome: statusRequest (RFC 3340 section 5.1). */
        STATUS,
        /** The time is up: dataTiming (RFC 3342 section 2). */
        TIMING,
        /** There were too many hops: dataHopping (RFC 3342 section 4). */
        HOPPING
    }

    private record Request(Sending sending, About about) {}

    Sendings(EndpointSettings settings) {
        this.settings = settings;
        this.random = settings.environment().random();
        this.questions = new Questions(settings);
        this.receipts = new AwaitedReceipts(
                AwaitedReceipts.MOST,
                settings.environment().clock(),
                settings.environment().executor());
    }

    /** What was asked of services. */
    Questions questions() {
        return questions;
    }

    /** What recipients' programs tell. */
    AwaitedReceipts receipts() {
        return receipts;
    }

    /**
     * Takes a message, and gives its transIDs; nothing when there are too many. It is open until there is an outcome for each
     * recipient, and then held until each is final.
     */
    synchronized Optional<TransIds> add(Sending sending) {
        var limits = settings.limits();
        if (open.size() >= limits.sendings()) {
            return Optional.empty();
        }
        var options = sending.options();
        var ids = new TransIds(
                request(sending, About.STATUS),
                options.expiry().isPresent() ? request(sending, About.TIMING) : 0,
                options.mostHops().isPresent() ? request(sending, About.HOPPING) : 0);
        open.put(ids.status(), sending);
        var late = settings.environment()
                .scheduler()
                .schedule(
                        limits.statusWait(), () -> sending.settleOpen("no report came within " + limits.statusWait()));
        var _ = sending.reported().thenRun(() -> {
            late.cancel(false);
            reported(ids, sending);
        });
        return Optional.of(ids);
    }

    private int request(Sending sending, About about) {
        int transId = fresh();
        live.put(transId, new Request(sending, about));
        return transId;
    }

    private void reported(TransIds ids, Sending sending) {
        synchronized (this) {
            open.remove(ids.status());
        }
        if (!sending.settled().isDone()) {
            hold(ids, sending);
        }
        var _ = sending.settled().thenRun(() -> remove(ids));
    }

    /** The oldest makes room: what is held may be so for days. */
    private void hold(TransIds ids, Sending sending) {
        var limits = settings.limits();
        Optional<Sending> oldest;
        synchronized (this) {
            oldest = held.size() < limits.heldSendings()
                    ? Optional.empty()
                    : Optional.ofNullable(held.pollFirstEntry()).map(Map.Entry::getValue);
            held.put(ids.status(), sending);
        }
        oldest.ifPresent(forgotten -> forgotten.settle(new Outcome.Unknown(
                "it is held, and no longer followed: " + limits.heldSendings() + " are, the most that are allowed")));
        var late = settings.environment()
                .scheduler()
                .schedule(
                        limits.heldWait(),
                        () -> sending.settle(
                                new Outcome.Unknown("it is held, and no report followed within " + limits.heldWait())));
        var _ = sending.settled().thenRun(() -> late.cancel(false));
    }

    private synchronized void remove(TransIds ids) {
        held.remove(ids.status());
        ids.all().forEach(live::remove);
    }

    /** A transID that no live message has. */
    synchronized int fresh() {
        int transId;
        do {
            transId = random.nextInt(1, Integer.MAX_VALUE);
        } while (live.containsKey(transId));
        return transId;
    }

    private synchronized Optional<Request> find(int transId) {
        return Optional.ofNullable(live.get(transId));
    }

    /**
     * A report service has spoken. It is believed about recipients of its own domain, and when it is that of this endpoint's
     * domain, whose relay every message passes. What any other says, such as that of a relay between, is told to who wants to
     * know each hop, and decides nothing: with several recipients, their relays too know the transID.
     */
    void report(Domain reporter, StatusResponse response) {
        var request = find(response.transId());
        if (request.isEmpty()) {
            LOG.debug("dropped a report of {} on transID {}, which is not live", reporter, response.transId());
            return;
        }
        response.destinations().forEach(destination -> report(request.get(), reporter, destination));
    }

    private void report(Request request, Domain reporter, Destination destination) {
        var recipient = destination.identity();
        if (!request.sending().recipients().contains(recipient)) {
            LOG.debug("dropped a report of {} on {}, whom the message was not for", reporter, recipient);
            return;
        }
        var report = new HopReport(
                reporter,
                recipient,
                destination.reply().code(),
                destination.reply().diagnostic().text(),
                settings.environment().clock().instant());
        request.sending().report(report);
        if (report.code().isInterim()) {
            interim(request, report);
        } else {
            finished(request, report);
        }
    }

    /** A relay of the recipient's own domain has nowhere to forward to: it holds. */
    private static void interim(Request request, HopReport report) {
        if (request.about() == About.STATUS
                && report.domain().equals(report.recipient().domain())) {
            request.sending().held(report.recipient(), report.text());
        }
    }

    private void finished(Request request, HopReport report) {
        if (isBelieved(report.domain(), report.recipient())) {
            if (isDecided(request, report)) {
                request.sending().resolve(report.recipient(), outcome(request, report));
            }
            return;
        }
        LOG.warn(
                "{} reported {} about {}, of another domain; not believed",
                report.domain(),
                report.code(),
                report.recipient());
        request.sending()
                .heard(
                        report.recipient(),
                        report.domain() + ", which is not believed about others, said "
                                + Outcome.of(report.code(), report.text(), report.domain())
                                        .sentence());
    }

    /** A relay says 550 to much; what it means here is told by what was asked, by whom it is said, and when. */
    private static Outcome outcome(Request request, HopReport report) {
        var options = request.sending().options();
        boolean isRefusal = report.code().equals(ReplyCode.NOT_TAKEN);
        boolean isBetween = !report.domain().equals(report.recipient().domain());
        if (isRefusal && request.sending().isLate(report.receivedAt())) {
            return new Outcome.Expired(report.text());
        }
        return isRefusal && isBetween && options.mostHops().isPresent()
                ? new Outcome.Unreachable(report.domain(), report.text())
                : Outcome.of(report.code(), report.text(), report.domain());
    }

    /**
     * A timing error report that comes early says that the message will not be there in time, whatever the reason is (RFC 3342
     * section 2.1): the reason is told by the statusRequest that went with it.
     */
    private static boolean isDecided(Request request, HopReport report) {
        return request.about() != About.TIMING
                || report.code().isDone()
                || request.sending().isLate(report.receivedAt());
    }

    private boolean isBelieved(Domain reporter, Address recipient) {
        return reporter.equals(recipient.domain())
                || reporter.equals(settings.endpoint().domain());
    }

    /** A session has ended, and another may follow: what is not reported on yet may or may not have been sent. */
    void interrupted(String why) {
        all(open).forEach(sending -> sending.lost(why));
        questions.lost(why);
    }

    /** There will be no more reports. */
    void end(String why) {
        all(open).forEach(sending -> sending.lost(why));
        questions.over(why);
        all(held).forEach(sending -> sending.settle(new Outcome.Unknown("it is held, and no longer followed: " + why)));
    }

    private synchronized List<Sending> all(Map<Integer, Sending> some) {
        return List.copyOf(some.values());
    }
}
