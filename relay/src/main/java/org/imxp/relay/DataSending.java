package org.imxp.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Domain;
import org.imxp.protocol.TargetHop;
import org.imxp.relay.OptionProcessing.Containing;

/** The steps of a relay that follow its answer to a data, in the order of RFC 3340 section 4.4.4.1. Used by all threads. */
final class DataSending {
    private final Routing routing;
    private final ReportService reports;
    private final OptionProcessing options;
    private final Delays delays;
    private final HopLimit limit;
    private final Time time;

    DataSending(
            Routing routing,
            ReportService reports,
            OptionProcessing options,
            Delays delays,
            HopLimit limit,
            Time time) {
        this.routing = routing;
        this.reports = reports;
        this.options = options;
        this.delays = delays;
        this.limit = limit;
        this.time = time;
    }

    /**
     * Steps 4 and 5.
     *
     * @param fates one for each recipient, their outcomes to be found here
     * @param addressee who is told of them
     */
    void send(Transit transit, List<Fate> fates, Optional<Addressee> addressee) {
        var originator = originatorFaults(transit, fates);
        // Recipients of one domain go on together (requirement CORE-27).
        var onward = new LinkedHashMap<Domain, List<Fate>>();
        for (var fate : fates) {
            var fault = originator.of(fate).or(() -> recipientFault(transit, fate));
            if (fault.isPresent()) {
                end(fate, fault.get());
            } else if (fate.delivers()) {
                deliver(transit, fate);
            } else {
                var domain = fate.recipient().identity().domain();
                onward.computeIfAbsent(domain, none -> new ArrayList<>()).add(fate);
            }
        }
        onward.forEach((domain, group) -> sendOn(domain, transit, group));
        addressee.ifPresent(reader -> reports.follow(reader, fates));
    }

    /** What was wrong with per-originator options, at any relay and at the one that delivers. */
    private record OriginatorFaults(Optional<Outcome> always, Optional<Outcome> delivering) {
        static final OriginatorFaults NONE = new OriginatorFaults(Optional.empty(), Optional.empty());

        Optional<Outcome> of(Fate fate) {
            return fate.delivers() ? always.or(() -> delivering) : always;
        }
    }

    /** Step 4: each option is processed once, however many the recipients are. */
    private OriginatorFaults originatorFaults(Transit transit, List<Fate> fates) {
        var data = transit.data();
        var given = data.originator().options();
        if (given.isEmpty()) {
            return OriginatorFaults.NONE;
        }
        var always = options.fault(given, Containing.ORIGINATOR, data, false);
        var atTheEnd = given.stream()
                .filter(option -> option.targetHop() == TargetHop.FINAL)
                .toList();
        boolean deliversAny = fates.stream().anyMatch(Fate::delivers);
        return new OriginatorFaults(
                always, deliversAny ? options.fault(atTheEnd, Containing.ORIGINATOR, data, true) : Optional.empty());
    }

    /** Step 5.1. */
    private Optional<Outcome> recipientFault(Transit transit, Fate fate) {
        var recipient = fate.recipient();
        return recipient.options().isEmpty()
                ? Optional.empty()
                : options.fault(
                        recipient.options(),
                        Containing.RECIPIENT,
                        transit.data().withRecipients(List.of(recipient)),
                        fate.delivers());
    }

    /** Step 5.2. */
    private void sendOn(Domain domain, Transit transit, List<Fate> group) {
        var departure = new TimedDeparture(transit, group, limit, time);
        var _ = routing.sendOn(domain, transit, departure)
                .thenAccept(outcome -> group.forEach(fate -> end(fate, outcome)));
    }

    private static void end(Fate fate, Outcome outcome) {
        fate.delay().ifPresent(DelayReport::forgo);
        fate.outcome().complete(outcome);
    }

    /** Step 5.3. */
    private void deliver(Transit transit, Fate fate) {
        var _ = routing.deliver(transit, fate.recipient(), fate.isAsked())
                .thenAccept(outcome -> fate.outcome().complete(outcome));
        delays.mind(transit, fate);
    }
}
