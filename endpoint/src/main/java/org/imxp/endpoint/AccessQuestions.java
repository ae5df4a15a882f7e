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
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
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

    private final Endpoint endpoint;
    private final Questions questions;

    AccessQuestions(Endpoint endpoint, Questions questions) {
        this.endpoint = endpoint;
        this.questions = questions;
    }

    /** Whether all actions are granted (section 4.2). */
    CompletableFuture<Boolean> query(Address owner, Address actor, Actions actions) {
        int transId = endpoint.nextTransId();
        return ask(owner, new AccessOperation.Query(transId, owner, actor, actions), answer -> switch (answer) {
            case AccessOperation.Allow _ -> Optional.of(done(true));
            case AccessOperation.Deny _ -> Optional.of(done(false));
            case Reply reply -> Optional.of(refused(reply));
            case AccessOperation.Query _, AccessOperation.Get _, AccessOperation.Set _ -> Optional.empty();
        });
    }

    /** The entry for exactly this actor (section 4.3). */
    CompletableFuture<Optional<Rule>> get(Address owner, ActorPattern actor) {
        int transId = endpoint.nextTransId();
        return ask(owner, new AccessOperation.Get(transId, owner, actor), answer -> switch (answer) {
            case AccessOperation.Set set -> rule(owner, actor, set.entry()).map(rule -> done(Optional.of(rule)));
            case Reply reply ->
                Optional.of(
                        reply.code().equals(ReplyCode.NO_SUCH_ENTRY) ? done(Optional.<Rule>empty()) : refused(reply));
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
        int transId = endpoint.nextTransId();
        var entry = new AccessEntry(owner, actor, actions, lastUpdate);
        return ask(owner, new AccessOperation.Set(transId, entry), answer -> switch (answer) {
            case Reply reply -> Optional.of(reply.code().isDone() ? done(reply.code()) : refused(reply));
            // A copy for the owner, which says that there was a change; the reply says whose.
            case AccessOperation.Query _,
                    AccessOperation.Get _,
                    AccessOperation.Set _,
                    AccessOperation.Allow _,
                    AccessOperation.Deny _ -> Optional.empty();
        });
    }

    private <T> CompletableFuture<T> ask(
            Address owner,
            AccessOperation question,
            Function<AccessOperation, Optional<CompletableFuture<T>>> answers) {
        var service = Address.service(SERVICE, owner.domain());
        var answer = questions.ask(
                service,
                question.transId(),
                content -> read(content)
                        .filter(operation -> answers.apply(operation).isPresent()));
        var result = answer.thenCompose(operation -> answers.apply(operation).orElseThrow());
        if (answer.isDone()) {
            // It was one too many: nobody waits for an answer, so nothing is asked.
            return result;
        }
        var content = new DataContent("Content", WRITER.write(question, endpoint.dialect()));
        var _ = endpoint.sendData(Data.of(content, endpoint.address(), service)).whenComplete((_, failure) -> {
            if (failure != null) {
                var cause = failure.getCause() == null ? failure : failure.getCause();
                questions.fail(question.transId(), "the question was not sent: " + cause.getMessage());
            }
        });
        return result;
    }

    private static Optional<AccessOperation> read(XmlFragment content) {
        try {
            return Optional.of(READER.read(content));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }

    private static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private static <T> CompletableFuture<T> refused(Reply reply) {
        var text = reply.diagnostic().text();
        return CompletableFuture.failedFuture(new AccessException(
                reply.code(), reply.code() + " " + reply.code().meaning() + (text.isEmpty() ? "" : ": " + text)));
    }
}
