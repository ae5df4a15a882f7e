package org.imxp.endpoint;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.dns.DnsSettings;
import org.imxp.dns.Mode;
import org.imxp.dns.RelayFinder;
import org.imxp.dns.RelayLookup;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ReplyCode;

/** Looks for an endpoint's relay (requirements CORE-6, WIRE-8, OPEN-26). */
final class RelaySearch {
    private RelaySearch() {}

    /**
     * Where the relay may be. What DNS said at an earlier attaching is not used: its servers may be others by now, and have kept
     * what may be kept.
     *
     * @return at least one place, in the order in which to try; fails with {@link AttachException}
     */
    static CompletionStage<List<Candidate>> candidates(EndpointSettings settings) {
        return switch (settings.relay()) {
            case RelayLocation.Fixed(var address) -> CompletableFuture.completedStage(List.of(Candidate.of(address)));
            case RelayLocation.ByDns where -> {
                var domain = settings.endpoint().domain();
                yield finder(settings, where).find(domain, Mode.EDGE).thenApply(lookup -> candidates(domain, lookup));
            }
        };
    }

    private static RelayFinder finder(EndpointSettings settings, RelayLocation.ByDns where) {
        var environment = settings.environment();
        return new RelayFinder(new DnsSettings(
                where.servers(), settings.dialect(), where.limits(), environment.clock(), environment.random()));
    }

    private static List<Candidate> candidates(Domain domain, RelayLookup lookup) {
        return switch (lookup) {
            case RelayLookup.Found(var addresses) ->
                addresses.stream().map(Candidate::of).toList();
            case RelayLookup.NoService(var why) -> throw failure(domain, ReplyCode.SERVICE_NOT_AVAILABLE, why);
            case RelayLookup.NotFound(var why) -> throw failure(domain, ReplyCode.SERVICE_NOT_AVAILABLE, why);
            case RelayLookup.Failed(var why) -> throw failure(domain, ReplyCode.SERVICE_NOT_AVAILABLE, why);
        };
    }

    /** No relay is found; all of that may pass, a domain that says that it has none included. */
    static AttachException failure(Domain domain, ReplyCode code, String why) {
        return new AttachException(Stage.FIND, code, "the relay of " + domain + " is not found: " + code + " " + why);
    }
}
