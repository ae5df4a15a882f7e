package org.imxp.beep.fuzz;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Authentication;
import org.imxp.beep.Session;
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
import org.imxp.beep.sasl.TransportSecurity;

/** One account, at an authority whose nonces are the same each time. One for each input, since failures are counted. */
final class FuzzAccounts implements Authentication {
    static final String FRED = "fred@example.com";
    static final String DOMAIN = "example.com";
    private static final char[] PASSWORD = "yabba dabba doo".toCharArray();
    private static final StoredCredentials CREDENTIALS =
            StoredCredentials.derive(FRED, DOMAIN, PASSWORD, new SameRandom());

    private final SaslAuthority authority = new SaslAuthority(
            (username, serverName) -> CompletableFuture.completedFuture(
                    username.equals(FRED) ? Optional.of(CREDENTIALS) : Optional.empty()),
            LoginThrottles.withDefaults(() -> Instant.EPOCH),
            Octets.of(new byte[32]),
            new SaslResources(new SameRandom(), Runnable::run));

    private static final TransportSecurity BOUND =
            new TransportSecurity(Optional.of(Octets.of(new byte[TransportSecurity.EXPORTER_LENGTH])), List.of());

    SaslServer server(SaslMechanism mechanism, boolean secured) {
        var security = secured ? Optional.of(BOUND) : Optional.<TransportSecurity>empty();
        return authority
                .factory(mechanism)
                .begin(new SaslContext(DOMAIN, Set.of("relay.example.com"), "192.0.2.1", security));
    }

    static SaslClient client(SaslMechanism mechanism) {
        return switch (mechanism) {
            case EXTERNAL -> SaslClient.external(FRED);
            case ANONYMOUS -> SaslClient.anonymous("fred");
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256, SCRAM_SHA_1_PLUS, SCRAM_SHA_1, DIGEST_MD5, PLAIN ->
                new SaslLogin(FRED, PASSWORD, DOMAIN, new SaslResources(new SameRandom(), Runnable::run))
                        .client(mechanism, Optional.of(BOUND));
        };
    }

    @Override
    public List<String> mechanisms(Session session) {
        return Arrays.stream(SaslMechanism.values())
                .filter(mechanism ->
                        mechanism != SaslMechanism.PLAIN || session.tlsPeer().isPresent())
                .map(SaslMechanism::registeredName)
                .toList();
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        return server(
                SaslMechanism.named(mechanism).orElseThrow(), session.tlsPeer().isPresent());
    }
}
