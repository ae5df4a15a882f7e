package org.imxp.beep.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server with one account, Fred's, and what tests need to talk to it. Everything happens on the caller's thread. */
final class SaslBench {
    static final String DOMAIN = "example.com";
    static final String FRED = "fred@example.com";
    static final String PASSWORD = "yabba dabba doo";
    static final SecureRandom RANDOM = new SecureRandom();
    static final SaslResources RESOURCES = new SaslResources(RANDOM, Runnable::run);
    static final StoredCredentials STORED = StoredCredentials.derive(FRED, DOMAIN, PASSWORD.toCharArray(), RANDOM)
            .withScramSha1(PASSWORD.toCharArray(), RANDOM);
    /** TLS with a channel binding, as both sides see it. */
    static final TransportSecurity BOUND = new TransportSecurity(Optional.of(Octets.random(32, RANDOM)), List.of());

    private static final Map<String, StoredCredentials> ACCOUNTS = Map.of("fred", STORED, FRED, STORED);
    private static final Octets DECOY_KEY = Octets.of(new byte[32]);

    Instant now = Instant.EPOCH;
    final LoginThrottles throttles = LoginThrottles.withDefaults(() -> now);
    CredentialSource source =
            (username, serverName) -> CompletableFuture.completedStage(Optional.ofNullable(ACCOUNTS.get(username)));
    SaslContext context = new SaslContext(DOMAIN, Set.of("relay.example.com", "127.0.0.1"), "192.0.2.1", true);

    SaslServer server(SaslMechanism mechanism) {
        return server(mechanism, RESOURCES);
    }

    SaslServer server(SaslMechanism mechanism, SaslResources resources) {
        return authority(resources).factory(mechanism).begin(mechanism.bindsChannel() ? context(BOUND) : context);
    }

    SaslAuthority authority(SaslResources resources) {
        return new SaslAuthority((user, name) -> source.find(user, name), throttles, DECOY_KEY, resources);
    }

    /** The same session with what TLS gives. */
    SaslContext context(TransportSecurity security) {
        return new SaslContext(DOMAIN, context.hosts(), context.peer(), Optional.of(security));
    }

    Attempt attempt() {
        return new Attempt(source, throttles, new Decoys(DECOY_KEY), context);
    }

    static SaslClient client(SaslMechanism mechanism, String username, String password) {
        return new SaslLogin(username, password.toCharArray(), DOMAIN, RESOURCES).client(mechanism, Optional.of(BOUND));
    }

    /** Plays an attempt to the server's verdict. */
    static SaslStep play(SaslClient client, SaslServer server) {
        var message = client.initialResponse().orElse(Octets.EMPTY);
        var step = say(server, message);
        while (step instanceof SaslChallenge(var data)) {
            step = say(server, ((SaslResponse) hear(client, data, false)).data());
        }
        return step;
    }

    static SaslStep say(SaslServer server, Octets message) {
        return await(server.respond(message.toByteArray()));
    }

    static SaslStep say(SaslServer server, String message) {
        return await(server.respond(message.getBytes(UTF_8)));
    }

    static SaslClientStep hear(SaslClient client, Octets challenge, boolean complete) {
        return await(client.respond(challenge.toByteArray(), complete));
    }

    static SaslClientStep hear(SaslClient client, String challenge, boolean complete) {
        return hear(client, Octets.ofText(challenge), complete);
    }

    static String text(SaslStep step) {
        return text(
                switch (step) {
                    case SaslChallenge(var data) -> data;
                    case SaslSuccess(var identity, var data) -> data;
                    case SaslFailure failure -> throw new AssertionError(failure);
                });
    }

    static String text(SaslClientStep step) {
        return text(((SaslResponse) step).data());
    }

    static String text(Octets octets) {
        return new String(octets.toByteArray(), UTF_8);
    }

    static int code(SaslStep step) {
        return ((SaslFailure) step).code();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
