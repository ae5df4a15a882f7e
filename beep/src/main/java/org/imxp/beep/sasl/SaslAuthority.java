package org.imxp.beep.sasl;

/**
 * A listener's front door: decides who a peer is. Shared by all sessions.
 *
 * @see SaslMechanism
 */
public final class SaslAuthority {
    private final CredentialSource credentials;
    private final LoginThrottles throttles;
    private final Decoys decoys;
    private final SaslResources resources;

    /**
     * Assembles an authority.
     *
     * @param credentials the accounts
     * @param throttles what slows guessing down
     * @param decoyKey at least 16 random octets, the same for all relays of a domain and after a restart: what the salts of
     *     accounts that do not exist are made of, so that they look like those of accounts that do
     * @param resources randomness, and threads for PLAIN
     */
    public SaslAuthority(
            CredentialSource credentials, LoginThrottles throttles, Octets decoyKey, SaslResources resources) {
        if (decoyKey.length() < 16) {
            throw new IllegalArgumentException("decoyKey has " + decoyKey.length() + " octets; at least 16 are needed");
        }
        this.credentials = credentials;
        this.throttles = throttles;
        this.decoys = new Decoys(decoyKey);
        this.resources = resources;
    }

    /**
     * Begins attempts of a mechanism. To offer PLAIN outside TLS is useless but safe: it answers 538.
     *
     * @param mechanism which
     * @return its factory
     */
    public SaslServerFactory factory(SaslMechanism mechanism) {
        return new Factory(this, mechanism);
    }

    private record Factory(SaslAuthority authority, SaslMechanism of) implements SaslServerFactory {
        @Override
        public String mechanism() {
            return of.registeredName();
        }

        @Override
        public SaslServer begin(SaslContext context) {
            return new GuardedServer(authority.begin(of, context));
        }
    }

    private SaslServer begin(SaslMechanism mechanism, SaslContext context) {
        var attempt = new Attempt(credentials, throttles, decoys, context);
        return switch (mechanism) {
            case SCRAM_SHA_256 -> new ScramServer(ScramHash.SHA_256, attempt, Nonces.draw(resources.random()));
            case DIGEST_MD5 -> new DigestServer(attempt, Nonces.draw(resources.random()));
            case PLAIN -> new PlainServer(attempt, resources.executor());
        };
    }
}
