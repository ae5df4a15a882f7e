package org.imxp.endpoint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was asked of services and is not answered yet, by its transID. Bounded in number and time. Thread-safe. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private record Open<T>(Address service, Function<XmlFragment, Optional<T>> reader, CompletableFuture<T> answer) {
        /** Takes what is an answer. */
        boolean take(XmlFragment content) {
            var read = reader.apply(content);
            read.ifPresent(value -> Stages.VIRTUAL.execute(() -> answer.complete(value)));
            return read.isPresent();
        }

        void fail(AccessException failure) {
            Stages.VIRTUAL.execute(() -> answer.completeExceptionally(failure));
        }
    }

    private final EndpointSettings settings;
    private final Map<Integer, Open<?>> open = new HashMap<>();

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
    <T> CompletableFuture<T> ask(Address service, int transId, Function<XmlFragment, Optional<T>> reader) {
        var answer = new CompletableFuture<T>();
        var limits = settings.limits();
        synchronized (this) {
            if (open.size() >= limits.sendings()) {
                return CompletableFuture.failedFuture(new AccessException(
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
        find(transId).ifPresent(question -> question.fail(new AccessException(ReplyCode.SERVICE_NOT_AVAILABLE, why)));
    }

    /** Takes data if it answers a question that its originator was asked. */
    boolean isAnswer(Address originator, Payload payload) {
        if (!originator.isService()) {
            return false;
        }
        try {
            var content = ServiceContent.of(payload);
            var transId = ServiceContent.transId(content);
            return transId.isPresent()
                    && find(transId.getAsInt())
                            .filter(question -> question.service().equals(originator))
                            .filter(question -> question.take(content))
                            .isPresent();
        } catch (ProtocolException e) {
            LOG.debug("{} sent what is no answer: {}", originator, e.getMessage());
            return false;
        }
    }

    /** The session has ended: whether the questions were answered is not known. */
    void interrupted(String why) {
        List<Open<?>> all;
        synchronized (this) {
            all = List.copyOf(open.values());
        }
        all.forEach(question -> question.fail(new AccessException(ReplyCode.SERVICE_NOT_AVAILABLE, why)));
    }
}
