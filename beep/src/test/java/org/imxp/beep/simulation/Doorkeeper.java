package org.imxp.beep.simulation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.beep.Authentication;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.Session;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAbort;
import org.imxp.beep.sasl.SaslChallenge;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslClientStep;
import org.imxp.beep.sasl.SaslFailure;
import org.imxp.beep.sasl.SaslResponse;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.beep.sasl.SaslVerified;

/** Both sides of a mechanism that asks as often as it likes, and takes its time. */
final class Doorkeeper implements Authentication {
    static final String IDENTITY = "fred@example.com";

    private static final String MECHANISM = "PLAIN";
    private static final String GOOD = "good";

    private final Peer peer;
    private boolean distrusts;

    Doorkeeper(Peer peer) {
        this.peer = peer;
    }

    @Override
    public List<String> mechanisms(Session session) {
        return List.of(MECHANISM);
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        return new SaslServer() {
            private int asked;

            @Override
            public String mechanism() {
                return MECHANISM;
            }

            @Override
            public CompletionStage<SaslStep> respond(byte[] message) {
                if (message.length == 0 || (asked < 3 && peer.chance().oneIn(3))) {
                    asked++;
                    return soon(new SaslChallenge(peer.chance().oneIn(3) ? Octets.EMPTY : octets("more")));
                }
                return soon(
                        new String(message, StandardCharsets.US_ASCII).equals(GOOD)
                                ? new SaslSuccess(IDENTITY, Octets.EMPTY)
                                : new SaslFailure(ReplyCode.AUTHENTICATION_FAILURE, "bad"));
            }
        };
    }

    /** Whether a client of this side has given up on the other, perhaps after that has called it authenticated. */
    boolean distrusts() {
        return distrusts;
    }

    SaslClient client() {
        var first = peer.chance().oneIn(2);
        var word = peer.chance().oneIn(4) ? "bad" : GOOD;
        return new SaslClient() {
            @Override
            public String mechanism() {
                return MECHANISM;
            }

            @Override
            public Optional<Octets> initialResponse() {
                return first ? Optional.of(octets(word)) : Optional.empty();
            }

            @Override
            public CompletionStage<SaslClientStep> respond(byte[] challenge, boolean complete) {
                if (peer.chance().oneIn(10)) {
                    distrusts = true;
                    return soon(new SaslAbort("no wish any more"));
                }
                return soon(complete ? new SaslVerified() : new SaslResponse(octets(word)));
            }
        };
    }

    private <T> CompletionStage<T> soon(T step) {
        if (peer.chance().oneIn(2)) {
            return CompletableFuture.completedFuture(step);
        }
        var later = new CompletableFuture<T>();
        peer.later(() -> {
            peer.note("has thought about " + step.getClass().getSimpleName());
            return later.complete(step);
        });
        return later;
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
