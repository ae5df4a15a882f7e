package org.imxp.beep;

import java.util.Optional;

/**
 * Who gets the reply to a message, of whatever style: one RPY or ERR, or any number of ANS and then NUL (RFC 3080
 * section 2.1.1). Called by the session's owner; must not block. Exactly one of {@link #reply}, {@link #finished} and
 * {@link #failed} is called, last; not {@link #reply} if {@link #begins} took the reply.
 */
public interface ReplyHandler {
    /**
     * RPY or ERR has come, whole.
     *
     * @param reply the reply
     */
    void reply(Reply reply);

    /**
     * An answer has come, whole; others follow, or {@link #finished}.
     *
     * @param answer the answer
     */
    default void answer(Answer answer) {}

    /** NUL has come: there are no more answers. */
    default void finished() {}

    /**
     * No reply, or no more of it, will come.
     *
     * @param reason why
     */
    void failed(SessionEndedException reason);

    /**
     * A reply or an answer begins. The default lets it be collected and given whole to {@link #reply} or
     * {@link #answer}, within the bound of a message.
     *
     * @param kind what begins
     * @return who takes it piece by piece, without a bound; empty to have it whole
     */
    default Optional<PayloadReceiver> begins(ReplyKind kind) {
        return Optional.empty();
    }
}
