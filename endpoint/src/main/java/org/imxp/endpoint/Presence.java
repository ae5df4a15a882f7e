package org.imxp.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;

/**
 * Who is there: publishes that somebody is, and tells of others (RFC 3343). Thread-safe.
 *
 * <p>Several programs of one person publish in one entry. Each is known in it by the address that it is attached as, replaces what
 * it said itself, and leaves alone what others say.
 *
 * <p>Each future fails with {@link ServiceException}, within {@link EndpointLimits#statusWait} for each question to the service.
 * Handlers and stages run on virtual threads and may block. The bounds are in {@link PresenceLimits}.
 */
public final class Presence {
    private final Address publisher;
    private final PresenceDesk desk;

    Presence(Address publisher, PresenceDesk desk) {
        this.publisher = publisher;
        this.desk = desk;
    }

    /**
     * Whose presence is published here.
     *
     * @return the publisher
     */
    public Address publisher() {
        return publisher;
    }

    /**
     * Says how it is with this program. Before that is over by {@link PresenceStatus#holds}, and after each reattachment, it is said
     * again; when the endpoint is closed it is taken back. Neither happens to a status that is {@link PresenceStatus#lasting}.
     *
     * @param status what to say, in place of what was said before
     * @return done when the service has it; of several that wait only the last is said. Fails with 537 if the publisher does not
     *     allow it, 555 if others changed the entry again and again
     */
    public CompletableFuture<Void> publish(PresenceStatus status) {
        return desk.publish(publisher, status);
    }

    /**
     * How it is with somebody now.
     *
     * @param who one address, such as {@code wilma@example.com}
     * @return what their service says; fails with 537 if they do not allow it, 550 if there is no such endpoint
     * @throws ProtocolException 501 if it is no address
     */
    public CompletableFuture<PresenceState> get(String who) {
        return desk.get(Address.parse(who));
    }

    /**
     * What was last heard of somebody, without asking: as it is by now, when some of it may be past. Where there is a subscription,
     * that is what it told last.
     *
     * @param who one address
     * @return empty if nothing was heard, or not for long, or they do not allow it any more
     * @throws ProtocolException 501 if it is no address
     */
    public Optional<PresenceState> cached(String who) {
        return desk.cached(Address.parse(who));
    }

    /**
     * Tells how it is with somebody, now and whenever that changes, until it is closed or tells that it has ended for good. Only what
     * the presence service of their domain says to this subscription is believed. It is renewed in time, and begun again after each
     * reattachment.
     *
     * @param who one address
     * @param handler is told one thing at a time, in order; may block, and of changes that wait for it the oldest may be left out
     * @return the subscription
     * @throws ProtocolException 501 if it is no address
     */
    public Subscription subscribe(String who, Consumer<? super PresenceEvent> handler) {
        return desk.subscribe(Address.parse(who), handler);
    }

    /**
     * Tells who is subscribed to the publisher, comes and goes, as {@link #subscribe} does.
     *
     * @param handler is told one thing at a time, in order; may block
     * @return the watch
     */
    public Subscription watch(Consumer<? super WatchEvent> handler) {
        return desk.watch(publisher, handler);
    }
}
