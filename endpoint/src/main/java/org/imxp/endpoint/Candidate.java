package org.imxp.endpoint;

import java.net.InetSocketAddress;
import org.imxp.dns.RelayAddress;

/**
 * One place where an endpoint's relay may be.
 *
 * @param name how people are told of it
 * @param address what is connected to
 */
record Candidate(String name, InetSocketAddress address) {
    static Candidate of(InetSocketAddress address) {
        return new Candidate(text(address.getHostString(), address.getPort()), address);
    }

    static Candidate of(RelayAddress found) {
        var numbers = found.address().getHostAddress();
        var where = text(numbers, found.port());
        return new Candidate(
                found.host().equals(numbers) ? where : found.host() + " (" + where + ")", found.socketAddress());
    }

    private static String text(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
