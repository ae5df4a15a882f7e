package org.imxp.beep;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.sasl.CredentialSource;
import org.imxp.beep.sasl.LoginThrottle;
import org.imxp.beep.sasl.LoginThrottles;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.beep.sasl.TransportSecurity;

/** Authentication against one account, fred@example.com with the password "yabba dabba doo". */
final class TestAccounts implements Authentication {
    static final String FRED = "fred@example.com";
    static final String PASSWORD = "yabba dabba doo";
    /** TLS as it is pretended in memory, the same for both sides. */
    static final TlsPeer PRETENDED =
            new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of(), Optional.of(Octets.of(new byte[32])));

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SaslResources RESOURCES = new SaslResources(RANDOM, Runnable::run);
    private static final StoredCredentials CREDENTIALS = StoredCredentials.derive(
                    FRED, "example.com", PASSWORD.toCharArray(), RANDOM)
            .withScramSha1(PASSWORD.toCharArray(), RANDOM);

    private final SaslAuthentication authentication;

    TestAccounts() {
        this(SaslMechanism.byPassword().toArray(SaslMechanism[]::new));
    }

    TestAccounts(SaslMechanism... mechanisms) {
        authentication = SaslAuthentication.of(authority(), "example.com", mechanisms);
    }

    /** So patient that tests can share it. */
    static SaslAuthority authority() {
        var patience = new LoginThrottle.Bounds(1000, MINUTE, MINUTE, MINUTE);
        var throttle = new LoginThrottle(patience, 100, InstantSource.system());
        return new SaslAuthority(
                CredentialSource.of(List.of(CREDENTIALS)),
                new LoginThrottles(throttle, throttle),
                Octets.random(16, RANDOM),
                RESOURCES);
    }

    @Override
    public List<String> mechanisms(Session session) {
        return authentication.mechanisms(session);
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        return authentication.begin(mechanism, session);
    }

    static SaslLogin login(String password) {
        return new SaslLogin(FRED, password.toCharArray(), "example.com", RESOURCES);
    }

    /** A client that knows of no TLS but the pretended one. */
    static SaslClient client(SaslMechanism mechanism, String password, boolean secured) {
        return login(password)
                .client(mechanism, secured ? Optional.of(PRETENDED.security()) : Optional.<TransportSecurity>empty());
    }
}
