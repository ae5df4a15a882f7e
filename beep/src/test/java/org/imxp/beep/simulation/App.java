package org.imxp.beep.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imxp.beep.Channel;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.Exchange;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.SessionEndedException;
import org.jspecify.annotations.Nullable;

/** One side's application on one channel. */
final class App implements ChannelHandler {
    private final Peer peer;
    private final Map<Exchange, SentMessage> coming = new HashMap<>();
    private @Nullable Channel channel;
    private @Nullable Lane mine;
    private @Nullable Lane theirs;
    private boolean closed;

    App(Peer peer) {
        this.peer = peer;
    }

    void attach(Channel to) {
        channel = to;
        mine = peer.lane(true, to.number());
        theirs = peer.lane(false, to.number());
    }

    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    boolean isClosed() {
        return closed;
    }

    // ---- what comes ------------------------------------------------------------------------------------------------

    @Override
    public Optional<PayloadReceiver> begins(Exchange exchange) {
        var message = Objects.requireNonNull(theirs).underWay.poll();
        if (message == null || closed) {
            peer.violated("gets a message that nobody sent, closed " + closed);
            return Optional.empty();
        }
        peer.meddle();
        if (!peer.terms().streams() || peer.chance().oneIn(2)) {
            coming.put(exchange, message);
            return Optional.empty();
        }
        message.isTaken();
        var taking = new Taking(peer, message.content(), peer::meddle);
        peer.owes(new Owed(peer, exchange, message, taking));
        return Optional.of(taking);
    }

    @Override
    public void message(Exchange exchange) {
        var message = coming.remove(exchange);
        if (message == null || closed) {
            peer.violated("gets a message that has not begun, closed " + closed);
            return;
        }
        peer.note("gets " + message.id());
        if (!message.content().isAll(exchange.payload())) {
            peer.violated("gets " + exchange.payload().length + " octets, sent were "
                    + message.content().length());
        }
        message.isTaken();
        peer.owes(new Owed(peer, exchange, message, null));
        peer.meddle();
    }

    @Override
    public void closed(String reason) {
        if (closed) {
            peer.violated("is told twice that a channel is closed: " + reason);
        }
        closed = true;
        peer.meddle();
    }

    // ---- what goes -------------------------------------------------------------------------------------------------

    void send() {
        if (!channel().isOpen()) {
            sendInVain();
            return;
        }
        var content = Content.whole(peer.nextId(), peer.messageSize());
        var message = Objects.requireNonNull(mine).send(peer.nextId(), content);
        var awaiting = new Awaiting(peer, message);
        peer.note("sends " + message.id() + " of " + content.length() + " on "
                + channel().number());
        if (peer.chance().oneIn(2)) {
            channel().send(List.of(content.all()), awaiting);
            return;
        }
        peer.promises("reply", channel().send(List.of(content.all())).whenComplete((reply, failure) -> {
            switch (failure) {
                case null -> awaiting.reply(reply);
                case PeerRefusedException _ -> awaiting.manyCame();
                case SessionEndedException ended -> awaiting.failed(ended);
                default -> peer.violated("has a reply that failed with " + failure);
            }
        }));
    }

    private void sendInVain() {
        if (!channel().send(List.of(Content.whole(0, 1).all())).isCompletedExceptionally()) {
            peer.violated("may send on a channel that is not open");
        }
    }

    void begin() {
        if (!channel().isOpen()) {
            return;
        }
        var content = Content.growing(peer.nextId());
        var message = Objects.requireNonNull(mine).send(peer.nextId(), content);
        peer.note("begins " + message.id() + " on " + channel().number());
        var stream = channel().begin(new Awaiting(peer, message));
        peer.later(new Writing(peer, stream, content, peer.messageSize()));
    }
}
