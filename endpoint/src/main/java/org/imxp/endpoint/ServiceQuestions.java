package org.imxp.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;

/** Asks services by data in this endpoint's name, and takes what they say to that. Thread-safe. */
final class ServiceQuestions {
    private final Endpoint endpoint;
    private final Questions questions;

    ServiceQuestions(Endpoint endpoint, Questions questions) {
        this.endpoint = endpoint;
        this.questions = questions;
    }

    int nextTransId() {
        return endpoint.nextTransId();
    }

    Dialect dialect() {
        return endpoint.dialect();
    }

    Address self() {
        return endpoint.address();
    }

    /**
     * Asks once.
     *
     * @param answers what a content means; empty if it is no answer to this
     * @return what was answered; fails with {@link ServiceException}
     */
    <T> CompletableFuture<T> ask(
            Address service, int transId, XmlFragment question, Function<XmlFragment, Optional<Answer<T>>> answers) {
        var answer = questions.ask(service, transId, answers);
        // One that is done already was one too many: nobody waits for an answer, so nothing is asked.
        if (!answer.isDone()) {
            send(service, question, why -> questions.fail(transId, why));
        }
        return answer;
    }

    /** Says something whose answer others wait for. */
    void send(Address service, XmlFragment content, Consumer<String> failed) {
        var data = Data.of(new DataContent("Content", content), endpoint.address(), service);
        var _ = endpoint.sendData(data).whenComplete((_, failure) -> {
            if (failure != null) {
                var cause = failure.getCause() == null ? failure : failure.getCause();
                failed.accept("the question was not sent: " + cause.getMessage());
            }
        });
    }

    /** As {@link Questions#listen(Address, int, Predicate)}. */
    void listen(Address service, int transId, Predicate<XmlFragment> listener) {
        questions.listen(service, transId, listener);
    }

    /** As {@link Questions#listen(Address, Predicate)}. */
    void listen(Address service, Predicate<XmlFragment> listener) {
        questions.listen(service, listener);
    }

    void forget(int transId) {
        questions.forget(transId);
    }

    /** As {@link Questions#onRequest}. */
    void onRequest(BiPredicate<Address, Payload> request) {
        questions.onRequest(request);
    }

    void onSession(Questions.SessionListener listener) {
        questions.onSession(listener);
    }

    void offSession(Questions.SessionListener listener) {
        questions.offSession(listener);
    }

    /** What a service refused, in one sentence. */
    static ServiceException refusal(ReplyCode code, Diagnostic diagnostic) {
        var text = diagnostic.text();
        return new ServiceException(code, code + " " + code.meaning() + (text.isEmpty() ? "" : ": " + text));
    }
}
