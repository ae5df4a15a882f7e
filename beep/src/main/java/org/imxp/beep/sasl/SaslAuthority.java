package org.imxp.beep.sasl;

import java.time.InstantSource;
import java.util.Optional;

/**
 * A listener's front door: decides who a peer is. Shared by all sessions.
 *
 * @see SaslMechanism
 */
public final class SaslAuthority {
    private static final int LEAST_DECOY_KEY = 16;

    private final CredentialSource credentials;
    private final LoginThrottles throttles;
    private final Decoys decoys;
    private final SaslResources resources;
    private final CertificateIdentities certificates;
    private final Optional<AnonymousIdentities> anonymous;

    /**
     * Assembles an authority. It reads certificates by {@link CertificateIdentities#subjectAltNames()} and admits nobody
     * anonymously.
     *
     * @param credentials the accounts
     * @param throttles what slows guessing down
     * @param decoyKey at least 16 random octets, the same for all relays of a domain and after a restart: what the salts of
     *     accounts that do not exist are made of, so that they look like those of accounts that do
     * @param resources randomness, and threads for PLAIN
     */
    public SaslAuthority(
            CredentialSource credentials, LoginThrottles throttles, Octets decoyKey, SaslResources resources) {
        this(
                credentials,
                throttles,
                decoys(decoyKey),
                resources,
                CertificateIdentities.subjectAltNames(),
                Optional.empty());
    }

    private SaslAuthority(
            CredentialSource credentials,
            LoginThrottles throttles,
            Decoys decoys,
            SaslResources resources,
            CertificateIdentities certificates,
            Optional<AnonymousIdentities> anonymous) {
        this.credentials = credentials;
        this.throttles = throttles;
        this.decoys = decoys;
        this.resources = resources;
        this.certificates = certificates;
        this.anonymous = anonymous;
    }

    /**
     * An authority with the default bounds on guessing, for one listener: the salts of accounts that do not exist are others after
     * a restart, which those that do exist are not.
     *
     * @param credentials the accounts
     * @param resources randomness, and threads for PLAIN
     * @param clock the time
     * @return the authority
     */
    public static SaslAuthority withDefaults(
            CredentialSource credentials, SaslResources resources, InstantSource clock) {
        var decoyKey = Octets.random(2 * LEAST_DECOY_KEY, resources.random());
        return new SaslAuthority(credentials, LoginThrottles.withDefaults(clock), decoyKey, resources);
    }

    private static Decoys decoys(Octets key) {
        if (key.length() < LEAST_DECOY_KEY) {
            throw new IllegalArgumentException(
                    "decoyKey has " + key.length() + " octets; at least " + LEAST_DECOY_KEY + " are needed");
        }
        return new Decoys(key);
    }

    /**
     * The same with another way to read certificates, for EXTERNAL.
     *
     * @param identities whom a certificate stands for
     * @return another authority on the same accounts and throttles
     */
    public SaslAuthority withCertificates(CertificateIdentities identities) {
        return new SaslAuthority(credentials, throttles, decoys, resources, identities, anonymous);
    }

    /**
     * The same, admitting anonymous peers.
     *
     * @param identities whom they are taken for
     * @return another authority on the same accounts and throttles
     */
    public SaslAuthority withAnonymous(AnonymousIdentities identities) {
        return new SaslAuthority(credentials, throttles, decoys, resources, certificates, Optional.of(identities));
    }

    /**
     * Begins attempts of a mechanism. To offer one on a session that it does not fit ({@link SaslMechanism#fits}) is useless but
     * safe: it answers 538 outside TLS, else 534 or 535.
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
            case SCRAM_SHA_256_PLUS -> bound(mechanism, ScramHash.SHA_256, attempt);
            case SCRAM_SHA_256 -> scram(ScramHash.SHA_256, unbound(context), attempt);
            case SCRAM_SHA_1_PLUS -> bound(mechanism, ScramHash.SHA_1, attempt);
            case SCRAM_SHA_1 -> scram(ScramHash.SHA_1, unbound(context), attempt);
            case EXTERNAL -> external(attempt);
            case DIGEST_MD5 -> new DigestServer(attempt, Nonces.draw(resources.random()));
            case PLAIN -> new PlainServer(attempt, resources.executor());
            case ANONYMOUS -> anonymous(attempt);
        };
    }

    private SaslServer bound(SaslMechanism mechanism, ScramHash hash, Attempt attempt) {
        return attempt.context()
                .exporter()
                .map(exporter -> scram(hash, new ChannelBinding.Required(exporter), attempt))
                .orElseGet(() -> refusing(
                        mechanism, attempt, SaslFailure.TOO_WEAK, "there is no channel binding on this session"));
    }

    private SaslServer scram(ScramHash hash, ChannelBinding binding, Attempt attempt) {
        return new ScramServer(hash, binding, attempt, Nonces.draw(resources.random()));
    }

    private static ChannelBinding unbound(SaslContext context) {
        return context.exporter().isPresent() ? new ChannelBinding.Declined() : new ChannelBinding.NotOffered();
    }

    private SaslServer external(Attempt attempt) {
        return attempt.context()
                .certificate()
                .<SaslServer>map(certificate -> new ExternalServer(certificates, certificate, attempt))
                .orElseGet(() -> refusing(
                        SaslMechanism.EXTERNAL,
                        attempt,
                        SaslFailure.BAD_CREDENTIALS,
                        "no certificate was shown in the TLS handshake"));
    }

    private SaslServer anonymous(Attempt attempt) {
        return anonymous
                .<SaslServer>map(identities -> new AnonymousServer(identities, attempt))
                .orElseGet(() -> new RefusingServer(
                        SaslMechanism.ANONYMOUS.registeredName(),
                        new SaslFailure(SaslFailure.TOO_WEAK, "nobody is admitted anonymously here")));
    }

    /** A mechanism that builds on TLS, on a session that lacks what it needs. */
    private static SaslServer refusing(SaslMechanism mechanism, Attempt attempt, int code, String text) {
        var failure = attempt.context().secured()
                ? new SaslFailure(code, text)
                : new SaslFailure(
                        SaslFailure.NEEDS_ENCRYPTION, mechanism.registeredName() + " is allowed inside TLS only");
        return new RefusingServer(mechanism.registeredName(), failure);
    }
}
