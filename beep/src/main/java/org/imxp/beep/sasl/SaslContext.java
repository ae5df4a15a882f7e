package org.imxp.beep.sasl;

import java.util.Set;

/**
 * What a mechanism has to know of the session that a peer authenticates on. The session's channel-binding data would join it for
 * the {@code -PLUS} mechanisms.
 *
 * @param serverName the domain that the peer asked for, and the realm of DIGEST-MD5; not empty
 * @param hosts other names and addresses that a peer may have reached this host by, for the check of a digest-uri
 * @param peer the peer's address without its port, the key by which its failures are counted
 * @param secured whether the session is inside TLS
 */
public record SaslContext(String serverName, Set<String> hosts, String peer, boolean secured) {
    /** Checks that there is a server name. */
    public SaslContext {
        if (serverName.isEmpty()) {
            throw new IllegalArgumentException("serverName is empty; it names the domain that the peer asked for");
        }
        hosts = Set.copyOf(hosts);
    }
}
