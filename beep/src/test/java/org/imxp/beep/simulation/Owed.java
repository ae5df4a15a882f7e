package org.imxp.beep.simulation;

import java.util.List;
import org.imxp.beep.Exchange;
import org.imxp.beep.PayloadStream;
import org.imxp.beep.simulation.SentMessage.Given;
import org.jspecify.annotations.Nullable;

/** A message that is owed a reply, which is given when chance has it, in any style. */
final class Owed implements Deed {
    private static final int NOT_CHOSEN = -1;

    private final Peer peer;
    private final Exchange exchange;
    private final SentMessage message;
    private final @Nullable Taking taking;
    private int answers = NOT_CHOSEN;

    Owed(Peer peer, Exchange exchange, SentMessage message, @Nullable Taking taking) {
        this.peer = peer;
        this.exchange = exchange;
        this.message = message;
        this.taking = taking;
    }

    @Override
    public boolean goOn() {
        if (answers >= 0) {
            return answer();
        }
        switch (peer.chance().below(8)) {
            case 0 -> refuse();
            case 1, 2 -> {
                answers = peer.chance().below(5);
                return answer();
            }
            case 3 -> {
                if (peer.terms().streams()) {
                    write("RPY");
                } else {
                    reply();
                }
            }
            default -> reply();
        }
        return true;
    }

    private void reply() {
        exchange.reply(List.of(give("RPY").all()));
    }

    private void refuse() {
        if (taking != null) {
            taking.refused();
        }
        exchange.error(List.of(give("ERR").all()));
    }

    private boolean answer() {
        if (answers-- == 0) {
            peer.note("finishes the reply to " + message.id());
            message.given().add(new Given("NUL", Content.whole(0, 0)));
            exchange.finish();
            return true;
        }
        if (peer.terms().streams() && peer.chance().oneIn(3)) {
            write("ANS");
        } else {
            peer.promises("answer", exchange.answer(List.of(give("ANS").all())));
        }
        return false;
    }

    private Content give(String keyword) {
        var content = Content.whole(peer.nextId(), peer.replySize());
        peer.note("gives " + keyword + " of " + content.length() + " to " + message.id());
        message.given().add(new Given(keyword, content));
        peer.hasGiven(content.length());
        return content;
    }

    private void write(String keyword) {
        var content = Content.growing(peer.nextId());
        peer.note("begins " + keyword + " with content " + content + " to " + message.id());
        message.given().add(new Given(keyword, content));
        PayloadStream stream = keyword.equals("RPY") ? exchange.beginReply() : exchange.beginAnswer();
        peer.gives(stream);
        peer.later(new Writing(peer, stream, content, peer.replySize()));
    }
}
