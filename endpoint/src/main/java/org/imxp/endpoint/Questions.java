package org.imxp.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was asked of services and is not answered yet, by its transID, and who listens to what services say under a transID again and
 * again. Bounded in number and time. Thread-safe.
 */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private record Open<T>(
            Address service, Function<XmlFragment, Optional<Answer<T>>> reader, CompletableFuture<T> answer) {
        /** Takes what is an answer. */
        boolean take(XmlFragment content) {
            var read = reader.apply(content);
            read.ifPresent(found -> Stages.VIRTUAL.execute(() -> found.complete(answer)));
            return read.isPresent();
        }

        void fail(ServiceException failure) {
            Stages.VIRTUAL.execute(() -> answer.completeExceptionally(failure));
        }
    }

    /** Who listens; called by the session's owner, so it does not wait. */
    private record Listening(Address service, Predicate<XmlFragment> listener) {}

    /** Who is told what becomes of the session. */
    interface SessionListener {
        /** It has ended; there will be another. */
        void lost(String why);

        /** There is another. */
        void back();

        /** It has ended for good. */
        void over(String why);
    }

    private final EndpointSettings settings;
    private final Map<Integer, Open<?>> open = new HashMap<>();
    private final Map<Integer, Listening> listening = new HashMap<>();
    private final Map<Address, Predicate<XmlFragment>> unasked = new HashMap<>();
    private volatile Optional<BiPredicate<Address, Payload>> requests = Optional.empty();
    private final List<SessionListener> sessionListeners = new CopyOnWriteArrayList<>();

    Questions(EndpointSettings settings) {
        this.settings = settings;
    }

    /**
     * Expects an answer.
     *
     * @param transId of the question
     * @param reader gives the answer that a content is; empty for what is none. What it can't read is none
     * @return the answer; stages that depend on it run on virtual threads
     */
    <T> CompletableFuture<T> ask(Address service, int transId, Function<XmlFragment, Optional<Answer<T>>> reader) {
        var answer = new CompletableFuture<T>();
        var limits = settings.limits();
        synchronized (this) {
            if (open.size() >= limits.sendings()) {
                return CompletableFuture.failedFuture(new ServiceException(
                        ReplyCode.ABORTED,
                        limits.sendings() + " questions to services are not answered yet, the most that are allowed"));
            }
            open.put(transId, new Open<>(service, reader, answer));
        }
        var late = settings.environment()
                .scheduler()
                .schedule(
                        limits.statusWait(),
                        () -> fail(
                                transId,
                                service + " did not answer within "
                                        + limits.statusWait().toSeconds()
                                        + " seconds; its domain may not offer the service, or not take data from"
                                        + " here"));
        return answer.whenComplete((_, _) -> {
            late.cancel(false);
            remove(transId);
        });
    }

    private synchronized void remove(int transId) {
        open.remove(transId);
    }

    private synchronized Optional<Open<?>> find(int transId) {
        return Optional.ofNullable(open.get(transId));
    }

    /** Gives up on a question. */
    void fail(int transId, String why) {
        find(transId).ifPresent(question -> question.fail(new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, why)));
    }

    // ---- listening -------------------------------------------------------------------------------------------------

    /**
     * Listens to what a service says under a transID, in order, until {@link #forget}. Whoever listens bounds how much.
     *
     * @param listener tells whether a content was for it; does not wait
     */
    synchronized void listen(Address service, int transId, Predicate<XmlFragment> listener) {
        listening.put(transId, new Listening(service, listener));
    }

    synchronized void forget(int transId) {
        listening.remove(transId);
    }

    private synchronized Optional<Listening> listener(int transId) {
        return Optional.ofNullable(listening.get(transId));
    }

    /**
     * Listens to what a service says unasked, in order, for as long as there are sessions.
     *
     * @param listener tells whether a content was for it; does not wait
     */
    synchronized void listen(Address service, Predicate<XmlFragment> listener) {
        unasked.put(service, listener);
    }

    private synchronized Optional<Predicate<XmlFragment>> listener(Address service) {
        return Optional.ofNullable(unasked.get(service));
    }

    void onSession(SessionListener listener) {
        sessionListeners.add(listener);
    }

    void offSession(SessionListener listener) {
        sessionListeners.remove(listener);
    }

    // ---- what comes ------------------------------------------------------------------------------------------------

    /**
     * Sets who is asked first what data of endpoints asks for.
     *
     * @param request tells whether it was for it; does not wait
     */
    void onRequest(BiPredicate<Address, Payload> request) {
        requests = Optional.of(request);
    }

    /** Takes data of an endpoint if it asks for what is answered here. */
    boolean isRequest(Address originator, Payload payload) {
        return requests.filter(request -> request.test(originator, payload)).isPresent();
    }

    /** Takes data if it answers a question that its originator was asked, or somebody listens to it. */
    boolean isAnswer(Address originator, Payload payload) {
        if (!originator.isService() && !isAsked(originator)) {
            return false;
        }
        try {
            var content = ServiceContent.of(payload);
            var transId = ServiceContent.transId(content);
            return transId.isPresent() && isAnswer(originator, transId.getAsInt(), content);
        } catch (ProtocolException e) {
            LOG.debug("{} sent what is no answer: {}", originator, e.getMessage());
            return false;
        }
    }

    /** Endpoints are asked too, rarely: what they send otherwise is not even looked at here. */
    private synchronized boolean isAsked(Address endpoint) {
        return open.values().stream().anyMatch(question -> question.service().equals(endpoint));
    }

    private boolean isAnswer(Address originator, int transId, XmlFragment content) {
        return find(transId)
                        .filter(question -> question.service().equals(originator))
                        .filter(question -> question.take(content))
                        .isPresent()
                || listener(transId)
                        .filter(known -> known.service().equals(originator))
                        .filter(known -> known.listener().test(content))
                        .isPresent()
                || listener(originator).filter(known -> known.test(content)).isPresent();
    }

    /** There is a session again. */
    void back() {
        sessionListeners.forEach(SessionListener::back);
    }

    /** The session has ended, and there will be another. */
    void lost(String why) {
        interrupted(why);
        sessionListeners.forEach(listener -> listener.lost(why));
    }

    /** The session has ended for good. */
    void over(String why) {
        interrupted(why);
        sessionListeners.forEach(listener -> listener.over(why));
    }

    /** The session has ended: whether the questions were answered is not known. */
    private void interrupted(String why) {
        List<Open<?>> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        all.forEach(question -> question.fail(new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, why)));
    }
}
