package org.imxp.dns;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.imxp.protocol.Dialect;

/**
 * How relays are looked for.
 *
 * @param servers the recursive DNS servers to ask, the first one first; none for those of the system
 * @param preferred whose SRV name is asked for first (requirement WIRE-15)
 * @param limits the bounds
 * @param clock tells how old an answer is
 * @param random draws the order of SRV records by weight; used by one thread at a time
 */
public record DnsSettings(
        List<InetSocketAddress> servers,
        Dialect preferred,
        DnsLimits limits,
        InstantSource clock,
        RandomGenerator random) {
    /** Refuses a server of which only the name is known. */
    public DnsSettings {
        servers = checked(servers);
    }

    /**
     * Checks that DNS servers can be asked.
     *
     * @param servers each an IP address and a port
     * @return the same, copied
     * @throws IllegalArgumentException if only the name of one is known, or no port
     */
    public static List<InetSocketAddress> checked(List<InetSocketAddress> servers) {
        for (var server : servers) {
            if (server.isUnresolved() || server.getPort() == 0) {
                throw new IllegalArgumentException(
                        "\"" + server + "\" is no DNS server: needed are an IP address and a port");
            }
        }
        return List.copyOf(servers);
    }
}
