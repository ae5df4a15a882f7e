package org.imxp.beep;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys and trust for TLS 1.2 and 1.3 as RFC 9325 wants them: forward secrecy and authenticated encryption only, no
 * renegotiation, no compression; sessions are resumed. A server is known by its subjectAltName alone (RFC 9525). One
 * context for each side, shared by all sessions of a peer. Thread-safe; immutable but for {@link #renew}.
 */
public final class TlsContext {
    private final @Nullable TlsSettings settings;
    private volatile List<Shown> shown;

    /** A context of Netty's, and the key it shows, if any. */
    private record Shown(Optional<TlsKey> key, SslContext context) {
        boolean names(String host) {
            return key.isPresent() && key.get().names(host);
        }
    }

    private TlsContext() {
        settings = null;
        shown = List.of();
    }

    private TlsContext(TlsSettings settings, List<TlsKey> keys) {
        this.settings = settings;
        shown = build(settings, keys);
    }

    /**
     * No TLS.
     *
     * @return a context that can't start it
     */
    public static TlsContext none() {
        return new TlsContext();
    }

    /**
     * For a listener with one certificate.
     *
     * @param key its private key
     * @param chain its certificate and what signed it, in order
     * @return the context
     * @throws IllegalArgumentException if key and chain can't be used
     */
    public static TlsContext listener(PrivateKey key, List<X509Certificate> chain) {
        return listener(List.of(new TlsKey(key, chain)));
    }

    /**
     * For a listener with several certificates. It shows the one whose subjectAltName has the name that the peer asks
     * for inside TLS (RFC 6066 section 3); else the one for the {@code serverName} of the session (RFC 3080 section
     * 2.3.1.2); else the first. The first is the default: where another has the same name, the other is shown.
     *
     * @param keys one or more
     * @return the context, which asks no peer for a certificate
     * @throws IllegalArgumentException if a key can't be used, or there is none
     */
    public static TlsContext listener(List<TlsKey> keys) {
        return new TlsContext(
                new TlsSettings(
                        Role.LISTENER,
                        new TlsSettings.Trust.Named(List.of()),
                        ClientCertificates.NONE,
                        TlsProvider.JDK,
                        false),
                keys);
    }

    /**
     * For an initiator that trusts the platform's authorities, and checks the server's name.
     *
     * @return the context
     */
    public static TlsContext initiator() {
        return initiator(new TlsSettings.Trust.Named(List.of()));
    }

    /**
     * For an initiator that trusts these certificates only, and checks the server's name.
     *
     * @param trusted authorities, or the server's own certificate; one or more
     * @return the context
     * @throws IllegalArgumentException if there are none
     */
    public static TlsContext initiator(List<X509Certificate> trusted) {
        return initiator(new TlsSettings.Trust.Named(some(trusted)));
    }

    /**
     * For an initiator that decides by itself whom it trusts. The server's name is for the decision to check.
     *
     * @param decision whether a server is trusted
     * @return the context
     */
    public static TlsContext initiator(PeerTrust decision) {
        return initiator(new TlsSettings.Trust.Decided(decision));
    }

    /**
     * For an initiator that trusts anybody: encrypted, but not safe from a man in the middle. For trials only.
     *
     * @return the context
     */
    public static TlsContext initiatorTrustingAnybody() {
        return initiator(new TlsSettings.Trust.Anybody());
    }

    private static TlsContext initiator(TlsSettings.Trust trust) {
        return new TlsContext(
                new TlsSettings(Role.INITIATOR, trust, ClientCertificates.NONE, TlsProvider.JDK, false), List.of());
    }

    /**
     * The same listener, but it asks its peers for certificates.
     *
     * @param clients whether they must show one
     * @param trusted who signs them, or the certificates themselves; one or more
     * @return the context
     * @throws IllegalArgumentException if there is nobody to trust
     * @throws IllegalStateException if this is not a listener's
     */
    public TlsContext withClients(ClientCertificates clients, List<X509Certificate> trusted) {
        return withClients(clients, new TlsSettings.Trust.Named(some(trusted)));
    }

    /**
     * The same listener, but it asks its peers for certificates, and decides by itself whom it trusts.
     *
     * @param clients whether they must show one
     * @param decision whether a peer that shows one is trusted
     * @return the context
     * @throws IllegalStateException if this is not a listener's
     */
    public TlsContext withClients(ClientCertificates clients, PeerTrust decision) {
        return withClients(clients, new TlsSettings.Trust.Decided(decision));
    }

    private TlsContext withClients(ClientCertificates clients, TlsSettings.Trust trust) {
        var now = settings(Role.LISTENER);
        return new TlsContext(new TlsSettings(now.role(), trust, clients, now.provider(), now.legacy()), keys());
    }

    /**
     * The same initiator, but it shows a certificate to a listener that asks for one.
     *
     * @param key the key and its certificate
     * @return the context
     * @throws IllegalArgumentException if the key can't be used
     * @throws IllegalStateException if this is not an initiator's
     */
    public TlsContext withKey(TlsKey key) {
        return new TlsContext(settings(Role.INITIATOR), List.of(key));
    }

    /**
     * The same, but with another provider.
     *
     * @param provider who does the cryptography; {@link TlsProvider#JDK} unless this is called
     * @return the context
     * @throws IllegalArgumentException if it is not available here
     * @throws IllegalStateException if this has no TLS
     */
    public TlsContext withProvider(TlsProvider provider) {
        var now = settings();
        return new TlsContext(new TlsSettings(now.role(), now.trust(), now.clients(), provider, now.legacy()), keys());
    }

    /**
     * The same listener, but a peer that offers nothing better gets TLS_RSA_WITH_3DES_EDE_CBC_SHA, which the sources
     * require (RFC 3340 section 11). It is no longer safe (RFC 9325 section 4.1). Such a peer is asked for no certificate,
     * so a listener that requires them refuses it. Needs {@code bctls-jdk18on}, and an RSA key among those of the
     * listener.
     *
     * @return the context
     * @throws IllegalArgumentException if there is no RSA key, or Bouncy Castle's TLS is missing
     * @throws IllegalStateException if this is not a listener's
     */
    public TlsContext withLegacy() {
        var now = settings(Role.LISTENER);
        return new TlsContext(new TlsSettings(now.role(), now.trust(), now.clients(), now.provider(), true), keys());
    }

    /**
     * Replaces the keys at once. Handshakes that begin later use the new ones; sessions that stand go on, but are not
     * resumed. If a key can't be used the old ones stay.
     *
     * @param keys the new keys, as at the beginning
     * @throws IllegalArgumentException if a key can't be used, or a listener would have none
     * @throws IllegalStateException if this has no TLS
     */
    public void renew(List<TlsKey> keys) {
        shown = build(settings(), keys);
    }

    ChannelHandler handler(Channel connection, Role role, String serverName) {
        var now = shown;
        if (settings == null || now.isEmpty()) {
            throw new IllegalStateException("this " + role + " has no keys for TLS");
        }
        if (settings.role() == Role.LISTENER && role == Role.LISTENER) {
            return now.size() == 1 && !settings.legacy()
                    ? guarded(now.getFirst().context().newHandler(connection.alloc()))
                    : new ServerNameHandler((sni, legacy) -> legacy && takesLegacy()
                            ? new SslHandler(new LegacyEngine(
                                    choose(rsa(now), sni, serverName).key().orElseThrow()))
                            : guarded(choose(now, sni, serverName).context().newHandler(connection.alloc())));
        }
        if (settings.role() == Role.INITIATOR && role == Role.INITIATOR) {
            var context = now.getFirst().context();
            return guarded(
                    serverName.isEmpty()
                            ? context.newHandler(connection.alloc())
                            : context.newHandler(connection.alloc(), serverName, 0));
        }
        throw new IllegalStateException("TLS is set up here for " + settings.role() + ", not for " + role);
    }

    /** The legacy suite is not for peers that have to show who they are. */
    private boolean takesLegacy() {
        return settings().legacy() && settings().clients() != ClientCertificates.REQUIRED;
    }

    private static List<Shown> rsa(List<Shown> shown) {
        return shown.stream()
                .filter(each -> each.key()
                        .filter(key -> key.key().getAlgorithm().equals("RSA"))
                        .isPresent())
                .toList();
    }

    private static Shown choose(List<Shown> shown, String sni, String serverName) {
        return named(shown, sni).or(() -> named(shown, serverName)).orElse(shown.getFirst());
    }

    /** The default may have all names, and another was given for one of them. */
    private static Optional<Shown> named(List<Shown> shown, String host) {
        return Stream.concat(shown.stream().skip(1), shown.stream().limit(1))
                .filter(each -> each.names(host))
                .findFirst();
    }

    /** Once the handshake is done there is no other: no renegotiation (RFC 9325 section 3.5). */
    private SslHandler guarded(SslHandler handler) {
        if (settings().provider() == TlsProvider.JDK) {
            // BoringSSL never renegotiates. The platform does with whoever asks, unless it may make no new session.
            handler.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    handler.engine().setEnableSessionCreation(false);
                }
            });
        }
        return handler;
    }

    private static List<Shown> build(TlsSettings settings, List<TlsKey> keys) {
        if (keys.isEmpty()) {
            return List.of(new Shown(Optional.empty(), settings.build(Optional.empty())));
        }
        var built = keys.stream()
                .map(Optional::of)
                .map(key -> new Shown(key, settings.build(key)))
                .toList();
        if (settings.legacy()) {
            checkLegacy(built);
        }
        return built;
    }

    private static void checkLegacy(List<Shown> shown) {
        if (rsa(shown).isEmpty()) {
            throw new IllegalArgumentException("TLS_RSA_WITH_3DES_EDE_CBC_SHA needs an RSA key, and there is none");
        }
        try {
            var _ = new LegacyEngine(rsa(shown).getFirst().key().orElseThrow());
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    "TLS_RSA_WITH_3DES_EDE_CBC_SHA needs bctls-jdk18on of Bouncy Castle, which is missing", e);
        }
    }

    private List<TlsKey> keys() {
        return shown.stream().map(Shown::key).flatMap(Optional::stream).toList();
    }

    private TlsSettings settings() {
        if (settings == null) {
            throw new IllegalStateException("there is no TLS here");
        }
        return settings;
    }

    private TlsSettings settings(Role role) {
        var now = settings();
        if (now.role() != role) {
            throw new IllegalStateException("this is the context of " + now.role() + ", expected " + role);
        }
        return now;
    }

    private static List<X509Certificate> some(List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            throw new IllegalArgumentException("nobody is trusted: at least one certificate is needed");
        }
        return List.copyOf(trusted);
    }
}
