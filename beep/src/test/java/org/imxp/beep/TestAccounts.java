package org.imxp.beep;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.sasl.LoginThrottles;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslContext;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.StoredCredentials;

/** Authentication against one account, fred@example.com with the password "yabba dabba doo". */
final class TestAccounts implements Authentication {
    static final String FRED = "fred@example.com";
    static final String PASSWORD = "yabba dabba doo";

    private static final SaslResources RESOURCES = new SaslResources(new SecureRandom(), Runnable::run);
    private static final StoredCredentials CREDENTIALS =
            StoredCredentials.derive(FRED, "example.com", PASSWORD.toCharArray(), new SecureRandom());

    private final SaslAuthority authority = new SaslAuthority(
            (username, serverName) -> CompletableFuture.completedFuture(
                    username.equals(FRED) ? Optional.of(CREDENTIALS) : Optional.empty()),
            LoginThrottles.withDefaults(InstantSource.system()),
            Octets.random(16, new SecureRandom()),
            RESOURCES);

    @Override
    public List<String> mechanisms(Session session) {
        if (session.settings().tls() == TlsPolicy.REQUIRED && session.tlsPeer().isEmpty()) {
            return List.of();
        }
        return List.of(SaslMechanism.values()).stream()
                .filter(mechanism ->
                        mechanism != SaslMechanism.PLAIN || session.tlsPeer().isPresent())
                .map(SaslMechanism::registeredName)
                .toList();
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        return authority
                .factory(SaslMechanism.named(mechanism).orElseThrow())
                .begin(new SaslContext(
                        "example.com",
                        Set.of(),
                        session.remoteAddress(),
                        session.tlsPeer().isPresent()));
    }

    static SaslClient client(SaslMechanism mechanism, String password, boolean secured) {
        return new SaslLogin(FRED, password.toCharArray(), "example.com", RESOURCES).client(mechanism, secured);
    }
}
