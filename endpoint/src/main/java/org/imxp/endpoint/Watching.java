package org.imxp.endpoint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceOperation.Notify;
import org.imxp.protocol.PresenceOperation.Watch;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;

/** The one watch of a publisher's subscribers that all handlers share (RFC 3343 section 4.3). Guarded by its desk. */
final class Watching extends Standing<WatchEvent> {
    private final Set<Address> subscribers = new LinkedHashSet<>();

    Watching(PresenceDesk desk, Address publisher) {
        super(desk, publisher);
    }

    @Override
    PresenceOperation request(int transId, int seconds) {
        return new Watch(publisher(), transId, seconds);
    }

    @Override
    boolean begins(PresenceOperation operation) {
        return operation instanceof Reply;
    }

    /** A notice may overtake the reply on its way. Who was told of is not told again when the watch is renewed. */
    @Override
    boolean take(PresenceOperation operation, boolean isFirst) {
        if (!(operation instanceof Notify notice)) {
            return isFirst;
        }
        var subscriber = notice.subscriber();
        switch (notice.action()) {
            case SUBSCRIBE -> subscribed(subscriber, notice.duration());
            case TERMINATE -> {
                subscribers.remove(subscriber);
                tell(new WatchEvent.Left(subscriber));
            }
        }
        return true;
    }

    private void subscribed(Address subscriber, int duration) {
        boolean isFull = subscribers.size() >= desk().limits().presence().watched();
        if (duration == 0) {
            tell(new WatchEvent.Looked(subscriber));
        } else if (isFull ? !subscribers.contains(subscriber) : subscribers.add(subscriber)) {
            tell(new WatchEvent.Came(subscriber));
        }
    }

    /** A handler that has missed somebody would be wrong ever after. */
    private void tell(WatchEvent event) {
        var late = bulletins().stream().filter(bulletin -> !bulletin.add(event)).toList();
        var why = new ServiceException(
                ReplyCode.ABORTED,
                "the handler takes too long: " + desk().watchEvents() + " events wait for it, the most that are"
                        + " allowed");
        late.forEach(bulletin -> {
            bulletin.addLast(ended(why));
            drop(bulletin);
        });
    }

    void join(Bulletin<WatchEvent> bulletin) {
        bulletins().add(bulletin);
        List.copyOf(subscribers).forEach(subscriber -> bulletin.add(new WatchEvent.Came(subscriber)));
    }

    @Override
    void interrupted(ServiceException why) {
        subscribers.clear();
        tell(new WatchEvent.Interrupted(why.code(), why.getMessage()));
    }

    @Override
    WatchEvent ended(ServiceException why) {
        return new WatchEvent.Ended(why.code(), why.getMessage());
    }

    @Override
    void released(ServiceException why) {
        subscribers.clear();
    }
}
