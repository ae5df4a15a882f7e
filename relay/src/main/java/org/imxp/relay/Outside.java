package org.imxp.relay;

import java.util.List;
import java.util.random.RandomGenerator;
import org.imxp.relay.service.AccountDirectory;
import org.imxp.relay.service.DomainService;

/**
 * What is around the mesh, and what it asks of it.
 *
 * @param accounts knows who has an account
 * @param nextHops reaches other domains
 * @param holding makes what keeps data for endpoints that are away, given how such data goes on
 * @param time what time it is
 * @param random for transaction-identifiers, which nobody should guess; safe for use by several threads
 * @param options what is understood beyond the options of the RFCs
 * @param services what each domain offers beside the relay and its reports
 * @param reportsTransit whether originators are told of data that only passes through, between domains of others
 *     (requirements CORE-44, OPT-19)
 */
record Outside(
        AccountDirectory accounts,
        NextHops nextHops,
        Holding.Maker holding,
        Time time,
        RandomGenerator random,
        List<OptionHandler> options,
        List<DomainService.Maker> services,
        boolean reportsTransit) {
    Outside {
        options = List.copyOf(options);
        services = List.copyOf(services);
    }
}
