package org.imxp.beep.sasl;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * What a mechanism has to know of the session that a peer authenticates on.
 *
 * @param serverName the domain that the peer asked for, and the realm of DIGEST-MD5: one that the
 *     listener serves, so 1 to {@value #MAX_SERVER_NAME} characters
 * @param hosts other names and addresses that a peer may have reached this host by, for the check of a digest-uri
 * @param peer the peer's address without its port, the key by which its failures are counted
 * @param security what TLS gives; empty outside TLS. Its channel binding says that {@code -PLUS} mechanisms are offered on this
 *     session: whoever offers none leaves it out, else peers that could bind are taken for victims of a downgrade
 */
public record SaslContext(String serverName, Set<String> hosts, String peer, Optional<TransportSecurity> security) {
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

    /**
     * A session that mechanisms take nothing from but whether it is encrypted: no channel is bound, no certificate is read.
     *
     * @param serverName see {@link #serverName()}
     * @param hosts see {@link #hosts()}
     * @param peer see {@link #peer()}
     * @param secured whether the session is inside TLS
     */
    public SaslContext(String serverName, Set<String> hosts, String peer, boolean secured) {
        this(serverName, hosts, peer, secured ? Optional.of(TransportSecurity.BARE) : Optional.empty());
    }

    /**
     * Whether the session is inside TLS.
     *
     * @return true inside
     */
    public boolean secured() {
        return security.isPresent();
    }

    /** The channel binding, where {@code -PLUS} mechanisms are offered. */
    Optional<Octets> exporter() {
        return security.flatMap(TransportSecurity::exporter);
    }

    /** The peer's own certificate. */
    Optional<X509Certificate> certificate() {
        return security.flatMap(tls -> tls.certificates().stream().findFirst());
    }
}
