package org.imxp.beep.sasl;

import java.util.Arrays;
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
     * Begins an attempt with the strongest of the mechanisms that a server offers.
     *
     * @param offered their registered names; unknown ones are ignored
     * @param secured whether the session is inside TLS; outside, PLAIN is not considered
     * @return the client's side, or nothing when there is no mechanism in common
     */
    public Optional<SaslClient> strongest(Collection<String> offered, boolean secured) {
        return Arrays.stream(SaslMechanism.values())
                .filter(mechanism -> offered.contains(mechanism.registeredName()))
                .filter(mechanism -> secured || mechanism != SaslMechanism.PLAIN)
                .findFirst()
                .map(mechanism -> client(mechanism, secured));
    }

    /**
     * Begins an attempt.
     *
     * @param mechanism which
     * @param secured whether the session is inside TLS
     * @return the client's side
     * @throws IllegalArgumentException for PLAIN outside TLS, since it would show the password to the network
     */
    public SaslClient client(SaslMechanism mechanism, boolean secured) {
        var nonce = Nonces.draw(resources.random());
        var client = switch (mechanism) {
            case SCRAM_SHA_256 -> new ScramClient(ScramHash.SHA_256, prepared(), nonce, resources.executor());
            case DIGEST_MD5 -> new DigestClient(new DigestClient.Login(username, password, serverName), nonce);
            case PLAIN -> {
                if (!secured) {
                    throw new IllegalArgumentException("PLAIN is allowed inside TLS only");
                }
                yield new PlainClient(prepared());
            }
        };
        return new GuardedClient(client);
    }

    private PreparedLogin prepared() {
        return PreparedLogin.of(username, password);
    }
}
