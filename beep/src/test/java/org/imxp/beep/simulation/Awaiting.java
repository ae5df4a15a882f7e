package org.imxp.beep.simulation;

import java.util.Optional;
import org.imxp.beep.Answer;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Reply;
import org.imxp.beep.ReplyHandler;
import org.imxp.beep.ReplyKind;
import org.imxp.beep.SessionEndedException;
import org.jspecify.annotations.Nullable;

/** Waits for the reply to a message, and measures it against what the other side has given. */
final class Awaiting implements ReplyHandler {
    private final Peer peer;
    private final SentMessage message;

    Awaiting(Peer peer, SentMessage message) {
        this.peer = peer;
        this.message = message;
    }

    @Override
    public Optional<PayloadReceiver> begins(ReplyKind kind) {
        peer.meddle();
        var given = message.given().peek();
        if (given == null
                || !peer.goesOn()
                || !peer.terms().streams()
                || peer.chance().oneIn(2)) {
            return Optional.empty();
        }
        return Optional.of(new Taking(peer, given.content(), () -> came(given.keyword(), null)));
    }

    @Override
    public void reply(Reply reply) {
        came(reply.positive() ? "RPY" : "ERR", reply.payload());
    }

    @Override
    public void answer(Answer answer) {
        came("ANS", answer.payload());
    }

    @Override
    public void finished() {
        came("NUL", null);
    }

    private void came(String keyword, byte @Nullable [] payload) {
        peer.note("gets " + keyword + " to " + message.id());
        var given = message.given().poll();
        if (message.isOver()) {
            peer.violated("gets a reply to " + message.id() + ", which has one");
        } else if (given == null) {
            checkRefusal(keyword);
        } else if (!given.keyword().equals(keyword)
                || (payload != null && !given.content().isAll(payload))) {
            peer.violated("gets " + keyword + " to " + message.id() + ", given was " + given.keyword());
        }
        if (!keyword.equals("ANS")) {
            over();
        }
        peer.meddle();
    }

    /** Nobody gave it: the other session has refused the message for its size. */
    private void checkRefusal(String keyword) {
        if (!keyword.equals("ERR") || message.wasTaken() || !peer.terms().tight()) {
            peer.violated("gets " + keyword + " to " + message.id() + ", which nobody has given");
        }
    }

    private void over() {
        if (message.lane().awaited.poll() != message) {
            peer.violated("gets the reply to " + message.id() + " before that to an earlier message");
        }
        message.over();
    }

    /** One-to-many where one reply was expected: the answers were thrown away. */
    void manyCame() {
        while (!message.given().isEmpty() && message.given().element().keyword().equals("ANS")) {
            message.given().remove();
        }
        came("NUL", null);
    }

    @Override
    public void failed(SessionEndedException reason) {
        if (message.isOver() || peer.goesOn()) {
            peer.violated("is told that " + message.id() + " has no reply, over " + message.isOver() + ": "
                    + reason.getMessage());
        }
        message.lane().awaited.remove(message);
        message.over();
        peer.meddle();
    }
}
