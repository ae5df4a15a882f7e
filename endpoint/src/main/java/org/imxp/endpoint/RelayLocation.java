package org.imxp.endpoint;

import java.net.InetSocketAddress;
import java.util.List;
import org.imxp.dns.DnsLimits;
import org.imxp.dns.DnsSettings;

/** Where an endpoint's relay is. Whoever answers there has to prove by certificate to be of the endpoint's domain. */
public sealed interface RelayLocation {
    /**
     * Where DNS says, when nothing else is set: asked of the system's servers, with the standard bounds.
     *
     * @return the default
     */
    static RelayLocation byDns() {
        return new ByDns(List.of(), DnsLimits.defaults());
    }

    /**
     * At one place, which is known.
     *
     * @param address where it listens; a name without an address is looked up
     */
    record Fixed(InetSocketAddress address) implements RelayLocation {
        /** Such as {@code 127.0.0.1:913}. */
        @Override
        public String toString() {
            return Candidate.of(address).name();
        }
    }

    /**
     * Where DNS says, which is asked at each attaching: at the targets of the domain's SRV records, in the names of both dialects;
     * without such records at the domain's own addresses, and for a literal at that address, port 913 (RFC 3340 section 3.1). They
     * are tried in their order, until TLS is up with one of them.
     *
     * @param servers the recursive DNS servers to ask, the first one first; none for those of the system
     * @param limits the bounds of looking it up
     */
    record ByDns(List<InetSocketAddress> servers, DnsLimits limits) implements RelayLocation {
        /** Refuses a server of which only the name is known. */
        public ByDns {
            servers = DnsSettings.checked(servers);
        }

        /** For people. */
        @Override
        public String toString() {
            return servers.isEmpty() ? "the relay that DNS names" : "the relay that DNS at " + servers + " names";
        }
    }
}
