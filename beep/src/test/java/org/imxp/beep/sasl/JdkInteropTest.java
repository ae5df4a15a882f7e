package org.imxp.beep.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our mechanisms against the JDK's. */
class JdkInteropTest {
    private static final Octets DECOY_KEY = Octets.of(new byte[32]);

    private record Answers(String username, String password) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
            for (var callback : callbacks) {
                switch (callback) {
                    case RealmCallback realm -> realm.setText(realm.getDefaultText());
                    case NameCallback name -> name.setName(username);
                    case PasswordCallback asked -> asked.setPassword(password.toCharArray());
                    case AuthorizeCallback asked -> {
                        asked.setAuthorized(true);
                        asked.setAuthorizedID(asked.getAuthorizationID());
                    }
                    default -> throw new UnsupportedCallbackException(callback);
                }
            }
        }
    }

    @ParameterizedTest
    @Requirement({"BEEP-54", "BEEP-65", "BEEP-66", "BEEP-67", "BEEP-68"})
    @CsvSource({
        "fred, secret, secret, true",
        "fred@example.com, secret, secret, true",
        "jürgen, pässword, pässword, true",
        "φρεντ, κωδικός, κωδικός, true",
        "a\"b\\c, x, x, true",
        "fred, secret, wrong, false",
    })
    void theJdksClientLogsInToOurServer(String username, String password, String typed, boolean admitted)
            throws SaslException {
        var client = jdkClient("DIGEST-MD5", username, typed);
        var server = ourServer(SaslMechanism.DIGEST_MD5, username, password);
        var challenge = (SaslChallenge) SaslBench.say(server, "");
        var response = client.evaluateChallenge(challenge.data().toByteArray());
        var step = SaslBench.say(server, Octets.of(response));
        assertThat(step instanceof SaslSuccess).isEqualTo(admitted);
        if (step instanceof SaslSuccess(var identity, var proof)) {
            client.evaluateChallenge(proof.toByteArray());
            assertThat(client.isComplete()).isTrue();
            assertThat(identity).isEqualTo(identityOf(username));
        }
    }

    @ParameterizedTest
    @Requirement({"BEEP-54", "BEEP-65", "BEEP-66", "BEEP-67", "BEEP-68"})
    @CsvSource({
        "fred, secret",
        "fred@example.com, secret",
        "jürgen, pässword",
        "φρεντ, κωδικός",
        "a\"b\\c, x",
    })
    void ourClientLogsInToTheJdksServer(String username, String password) throws SaslException {
        var server = Sasl.createSaslServer(
                "DIGEST-MD5", "beep", SaslBench.DOMAIN, Map.of(), new Answers(username, password));
        var client = SaslBench.client(SaslMechanism.DIGEST_MD5, username, password);
        var challenge = server.evaluateResponse(new byte[0]);
        var response = (SaslResponse) SaslBench.hear(client, Octets.of(challenge), false);
        var proof = server.evaluateResponse(response.data().toByteArray());
        assertThat(server.isComplete()).isTrue();
        assertThat(SaslBench.hear(client, Octets.of(proof), true)).isEqualTo(new SaslVerified());
    }

    @Test
    void theJdksPlainClientLogsInToOurServer() throws SaslException {
        var client = jdkClient("PLAIN", "fred", "secret");
        var server = ourServer(SaslMechanism.PLAIN, "fred", "secret");
        var step = SaslBench.say(server, Octets.of(client.evaluateChallenge(new byte[0])));
        assertThat(step).isEqualTo(new SaslSuccess("fred@example.com", Octets.EMPTY));
    }

    private static javax.security.sasl.SaslClient jdkClient(String mechanism, String username, String password)
            throws SaslException {
        return Sasl.createSaslClient(
                new String[] {mechanism}, null, "beep", SaslBench.DOMAIN, Map.of(), new Answers(username, password));
    }

    private static String identityOf(String username) {
        return username.contains("@") ? username : username + "@" + SaslBench.DOMAIN;
    }

    private static SaslServer ourServer(SaslMechanism mechanism, String username, String password) {
        var bench = new SaslBench();
        var stored = StoredCredentials.derive(
                identityOf(username), SaslBench.DOMAIN, password.toCharArray(), SaslBench.RANDOM);
        CredentialSource source = (name, serverName) ->
                CompletableFuture.completedStage(name.equals(username) ? Optional.of(stored) : Optional.empty());
        var context = new SaslContext(SaslBench.DOMAIN, Set.of(), "192.0.2.1", true);
        return new SaslAuthority(source, bench.throttles, DECOY_KEY, SaslBench.RESOURCES)
                .factory(mechanism)
                .begin(context);
    }
}
