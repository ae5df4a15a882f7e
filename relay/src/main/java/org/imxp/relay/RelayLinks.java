package org.imxp.relay;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imxp.protocol.Domain;

/**
 * What links to other relays have in common.
 *
 * @param own the domains that this relay shows
 * @param bindings which domains are bound where
 * @param bounds the bounds of each link
 * @param time what time it is
 */
record RelayLinks(OwnDomains own, Bindings bindings, HopBounds bounds, Time time) {
    /** Those of a relay that has none, because nothing there is private enough. */
    static RelayLinks none(ServedDomains domains, Time time) {
        return new RelayLinks(
                new OwnDomains(List.of(new LinkedHashSet<>(domains.all()))),
                new Bindings(),
                HopBounds.defaults(),
                time);
    }

    /** A link over a channel on whose session the certificate of a domain was shown. */
    RelayLink link(MeshChannel channel, Domain shown) {
        return new RelayLink(channel, own.shownFor(shown), bounds, time);
    }

    /** The domains that a peer may be told of on such a session. */
    Set<Domain> toBind(Domain shown) {
        return own.shownFor(shown);
    }
}
