package org.imxp.beep;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bound address, and the sessions that came in by it. Thread-safe. */
public final class BeepListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.beep");

    private final PassiveOpen where;
    private final ListenerBounds bounds;
    private final TlsContext tls;
    private final Function<String, Accepted> accepted;
    private final AtomicInteger sessions = new AtomicInteger();
    private final Map<String, Integer> sessionsByAddress = new ConcurrentHashMap<>();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Channel channel;

    BeepListener(PassiveOpen where, ListenerBounds bounds, TlsContext tls, Function<String, Accepted> accepted) {
        this.where = where;
        this.bounds = bounds;
        this.tls = tls;
        this.accepted = accepted;
    }

    void bound(Channel bound) {
        channel = bound;
    }

    /**
     * Where it listens.
     *
     * @return the address, with the port that was chosen
     */
    public InetSocketAddress address() {
        var bound = channel;
        if (bound == null) {
            throw new IllegalStateException("not bound yet");
        }
        return (InetSocketAddress) bound.localAddress();
    }

    /**
     * The sessions that are open.
     *
     * @return a view that changes with them
     */
    public Set<Session> sessions() {
        return java.util.Collections.unmodifiableSet(open);
    }

    /**
     * How many places are taken.
     *
     * @return connections that are not closed yet, refused ones included
     */
    public int load() {
        return sessions.get();
    }

    void accept(Channel connection) {
        var address = NettyTransport.address(connection);
        var mine = sessionsByAddress.merge(address, 1, Integer::sum);
        var all = sessions.incrementAndGet();
        connection.closeFuture().addListener(closed -> {
            sessions.decrementAndGet();
            sessionsByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
        });
        var each = accepted.apply(address);
        if (mine > bounds.sessionsPerAddress()) {
            refuse(
                    connection,
                    each,
                    "your address has " + bounds.sessionsPerAddress() + " sessions, the most that are allowed");
        } else if (all > bounds.sessions()) {
            refuse(connection, each, "there are " + bounds.sessions() + " sessions, the most that are allowed");
        } else {
            var session = carry(connection, tls, each, Session::open);
            open.add(session);
            connection.closeFuture().addListener(closed -> open.remove(session));
        }
    }

    private void refuse(Channel connection, Accepted each, String text) {
        LOG.warn("session with {} refused: {}", connection.remoteAddress(), text);
        var _ = carry(connection, TlsContext.none(), each, session -> session.openUnavailable(text));
    }

    private Session carry(Channel connection, TlsContext keys, Accepted each, Consumer<Session> beginning) {
        var transport = new NettyTransport(connection, Role.LISTENER, keys, each, beginning);
        switch (where) {
            case PassiveOpen.Tcp _ -> {
                // Octets are BEEP's from the first.
            }
            case PassiveOpen.WebSocket here ->
                WebSocketHandshake.listen(
                        connection, here, each.settings().limits().timeToGreet());
        }
        connection.pipeline().addLast(transport);
        return transport.session();
    }

    /** Takes no more sessions. Those that are open go on. */
    @Override
    public void close() {
        var bound = channel;
        if (bound != null) {
            bound.close().awaitUninterruptibly();
        }
    }
}
