package org.imxp.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.AccessOperation;
import org.imxp.protocol.AccessReader;
import org.imxp.protocol.AccessWriter;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;

/** Asks access services (RFC 3341 section 4). Thread-safe. */
final class AccessQuestions {
    private static final String SERVICE = "access";
    private static final AccessReader READER = new AccessReader(ProtocolLimits.defaults());
    private static final AccessWriter WRITER = new AccessWriter();

    private final ServiceQuestions questions;

    AccessQuestions(ServiceQuestions questions) {
        this.questions = questions;
    }

    /** Whether all actions are granted (section 4.2). */
    CompletableFuture<Boolean> query(Address owner, Address actor, Actions actions) {
        int transId = questions.nextTransId();
        return ask(owner, new AccessOperation.Query(transId, owner, actor, actions), answer -> switch (answer) {
            case AccessOperation.Allow _ -> Answer.given(true);
            case AccessOperation.Deny _ -> Answer.given(false);
            case Reply reply -> Answer.refused(reply);
            case AccessOperation.Query _, AccessOperation.Get _, AccessOperation.Set _ -> Optional.empty();
        });
    }

    /** The entry for exactly this actor (section 4.3). */
    CompletableFuture<Optional<Rule>> get(Address owner, ActorPattern actor) {
        int transId = questions.nextTransId();
        return ask(owner, new AccessOperation.Get(transId, owner, actor), answer -> switch (answer) {
            case AccessOperation.Set set ->
                rule(owner, actor, set.entry()).flatMap(rule -> Answer.given(Optional.of(rule)));
            case Reply reply ->
                reply.code().equals(ReplyCode.NO_SUCH_ENTRY) ? Answer.given(Optional.empty()) : Answer.refused(reply);
            case AccessOperation.Query _, AccessOperation.Get _, AccessOperation.Allow _, AccessOperation.Deny _ ->
                Optional.empty();
        });
    }

    private static Optional<Rule> rule(Address owner, ActorPattern actor, AccessEntry entry) {
        return entry.owner().equals(owner) && entry.actor().equals(actor)
                ? entry.actions()
                        .flatMap(actions ->
                                entry.lastUpdate().map(lastUpdate -> new Rule(actor.toString(), actions, lastUpdate)))
                : Optional.empty();
    }

    /** Changes an entry (section 4.4). */
    CompletableFuture<ReplyCode> set(
            Address owner, ActorPattern actor, Optional<Actions> actions, Optional<Instant> lastUpdate) {
        int transId = questions.nextTransId();
        var entry = new AccessEntry(owner, actor, actions, lastUpdate);
        return ask(owner, new AccessOperation.Set(transId, entry), answer -> switch (answer) {
            case Reply reply -> reply.code().isDone() ? Answer.given(reply.code()) : Answer.refused(reply);
            // A copy for the owner, which says that there was a change; the reply says whose.
            case AccessOperation.Query _,
                    AccessOperation.Get _,
                    AccessOperation.Set _,
                    AccessOperation.Allow _,
                    AccessOperation.Deny _ -> Optional.empty();
        });
    }

    private <T> CompletableFuture<T> ask(
            Address owner, AccessOperation question, Function<AccessOperation, Optional<Answer<T>>> answers) {
        return questions.ask(
                Address.service(SERVICE, owner.domain()),
                question.transId(),
                WRITER.write(question, questions.dialect()),
                content -> read(content).flatMap(answers));
    }

    private static Optional<AccessOperation> read(XmlFragment content) {
        try {
            return Optional.of(READER.read(content));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
