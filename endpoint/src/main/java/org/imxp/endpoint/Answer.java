package org.imxp.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.protocol.Reply;

/**
 * What a service has answered.
 *
 * @param <T> what it was asked for
 */
sealed interface Answer<T> {
    /** What it was asked for. */
    record Given<T>(T value) implements Answer<T> {}

    /** It does not do that. */
    record Refused<T>(ServiceException why) implements Answer<T> {}

    static <T> Optional<Answer<T>> given(T value) {
        return Optional.of(new Given<>(value));
    }

    static <T> Optional<Answer<T>> refused(Reply reply) {
        return Optional.of(new Refused<>(ServiceQuestions.refusal(reply.code(), reply.diagnostic())));
    }

    default void complete(CompletableFuture<T> answer) {
        switch (this) {
            case Given<T>(var value) -> answer.complete(value);
            case Refused<T>(var why) -> answer.completeExceptionally(why);
        }
    }
}
