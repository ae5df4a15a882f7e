package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.imxp.bench.measure.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Does with octets what a relay does with messages, and nothing else: answers each, moves it on to whom it is for, over another
 * forwarder if need be, reports the answer, and holds what it is told to hold. It looks at eight octets of each, and believes them.
 */
final class Forwarder implements RawMessages.Taking, AutoCloseable {
    /** What another forwarder says in its hello, where an endpoint says its role. */
    static final int LINK = 100;

    private final RawConnections connections;
    private final boolean near;
    private final ForcedFile file;
    private final Channel listening;
    private final Map<Role, Map<Integer, Channel>> endpoints = new EnumMap<>(Role.class);
    private final Map<Integer, Queue<ByteBuf>> held = new HashMap<>();
    private @Nullable Channel link;

    /**
     * Begins to listen.
     *
     * @param near whether the senders are here
     */
    Forwarder(Identity identity, RawSizes sizes, boolean near, Path file) {
        this.near = near;
        connections = new RawConnections(identity, sizes);
        this.file = new ForcedFile(file, connections::execute);
        listening = connections.listen(this);
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Connects to the forwarder of the far recipients. */
    void link(int port) {
        var made = connections.connect(port, this);
        connections.execute(() -> {
            link = made;
            send(made, RawKind.HELLO, LINK, 0, 0);
        });
    }

    @Override
    public void take(Channel from, ByteBuf message) {
        int about = RawHeader.about(message);
        int hops = RawHeader.hops(message);
        int pair = RawHeader.pair(message);
        var kind = RawHeader.kind(message);
        switch (kind) {
            case HELLO -> {
                hello(from, about, pair);
                message.release();
            }
            case PLAIN, STATUS -> {
                answer(from, message, kind);
                connections
                        .flushes()
                        .write(near && hops > 1 ? link() : endpoint(hops == 1 ? Role.NEAR : Role.FAR, pair), message);
            }
            case HELD -> {
                answer(from, message, kind);
                if (near && hops > 1) {
                    connections.flushes().write(link(), message);
                } else {
                    hold(message, hops, pair);
                }
            }
            case OK -> {
                // Another forwarder has only taken it.
                if (!from.equals(link) && about != RawKind.REPORT.code() && about != RawKind.PLAIN.code()) {
                    report(RawKind.STATUS, hops, pair);
                }
                message.release();
            }
            case REPORT -> {
                answer(from, message, kind);
                connections.flushes().write(endpoint(Role.SENDER, pair), message);
            }
        }
    }

    private void hello(Channel from, int who, int pair) {
        if (who == LINK) {
            link = from;
            return;
        }
        var role = Role.of(who);
        endpoints.computeIfAbsent(role, none -> new HashMap<>()).put(pair, from);
        send(from, RawKind.OK, RawKind.HELLO.code(), 0, pair);
        if (role.isAbsent() && role.isFar() != near) {
            var waiting = held.getOrDefault(pair, new ArrayDeque<>());
            while (!waiting.isEmpty()) {
                connections.flushes().write(from, waiting.remove());
            }
        }
    }

    private void answer(Channel from, ByteBuf message, RawKind kind) {
        send(from, RawKind.OK, kind.code(), RawHeader.hops(message), RawHeader.pair(message));
    }

    private void hold(ByteBuf message, int hops, int pair) {
        held.computeIfAbsent(pair, none -> new ArrayDeque<>()).add(message.copy());
        file.append(message, () -> report(RawKind.HELD, hops, pair));
    }

    private void report(RawKind what, int hops, int pair) {
        send(near ? endpoint(Role.SENDER, pair) : link(), RawKind.REPORT, what.code(), hops, pair);
    }

    private void send(Channel to, RawKind kind, int about, int hops, int pair) {
        connections.flushes().write(to, RawHeader.message(to.alloc(), connections.sizes(), kind, about, hops, pair));
    }

    private Channel endpoint(Role role, int pair) {
        var found = endpoints.getOrDefault(role, Map.of()).get(pair);
        if (found == null) {
            throw new IllegalStateException(role + " " + pair + " is not connected");
        }
        return found;
    }

    private Channel link() {
        var known = link;
        if (known == null) {
            throw new IllegalStateException("there is no other forwarder");
        }
        return known;
    }

    @Override
    public void failed(Channel from, Throwable cause) {
        System.err.println("forwarder: " + cause);
    }

    @Override
    public void close() {
        connections.close();
    }
}
