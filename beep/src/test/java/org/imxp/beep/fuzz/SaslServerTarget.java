package org.imxp.beep.fuzz;

import java.util.List;
import org.imxp.beep.sasl.SaslChallenge;
import org.imxp.beep.sasl.SaslFailure;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.testkit.fuzz.FuzzRule;

/** What a client sends is answered by a step: a fault of the client's is never one of this side, and only Fred gets in. */
public final class SaslServerTarget {
    private static final List<SaslMechanism> MECHANISMS = List.of(SaslMechanism.values());

    private SaslServerTarget() {}

    /**
     * Tries an input.
     *
     * @param input a mechanism, and a client's messages
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var parts = Parts.of(input);
        var mechanism = MECHANISMS.get(parts.choices() % MECHANISMS.size());
        var server = new FuzzAccounts().server(mechanism, !parts.chosen(7));
        var over = false;
        for (var message : parts.all()) {
            var step = server.respond(message).toCompletableFuture().join();
            FuzzRule.holds(!over || step instanceof SaslFailure, () -> "a step after the last: " + step);
            check(step);
            over = !(step instanceof SaslChallenge);
        }
    }

    private static void check(SaslStep step) {
        switch (step) {
            case SaslChallenge challenge ->
                FuzzRule.holds(
                        challenge.data().length() <= 8192,
                        () -> "a challenge of " + challenge.data().length());
            case SaslSuccess success ->
                FuzzRule.holds(success.identity().equals(FuzzAccounts.FRED), () -> "success of " + success.identity());
            case SaslFailure failure -> {
                FuzzRule.sentence(failure.text());
                // What a mechanism has thrown comes as temporary.
                FuzzRule.holds(failure.code() != SaslFailure.TEMPORARY, failure::toString);
            }
        }
    }
}
