package org.imxp.relay;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.imxp.protocol.Domain;

/** Compares what simulated relays have in memory with its bounds, and remembers which of these were reached. */
final class RelayUse {
    private final SimulationBounds bounds;
    private final Set<String> reached = new TreeSet<>();
    private Optional<String> excess = Optional.empty();

    RelayUse(SimulationBounds bounds) {
        this.bounds = bounds;
    }

    /** The bounds of which there was once as much as they allow. */
    Set<String> reached() {
        return Set.copyOf(reached);
    }

    private void of(String what, Object whose, long number, long most) {
        if (number > most || number < 0) {
            excess = Optional.of(number + " " + what + " of " + whose + ", allowed are " + most);
        } else if (number == most && most > 0) {
            reached.add(what);
        }
    }

    /** What has grown beyond its bound, if anything has. */
    Optional<String> excess(SimulatedRelay.Life life) {
        var domain = life.relay().domain();
        var most = bounds.mesh();
        var hops = bounds.hops();
        var mesh = life.mesh();
        excess = Optional.empty();
        of("data in turn", domain, mesh.order().size(), most.lookups());
        of("look-ups", domain, mesh.accounts().waiting(), most.lookups());
        of("delays", domain, mesh.delays().size(), most.awaitedReports());
        of("next hops", domain, life.table().size(), hops.hops());
        long waiting = (long) hops.queuedData() * Math.max(1, life.table().size());
        of("data for next hops", domain, life.table().waiting(), waiting);
        of("domains that await reports", domain, mesh.foreignReports().domains(), SimulationBounds.DOMAINS);
        for (var foreign : SimulatedMesh.DOMAINS) {
            of("reports for a domain", foreign, mesh.foreignReports().awaited(foreign), reports());
            life.bindings()
                    .find(foreign, domain)
                    .ifPresent(binding ->
                            of("data for a relay", foreign, binding.link().waiting(), hops.queuedData()));
        }
        life.mesh().attachments().all().forEach(this::attached);
        held(life);
        of("alarms", domain, life.alarms(), bounds.alarms());
        return excess;
    }

    /** One data can always ask for its reports. */
    private int reports() {
        return Math.max(bounds.mesh().awaitedReports(), SimulationBounds.REPORTS_OF_ONE_DATA);
    }

    private void attached(Attachment attachment) {
        var queue = attachment.queue();
        of(
                "data for an endpoint",
                attachment.endpoint(),
                queue.data(),
                bounds.mesh().queuedData());
        of(
                "octets for an endpoint",
                attachment.endpoint(),
                queue.octets(),
                bounds.mesh().queuedOctets());
        of("reports for an endpoint", attachment.endpoint(), queue.reports(), reports());
        if (queue.reports() >= bounds.mesh().awaitedReports()) {
            reached.add("reports for an endpoint");
        }
    }

    private void held(SimulatedRelay.Life life) {
        var most = bounds.held();
        for (var name : SimulatedMesh.NAMES) {
            var held = life.holding().totals(name);
            of("data held for an endpoint", name, held.data(), most.dataPerEndpoint());
            of("octets held for an endpoint", name, held.octets(), most.octetsPerEndpoint());
        }
        var all = life.holding().totals();
        of("octets held", life.relay().domain(), all.octets(), most.octetsTotal());
    }

    /** What is left although nothing is under way and nothing is held, if anything is. */
    Optional<String> rest(SimulatedRelay.Life life, int links) {
        var domain = life.relay().domain();
        var mesh = life.mesh();
        excess = Optional.empty();
        of("recipients in turn", domain, mesh.order().recipients(), 0);
        of("look-ups", domain, mesh.accounts().waiting(), 0);
        of("delays", domain, mesh.delays().size(), 0);
        of("data for next hops", domain, life.table().waiting(), 0);
        of("domains that await reports", domain, mesh.foreignReports().domains(), 0);
        of("held data", domain, life.holding().totals().data(), 0);
        of("bindings", domain, life.bindings().size(), links);
        for (var attachment : mesh.attachments().all()) {
            of("data", attachment.endpoint(), attachment.queue().data(), 0);
            of("octets", attachment.endpoint(), attachment.queue().octets(), 0);
            of("reports", attachment.endpoint(), attachment.queue().reports(), 0);
        }
        for (Domain foreign : SimulatedMesh.DOMAINS) {
            life.bindings()
                    .find(foreign, domain)
                    .ifPresent(binding ->
                            of("data for a relay", foreign, binding.link().waiting(), 0));
        }
        return excess;
    }
}
