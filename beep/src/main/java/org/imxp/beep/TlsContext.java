package org.imxp.beep;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Keys and trust for TLS 1.2 and 1.3 (RFC 9325). One for each side of a session; shared by all sessions of a peer.
 */
public final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Optional<SslContext> context;
    private final boolean checksName;

    private TlsContext(Optional<SslContext> context, boolean checksName) {
        this.context = context;
        this.checksName = checksName;
    }

    /**
     * No TLS.
     *
     * @return a context that can't start it
     */
    public static TlsContext none() {
        return new TlsContext(Optional.empty(), false);
    }

    /**
     * For a listener.
     *
     * @param key its private key
     * @param chain its certificate and what signed it, in order
     * @return the context
     * @throws IllegalArgumentException if key and chain can't be used
     */
    public static TlsContext listener(PrivateKey key, List<X509Certificate> chain) {
        return build(
                SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
                        .clientAuth(ClientAuth.NONE),
                false);
    }

    /**
     * For an initiator that trusts the platform's authorities, and checks the server's name.
     *
     * @return the context
     */
    public static TlsContext initiator() {
        return build(SslContextBuilder.forClient(), true);
    }

    /**
     * For an initiator that trusts these certificates only, and checks the server's name.
     *
     * @param trusted authorities, or the server's own certificate
     * @return the context
     */
    public static TlsContext initiator(List<X509Certificate> trusted) {
        return build(SslContextBuilder.forClient().trustManager(trusted.toArray(X509Certificate[]::new)), true);
    }

    /**
     * For an initiator that trusts anybody: encrypted, but not safe from a man in the middle. For trials only.
     *
     * @return the context
     */
    public static TlsContext initiatorTrustingAnybody() {
        return build(SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE), false);
    }

    private static TlsContext build(SslContextBuilder builder, boolean checksName) {
        try {
            var context = builder.sslProvider(SslProvider.JDK)
                    .protocols(PROTOCOLS)
                    .endpointIdentificationAlgorithm(checksName ? "HTTPS" : "")
                    .build();
            return new TlsContext(Optional.of(context), checksName);
        } catch (SSLException e) {
            throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    SslHandler handler(Channel connection, Role role, String serverName) {
        var built = context.orElseThrow(() -> new IllegalStateException("this " + role + " has no keys for TLS"));
        if (role == Role.LISTENER || serverName.isEmpty()) {
            return built.newHandler(connection.alloc());
        }
        var handler = built.newHandler(connection.alloc(), serverName, 0);
        var parameters = handler.engine().getSSLParameters();
        if (checksName) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        handler.engine().setSSLParameters(parameters);
        return handler;
    }
}
