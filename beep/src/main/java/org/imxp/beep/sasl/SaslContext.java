package org.imxp.beep.sasl;

import java.util.Set;

/**
 * What a mechanism has to know of the session that a peer authenticates on. The session's channel-binding data would join it for
 * the {@code -PLUS} mechanisms.
 *
 * @param serverName the domain that the peer asked for, and the realm of DIGEST-MD5: one that the
 *     listener serves, so 1 to {@value #MAX_SERVER_NAME} characters
 * @param hosts other names and addresses that a peer may have reached this host by, for the check of a digest-uri
 * @param peer the peer's address without its port, the key by which its failures are counted
 * @param secured whether the session is inside TLS
 */
public record SaslContext(String serverName, Set<String> hosts, String peer, boolean secured) {
    /** The longest server name: a domain name's, and short enough for a challenge of 2047 octets. */
    public static final int MAX_SERVER_NAME = 255;

    /** Checks the length of the server name. */
    public SaslContext {
        if (serverName.isEmpty() || serverName.length() > MAX_SERVER_NAME) {
            throw new IllegalArgumentException(
                    "serverName has " + serverName.length() + " characters; 1 to " + MAX_SERVER_NAME + " are allowed");
        }
        hosts = Set.copyOf(hosts);
    }
}
