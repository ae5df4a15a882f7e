package org.imxp.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadWriter;
import org.imxp.protocol.ReplyCode;

/** The relays of other domains, as a test writes them. Without a word none is reachable. */
final class FarRelays implements NextHops {
    static final Outcome UNREACHABLE = Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, Sentence.NO_RELAY);

    /** What a relay of a domain was sent, and its answer. */
    record Sent(Domain domain, Payload payload, CompletableFuture<Outcome> answer) {
        String xml() {
            var text = new StringBuilder();
            for (ByteBuffer octets : new PayloadWriter().write(payload, Dialect.APEX)) {
                text.append(StandardCharsets.UTF_8.decode(octets));
            }
            return EdgePeer.trim(text.substring(text.indexOf("\r\n\r\n")));
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>();
    private Optional<Outcome> answer = Optional.of(UNREACHABLE);
    private Optional<Instant> expiry = Optional.empty();
    private Runnable connecting = () -> {};

    /** All give one answer. */
    void answer(Outcome outcome) {
        answer = Optional.of(outcome);
    }

    /** The test answers. */
    void answerByHand() {
        answer = Optional.empty();
    }

    /** What happens until a relay is ready to take a data. */
    void connecting(Runnable meanwhile) {
        connecting = meanwhile;
    }

    @Override
    public synchronized CompletionStage<Outcome> send(Domain domain, Payload payload) {
        var one = new Sent(domain, payload, new CompletableFuture<>());
        sent.add(one);
        answer.ifPresent(one.answer()::complete);
        return one.answer();
    }

    @Override
    public CompletionStage<Outcome> send(Domain domain, Departure departure) {
        expiry = departure.expiry();
        connecting.run();
        return NextHops.super.send(domain, departure);
    }

    /** The next data that a relay was sent. */
    Sent next() {
        return sent.remove();
    }

    /** Until when the last data that was to be sent is of use. */
    Optional<Instant> expiry() {
        return expiry;
    }

    int count() {
        return sent.size();
    }
}
