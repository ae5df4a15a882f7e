package org.imxp.dns;

import java.util.List;

/** What came of looking for the relay of a domain. */
public sealed interface RelayLookup {
    /**
     * There is a relay, as far as DNS knows.
     *
     * @param addresses at least one, in the order in which to try them; at most as many as {@link DnsLimits#addresses} says
     */
    record Found(List<RelayAddress> addresses) implements RelayLookup {
        /** Refuses an empty list. */
        public Found {
            addresses = List.copyOf(addresses);
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("what was found has at least one address");
            }
        }
    }

    /**
     * The domain says that it has no such relay: the sole target of its SRV records is "." (RFC 2782).
     *
     * @param why which records say so, as one sentence
     */
    record NoService(String why) implements RelayLookup {}

    /**
     * DNS knows no relay of the domain, or no such domain.
     *
     * @param why which names were asked for, as one sentence
     */
    record NotFound(String why) implements RelayLookup {}

    /**
     * DNS did not say: no answer, an error, or an answer that cannot be used. Another time it may.
     *
     * @param why who failed and how, as one sentence
     */
    record Failed(String why) implements RelayLookup {}
}
