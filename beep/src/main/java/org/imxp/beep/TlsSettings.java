package org.imxp.beep;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What a {@link TlsContext} is made of, its keys apart; makes Netty's contexts. */
record TlsSettings(Role role, Trust trust, ClientCertificates clients, TlsProvider provider, boolean legacy) {
    /** Who is trusted. */
    sealed interface Trust {
        /** Whoever answers; for an initiator. */
        record Anybody() implements Trust {}

        /** Whose chain leads to one of these, or to the platform's authorities if there are none; a server by its name. */
        record Named(List<X509Certificate> trusted) implements Trust {}

        /** Whom somebody else decides on. */
        record Decided(PeerTrust decision) implements Trust {}
    }

    /** TLS 1.2 and later; older ones must not be used (RFC 9325 section 3.1.1). */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** Authenticated encryption with forward secrecy (RFC 9325 section 4.2, RFC 8446 section 9.1). */
    static final List<String> SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Sessions that may be resumed and are kept here, rather than in a ticket. */
    private static final int RESUMABLE = 1_000;

    private static final long RESUMABLE_SECONDS = 3_600;

    SslContext build(Optional<TlsKey> key) {
        if (!provider.isAvailable()) {
            throw new IllegalArgumentException("TLS can't be set up: the native file of " + provider
                    + " is missing for this platform; allowed is " + TlsProvider.JDK);
        }
        try {
            var builder = role == Role.LISTENER ? listener(key) : initiator(key);
            return builder.sslProvider(provider.netty())
                    .protocols(PROTOCOLS)
                    .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                    .sessionCacheSize(RESUMABLE)
                    .sessionTimeout(RESUMABLE_SECONDS)
                    .build();
        } catch (SSLException | GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private SslContextBuilder listener(Optional<TlsKey> key) throws GeneralSecurityException {
        var mine = key.orElseThrow(() -> new IllegalArgumentException("a listener needs a key for TLS"));
        var builder = SslContextBuilder.forServer(mine.key(), chain(mine)).clientAuth(clients.netty());
        if (clients == ClientCertificates.NONE) {
            return builder;
        }
        return switch (trust) {
            case Trust.Anybody _ -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            case Trust.Named(var trusted) -> builder.trustManager(NamedTrust.of(trusted));
            case Trust.Decided(var decision) -> builder.trustManager(new DecidedTrust(decision));
        };
    }

    private SslContextBuilder initiator(Optional<TlsKey> key) throws GeneralSecurityException {
        var builder = SslContextBuilder.forClient();
        key.ifPresent(mine -> builder.keyManager(mine.key(), chain(mine)));
        return switch (trust) {
            case Trust.Anybody _ ->
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm("");
            case Trust.Named(var trusted) ->
                builder.trustManager(NamedTrust.of(trusted)).endpointIdentificationAlgorithm("HTTPS");
            case Trust.Decided(var decision) ->
                builder.trustManager(new DecidedTrust(decision)).endpointIdentificationAlgorithm("");
        };
    }

    private static X509Certificate[] chain(TlsKey key) {
        return key.chain().toArray(X509Certificate[]::new);
    }
}
