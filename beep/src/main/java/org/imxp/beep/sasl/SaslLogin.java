package org.imxp.beep.sasl;

import java.util.Collection;
import java.util.Optional;

/** An initiator's account at a server: makes the client's side of a mechanism for each attempt. */
public final class SaslLogin {
    private final String username;
    private final char[] password;
    private final String serverName;
    private final SaslResources resources;

    /**
     * Keeps the account's name and password.
     *
     * @param username such as {@code fred@example.com}; at most 512 characters
     * @param password copied
     * @param serverName the domain that is asked for
     * @param resources randomness, and threads for SCRAM
     * @throws IllegalArgumentException if the username or password is empty, too long, or has characters that RFC 4013 forbids
     */
    public SaslLogin(String username, char[] password, String serverName, SaslResources resources) {
        if (username.length() > Attempt.MAX_USERNAME
                || SaslPrep.prepare(username).isEmpty()) {
            throw new IllegalArgumentException("the username has to have 1 to " + Attempt.MAX_USERNAME
                    + " characters, none of which RFC 4013 forbids, such as control characters");
        }
        if (SaslPrep.preparePassword(password).isEmpty()) {
            throw new IllegalArgumentException(
                    "the password is empty or has characters that RFC 4013 forbids, such as control characters");
        }
        this.username = username;
        this.password = password.clone();
        this.serverName = serverName;
        this.resources = resources;
    }

    /**
     * The domain that is asked for.
     *
     * @return the server name of the session's first start
     */
    public String serverName() {
        return serverName;
    }

    /**
     * Begins an attempt with the strongest of the mechanisms that a server offers and that need no more than a password.
     *
     * @param offered their registered names, all that the server offers; unknown ones are ignored
     * @param security what TLS gives; empty outside TLS, where PLAIN is not considered
     * @return the client's side, or nothing when there is no mechanism in common
     */
    public Optional<SaslClient> strongest(Collection<String> offered, Optional<TransportSecurity> security) {
        return strongest(offered, SaslMechanism.byPassword(), security);
    }

    /**
     * Begins an attempt with the strongest of the mechanisms that a server offers, that are allowed, and that need no more than a
     * password.
     *
     * <p>Where a {@code -PLUS} mechanism is allowed and the server has not offered it, the server is told so, and fails the attempt
     * if it has (RFC 5802 section 6): what it offers was changed on the way then.
     *
     * @param offered their registered names, all that the server offers; unknown ones are ignored
     * @param allowed what this side allows
     * @param security what TLS gives; empty outside TLS, where PLAIN is not considered
     * @return the client's side, or nothing when there is no mechanism in common
     */
    public Optional<SaslClient> strongest(
            Collection<String> offered, Collection<SaslMechanism> allowed, Optional<TransportSecurity> security) {
        var exporter = security.flatMap(TransportSecurity::exporter);
        return SaslMechanism.byPassword().stream()
                .filter(allowed::contains)
                .filter(mechanism -> offered.contains(mechanism.registeredName()))
                .filter(mechanism -> security.isPresent() || mechanism != SaslMechanism.PLAIN)
                .filter(mechanism -> exporter.isPresent() || !mechanism.bindsChannel())
                .findFirst()
                .map(mechanism -> {
                    var couldBind = exporter.isPresent()
                            && mechanism.binding().filter(allowed::contains).isPresent();
                    return client(
                            mechanism,
                            security,
                            couldBind ? new ClientBinding.NotOffered() : new ClientBinding.CannotBind());
                });
    }

    /**
     * Begins an attempt with the strongest of the mechanisms that a server offers, without channel binding.
     *
     * @param offered their registered names; unknown ones are ignored
     * @param secured whether the session is inside TLS; outside, PLAIN is not considered
     * @return the client's side, or nothing when there is no mechanism in common
     */
    public Optional<SaslClient> strongest(Collection<String> offered, boolean secured) {
        return strongest(offered, bare(secured));
    }

    /**
     * Begins an attempt with a mechanism that was not negotiated: without {@code -PLUS}, SCRAM says that it cannot bind.
     *
     * @param mechanism which
     * @param security what TLS gives; empty outside TLS
     * @return the client's side
     * @throws IllegalArgumentException for PLAIN outside TLS, since it would show the password to the network; for {@code -PLUS}
     *     without a channel binding; and for EXTERNAL and ANONYMOUS, which {@link SaslClient} has
     */
    public SaslClient client(SaslMechanism mechanism, Optional<TransportSecurity> security) {
        return client(mechanism, security, new ClientBinding.CannotBind());
    }

    /**
     * Begins an attempt without channel binding.
     *
     * @param mechanism which, none of {@code -PLUS}
     * @param secured whether the session is inside TLS
     * @return the client's side
     * @throws IllegalArgumentException as of {@link #client(SaslMechanism, Optional)}
     */
    public SaslClient client(SaslMechanism mechanism, boolean secured) {
        return client(mechanism, bare(secured));
    }

    private SaslClient client(SaslMechanism mechanism, Optional<TransportSecurity> security, ClientBinding unbound) {
        return new GuardedClient(
                switch (mechanism) {
                    case SCRAM_SHA_256_PLUS -> scram(ScramHash.SHA_256, bound(mechanism, security));
                    case SCRAM_SHA_256 -> scram(ScramHash.SHA_256, unbound);
                    case SCRAM_SHA_1_PLUS -> scram(ScramHash.SHA_1, bound(mechanism, security));
                    case SCRAM_SHA_1 -> scram(ScramHash.SHA_1, unbound);
                    case DIGEST_MD5 ->
                        new DigestClient(new DigestClient.Login(username, password, serverName), nonce());
                    case PLAIN -> plain(security.isPresent());
                    case EXTERNAL, ANONYMOUS ->
                        throw new IllegalArgumentException(mechanism.registeredName() + " takes no password");
                });
    }

    private ScramClient scram(ScramHash hash, ClientBinding binding) {
        return new ScramClient(hash, binding, prepared(), nonce(), resources.executor());
    }

    private static ClientBinding bound(SaslMechanism mechanism, Optional<TransportSecurity> security) {
        return security.flatMap(TransportSecurity::exporter)
                .map(ClientBinding.Binds::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        mechanism.registeredName() + " needs the channel binding of TLS 1.3, which there is none of"));
    }

    private PlainClient plain(boolean secured) {
        if (!secured) {
            throw new IllegalArgumentException("PLAIN is allowed inside TLS only");
        }
        return new PlainClient(prepared());
    }

    private static Optional<TransportSecurity> bare(boolean secured) {
        return secured ? Optional.of(TransportSecurity.BARE) : Optional.empty();
    }

    private String nonce() {
        return Nonces.draw(resources.random());
    }

    private PreparedLogin prepared() {
        return PreparedLogin.of(username, password);
    }
}
