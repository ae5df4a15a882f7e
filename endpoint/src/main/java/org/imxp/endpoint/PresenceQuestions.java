package org.imxp.endpoint;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceReader;
import org.imxp.protocol.PresenceWriter;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.imxp.protocol.XmlFragment;

/** Asks presence services (RFC 3343 section 4). Thread-safe. */
final class PresenceQuestions {
    private static final String SERVICE = "presence";
    private static final PresenceReader READER = new PresenceReader(ProtocolLimits.defaults());
    private static final PresenceWriter WRITER = new PresenceWriter();

    private final ServiceQuestions questions;
    private final InstantSource clock;

    PresenceQuestions(ServiceQuestions questions, InstantSource clock) {
        this.questions = questions;
        this.clock = clock;
    }

    Address self() {
        return questions.self();
    }

    int nextTransId() {
        return questions.nextTransId();
    }

    /** The entry as it is now, by a poll: it ends a subscription to the same publisher (section 4.2 step 4). */
    CompletableFuture<PresenceOperation.Publish> get(Address publisher) {
        int transId = questions.nextTransId();
        return ask(publisher, new PresenceOperation.Subscribe(publisher, transId, 0), answer -> switch (answer) {
            case PresenceOperation.Publish publish ->
                isOf(publisher, publish) ? Answer.given(publish) : Optional.empty();
            // A success that brings no entry is none.
            case Reply reply -> reply.code().isDone() ? Optional.empty() : Answer.refused(reply);
            case PresenceOperation.Subscribe _, PresenceOperation.Watch _, PresenceOperation.Notify _, Terminate _ ->
                Optional.empty();
        });
    }

    /** Replaces the entry that there is at its lastUpdate (section 4.4). */
    CompletableFuture<ReplyCode> publish(PresenceEntry entry) {
        int transId = questions.nextTransId();
        var publisher = entry.publisher();
        var question = new PresenceOperation.Publish(publisher, transId, clock.instant(), entry);
        return ask(publisher, question, answer -> switch (answer) {
            case Reply reply -> reply.code().isDone() ? Answer.given(reply.code()) : Answer.refused(reply);
            case PresenceOperation.Publish _,
                    PresenceOperation.Subscribe _,
                    PresenceOperation.Watch _,
                    PresenceOperation.Notify _,
                    Terminate _ -> Optional.empty();
        });
    }

    /** Whether the service says something of whom it was asked about. */
    static boolean isOf(Address publisher, PresenceOperation.Publish publish) {
        return publish.publisher().equals(publisher)
                && publish.presence().publisher().equals(publisher);
    }

    private <T> CompletableFuture<T> ask(
            Address publisher, PresenceOperation question, Function<PresenceOperation, Optional<Answer<T>>> answers) {
        return questions.ask(
                service(publisher),
                question.transId(),
                WRITER.write(question, questions.dialect()),
                content -> read(content).flatMap(answers));
    }

    // ---- what goes on ----------------------------------------------------------------------------------------------

    void send(Address publisher, PresenceOperation question, Consumer<String> failed) {
        questions.send(service(publisher), WRITER.write(question, questions.dialect()), failed);
    }

    /** Listens to what the presence service of the publisher's domain says under a transID, and to nobody else. */
    void listen(Address publisher, int transId, Predicate<PresenceOperation> listener) {
        questions.listen(
                service(publisher),
                transId,
                content -> read(content).filter(listener).isPresent());
    }

    void forget(int transId) {
        questions.forget(transId);
    }

    private static Address service(Address publisher) {
        return Address.service(SERVICE, publisher.domain());
    }

    private static Optional<PresenceOperation> read(XmlFragment content) {
        try {
            return Optional.of(READER.read(content));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
