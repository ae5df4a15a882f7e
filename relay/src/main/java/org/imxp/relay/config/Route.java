package org.imxp.relay.config;

import org.imxp.protocol.Domain;

/** The way to another domain, as an operator says it. */
public sealed interface Route {
    /**
     * To the domain's own relay.
     *
     * @param relay where it is
     */
    record Direct(HostPort relay) implements Route {}

    /**
     * Through an intermediary, which sends on what it is given.
     *
     * @param intermediary the domain whose relay that is
     */
    record Through(Domain intermediary) implements Route {}
}
