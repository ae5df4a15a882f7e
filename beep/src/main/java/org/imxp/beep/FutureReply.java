package org.imxp.beep;

import java.util.concurrent.CompletableFuture;

/** Who waits for one reply. Answers are not kept: a peer that sends many where one is expected is told of nowhere else. */
final class FutureReply implements ReplyHandler {
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    CompletableFuture<Reply> future() {
        return reply;
    }

    @Override
    public void reply(Reply came) {
        reply.complete(came);
    }

    @Override
    public void finished() {
        reply.completeExceptionally(new PeerRefusedException(
                ReplyCode.TRANSACTION_FAILED, "the peer replied one-to-many (ANS, NUL), expected one RPY or ERR"));
    }

    @Override
    public void failed(SessionEndedException reason) {
        reply.completeExceptionally(reason);
    }
}
