package org.imxp.relay;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What is around the mesh, and what it asks of it.
 *
 * @param accounts knows who has an account
 * @param nextHops reaches other domains
 * @param holding makes what keeps data for endpoints that are away, given how such data goes on
 * @param time what time it is
 * @param random for transaction-identifiers, which nobody should guess; safe for use by several threads
 * @param options what is understood beyond the options of the RFCs
 */
record Outside(
        AccountDirectory accounts,
        NextHops nextHops,
        Holding.Maker holding,
        Time time,
        RandomGenerator random,
        List<OptionHandler> options) {
    Outside {
        options = List.copyOf(options);
    }
}
