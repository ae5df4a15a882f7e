package org.imxp.beep.blocking;

import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.Reply;
import org.imxp.beep.ReplyHandler;
import org.imxp.beep.ReplyKind;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;

/** A thread waits for a reply that it reads while it comes in. */
final class StreamedReply implements ReplyHandler {
    private final Session session;
    private final Duration most;
    private final CompletableFuture<InputStream> begun = new CompletableFuture<>();

    StreamedReply(Session session, Duration most) {
        this.session = session;
        this.most = most;
    }

    InputStream input() {
        return Wait.until(begun, most, "the reply");
    }

    @Override
    public Optional<PayloadReceiver> begins(ReplyKind kind) {
        if (kind != ReplyKind.POSITIVE) {
            return Optional.empty();
        }
        var input = new PayloadInput(session, most);
        begun.complete(input);
        return Optional.of(input);
    }

    @Override
    public void reply(Reply negative) {
        begun.completeExceptionally(PeerRefusedException.of(negative));
    }

    @Override
    public void finished() {
        failed(new SessionEndedException("the peer replied one-to-many (ANS, NUL), expected one RPY or ERR"));
    }

    @Override
    public void failed(SessionEndedException reason) {
        begun.completeExceptionally(reason);
    }
}
