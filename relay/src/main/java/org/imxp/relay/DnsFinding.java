package org.imxp.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.imxp.beep.SessionEndedException;
import org.imxp.dns.Mode;
import org.imxp.dns.RelayAddress;
import org.imxp.dns.RelayFinder;
import org.imxp.dns.RelayLookup;
import org.imxp.protocol.Domain;

/** Looks for relays in DNS (requirement CORE-6). */
final class DnsFinding implements RelayFinding {
    private final RelayFinder finder;

    DnsFinding(RelayFinder finder) {
        this.finder = finder;
    }

    @Override
    public CompletionStage<List<InetSocketAddress>> find(Domain domain) {
        return finder.find(domain, Mode.MESH).thenApply(DnsFinding::addresses);
    }

    private static List<InetSocketAddress> addresses(RelayLookup lookup) {
        return switch (lookup) {
            case RelayLookup.Found(var addresses) ->
                addresses.stream().map(RelayAddress::socketAddress).toList();
            case RelayLookup.NoService(var why) -> throw new UnknownDomainException(why);
            case RelayLookup.NotFound(var why) -> throw new UnknownDomainException(why);
            case RelayLookup.Failed(var why) -> throw new SessionEndedException(why);
        };
    }
}
