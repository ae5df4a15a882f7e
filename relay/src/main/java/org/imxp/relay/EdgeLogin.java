package org.imxp.relay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.imxp.beep.SaslAuthentication;
import org.imxp.beep.sasl.CredentialSource;
import org.imxp.beep.sasl.LoginThrottle;
import org.imxp.beep.sasl.LoginThrottles;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.protocol.Address;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.Limit;

/** What logging in takes: threads for the work on passwords, and bounds for those who guess. */
final class EdgeLogin {
    /** Attempts that wait for a thread; one more gets 454. */
    static final int WAITING_ATTEMPTS = 1_000;

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
    private static final int DECOY_KEY_OCTETS = 32;

    private final Configuration configuration;
    private final InstantSource clock;
    private final SecureRandom random;
    private final ThreadPoolExecutor passwords;

    EdgeLogin(Configuration configuration, InstantSource clock, SecureRandom random) {
        this.configuration = configuration;
        this.clock = clock;
        this.random = random;
        int threads = Runtime.getRuntime().availableProcessors();
        passwords = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_ATTEMPTS),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        passwords.allowCoreThreadTimeOut(true);
    }

    SaslAuthentication authentication(CredentialSource accounts, ServedDomains domains, Optional<PrivateKey> key) {
        var authority = authority(accounts, key)
                .withAnonymous((trace, session) -> Optional.of(Address.ANONYMOUS + "@" + session.serverName()));
        var mechanisms = configuration.security().mechanisms().stream()
                .flatMap(name -> SaslMechanism.named(name).stream())
                .toList();
        return new SaslAuthentication(
                authority,
                mechanisms,
                asked -> asked.flatMap(domains::named).orElse(domains.first()).toString());
    }

    /** Who guesses at the ones' accounts is slowed down there, and not at the others'. */
    SaslAuthority authority(CredentialSource accounts, Optional<PrivateKey> key) {
        return new SaslAuthority(accounts, throttles(), decoyKey(key), resources());
    }

    SaslResources resources() {
        return new SaslResources(random, passwords);
    }

    void close() {
        passwords.shutdownNow();
    }

    private LoginThrottles throttles() {
        var limits = configuration.limits();
        var window = limits.time(Limit.FAILED_LOGIN_WINDOW);
        return new LoginThrottles(
                throttle(limits.number(Limit.FAILED_LOGINS), window),
                throttle(limits.number(Limit.FAILED_LOGINS_PER_ADDRESS), window));
    }

    private LoginThrottle throttle(int failures, Duration window) {
        var bounds = new LoginThrottle.Bounds(
                failures, window, least(FIRST_BACK_OFF, window), least(LONGEST_BACK_OFF, window));
        return new LoginThrottle(bounds, LoginThrottle.DEFAULT_KEYS, clock);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The relay's key outlasts a restart, so what is made of it does; without TLS, on loopback only, chance will do. */
    private Octets decoyKey(Optional<PrivateKey> key) {
        return key.map(EdgeLogin::derived).orElseGet(() -> Octets.random(DECOY_KEY_OCTETS, random));
    }

    private static Octets derived(PrivateKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return Octets.of(mac.doFinal("salts of accounts that do not exist".getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has HmacSHA256", e);
        }
    }
}
