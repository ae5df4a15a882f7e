package org.imxp.beep.fuzz;

import java.util.List;
import org.imxp.beep.sasl.SaslAbort;
import org.imxp.beep.sasl.SaslClientStep;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResponse;
import org.imxp.beep.sasl.SaslVerified;
import org.imxp.testkit.fuzz.FuzzRule;

/** What a server sends is answered by a step: a fault of the server's is never one of this side. */
public final class SaslClientTarget {
    private static final List<SaslMechanism> MECHANISMS = List.of(SaslMechanism.values());

    private SaslClientTarget() {}

    /**
     * Tries an input.
     *
     * @param input a mechanism and whether the last message has the status complete, and a server's messages
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var parts = Parts.of(input);
        var mechanism = MECHANISMS.get((parts.choices() & 0x7F) % MECHANISMS.size());
        var client = FuzzAccounts.client(mechanism);
        var over = false;
        for (int i = 0; i < parts.all().size(); i++) {
            var complete = parts.chosen(7) && i == parts.all().size() - 1;
            var step = client.respond(parts.all().get(i), complete)
                    .toCompletableFuture()
                    .join();
            FuzzRule.holds(!over || step instanceof SaslAbort, () -> "a step after the last: " + step);
            check(step, complete);
            over = !(step instanceof SaslResponse);
        }
    }

    private static void check(SaslClientStep step, boolean complete) {
        switch (step) {
            case SaslResponse response ->
                FuzzRule.holds(
                        response.data().length() <= 8192,
                        () -> "a response of " + response.data().length());
            case SaslVerified _ -> FuzzRule.holds(complete, () -> "verified by a server that has not said so");
            case SaslAbort abort -> {
                FuzzRule.sentence(abort.reason());
                // What a mechanism has thrown comes as this.
                FuzzRule.holds(!abort.reason().equals("the challenge could not be answered"), abort::toString);
            }
        }
    }
}
