package org.imxp.beep.sasl;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** SCRAM (RFC 5802), with and without channel binding. It names no other identity. */
final class ScramClient implements SaslClient {
    private sealed interface State {
        record Begun() implements State {}

        record FirstSent() implements State {}

        record ProofSent(Octets expectedSignature) implements State {}

        record ServerProved() implements State {}
    }

    private final ScramHash hash;
    private final ClientBinding binding;
    private final PreparedLogin login;
    private final String clientNonce;
    private final Executor executor;
    private State state = new State.Begun();

    ScramClient(ScramHash hash, ClientBinding binding, PreparedLogin login, String clientNonce, Executor executor) {
        this.hash = hash;
        this.binding = binding;
        this.login = login;
        this.clientNonce = clientNonce;
        this.executor = executor;
    }

    @Override
    public String mechanism() {
        return switch (binding) {
            case ClientBinding.CannotBind(), ClientBinding.NotOffered() -> hash.mechanism();
            case ClientBinding.Binds(var _) -> hash.mechanism() + ScramHash.PLUS;
        };
    }

    @Override
    public Optional<Octets> initialResponse() {
        state = new State.FirstSent();
        return Optional.of(first());
    }

    @Override
    public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
        return switch (state) {
            case State.Begun() -> CompletableFuture.completedStage(begin(challenge, complete));
            case State.FirstSent()
            when complete -> abort("the server said complete before it proved that it knows the account");
            case State.FirstSent() -> prove(WireText.utf8(challenge));
            case State.ProofSent(var expected) ->
                CompletableFuture.completedStage(verify(WireText.utf8(challenge), expected, complete));
            case State.ServerProved()
            when complete && challenge.length == 0 -> CompletableFuture.completedStage(new SaslVerified());
            case State.ServerProved() -> abort("the server went on after its proof");
        };
    }

    private SaslClientStep begin(byte[] challenge, boolean complete) {
        if (complete || challenge.length > 0) {
            return new SaslAbort("the server spoke before the client, which speaks first in SCRAM");
        }
        state = new State.FirstSent();
        return new SaslResponse(first());
    }

    private CompletionStage<SaslClientStep> prove(String serverFirst) {
        var message = ScramMessage.parse(serverFirst);
        if (message.startsWith('e')) {
            return CompletableFuture.completedStage(refused(message));
        }
        var nonce = ScramMessage.checkNonce(message.at(0, 'r'));
        var salt = Octets.of(WireText.base64(message.at(1, 's')));
        var iterations = iterations(message.at(2, 'i'));
        if (!nonce.startsWith(clientNonce) || nonce.length() == clientNonce.length()) {
            return abort("the server's nonce does not continue the client's");
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    var keys = ScramArithmetic.clientKeys(hash, login.password(), salt, iterations);
                    return proof(keys, serverFirst, nonce);
                },
                executor);
    }

    private SaslClientStep proof(ScramArithmetic.ClientKeys keys, String serverFirst, String nonce) {
        var withoutProof = "c=" + WireText.base64(binding.input()) + ",r=" + nonce;
        var authMessage = bare() + "," + serverFirst + "," + withoutProof;
        state = new State.ProofSent(
                Octets.of(ScramArithmetic.hmac(hash, keys.serverKey().shared(), authMessage)));
        var proof = ScramArithmetic.proof(hash, keys, authMessage);
        return new SaslResponse(Octets.ofText(withoutProof + ",p=" + WireText.base64(proof)));
    }

    private SaslClientStep verify(String serverFinal, Octets expected, boolean complete) {
        var message = ScramMessage.parse(serverFinal);
        if (message.startsWith('e')) {
            return refused(message);
        }
        if (!expected.matches(WireText.base64(message.at(0, 'v')))) {
            return new SaslAbort("the server does not know the account: its proof (v=) is wrong");
        }
        state = new State.ServerProved();
        return complete ? new SaslVerified() : new SaslResponse(Octets.EMPTY);
    }

    /** Fewer would make the password cheap to guess for a false server, more would keep the client busy. */
    private static int iterations(String text) {
        var isNumber = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        var iterations = isNumber ? Integer.parseInt(text) : 0;
        if (iterations < ScramKeys.MIN_ITERATIONS || iterations > ScramKeys.MAX_ITERATIONS) {
            throw new SaslSyntaxException("the iteration count (i=) is not a number of " + ScramKeys.MIN_ITERATIONS
                    + " to " + ScramKeys.MAX_ITERATIONS);
        }
        return iterations;
    }

    /** The value is a stranger's: only what looks like one of RFC 5802's is shown. */
    private static SaslClientStep refused(ScramMessage message) {
        var value = message.at(0, 'e');
        return new SaslAbort("the server refused" + (value.matches("[a-z0-9-]{1,64}") ? ": " + value : ""));
    }

    private Octets first() {
        return Octets.ofText(binding.header() + bare());
    }

    private String bare() {
        return "n=" + ScramName.escape(login.username()) + ",r=" + clientNonce;
    }

    private static CompletionStage<SaslClientStep> abort(String reason) {
        return CompletableFuture.completedStage(new SaslAbort(reason));
    }
}
