package org.imxp.beep.sasl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** SCRAM (RFC 5802), with and without channel binding. */
final class ScramServer implements SaslServer {
    private sealed interface State {
        record Begun() implements State {}

        record Prompted() implements State {}

        record Challenged(ScramClientFirst first, Account account, ScramExchange exchange) implements State {}
    }

    private final ScramHash hash;
    private final ChannelBinding binding;
    private final Attempt attempt;
    private final String serverNonce;
    private State state = new State.Begun();

    ScramServer(ScramHash hash, ChannelBinding binding, Attempt attempt, String serverNonce) {
        this.hash = hash;
        this.binding = binding;
        this.attempt = attempt;
        this.serverNonce = serverNonce;
    }

    @Override
    public String mechanism() {
        return switch (binding) {
            case ChannelBinding.NotOffered(), ChannelBinding.Declined() -> hash.mechanism();
            case ChannelBinding.Required(var _) -> hash.mechanism() + ScramHash.PLUS;
        };
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        return switch (state) {
            case State.Begun() when message.length == 0 -> prompt();
            case State.Begun(), State.Prompted() -> challenge(ScramClientFirst.parse(WireText.utf8(message)));
            case State.Challenged challenged ->
                CompletableFuture.completedStage(decide(challenged, WireText.utf8(message)));
        };
    }

    private CompletionStage<SaslStep> prompt() {
        state = new State.Prompted();
        return CompletableFuture.completedStage(new SaslChallenge(Octets.EMPTY));
    }

    private CompletionStage<SaslStep> challenge(ScramClientFirst first) {
        var refusal = binding.refusal(first.flag());
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal.get());
        }
        var username = SaslPrep.prepare(first.username())
                .orElseThrow(() -> new SaslSyntaxException("the username has characters that RFC 4013 forbids"));
        return attempt.withAccount(username, Runnable::run, account -> challenge(first, account));
    }

    private SaslStep challenge(ScramClientFirst first, Account account) {
        var exchange = new ScramExchange(hash, attempt.scramKeys(account, hash), binding, first, serverNonce);
        state = new State.Challenged(first, account, exchange);
        return new SaslChallenge(Octets.ofText(exchange.serverFirst()));
    }

    private SaslStep decide(State.Challenged challenged, String clientFinal) {
        var outcome = challenged.exchange().finish(clientFinal);
        return attempt.verdict(
                challenged.account(),
                outcome.proved(),
                challenged.first().authzid(),
                Octets.ofText(outcome.serverFinal()));
    }
}
