package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.imxp.bench.measure.Identity;

/** Endpoints of the forwarders. */
final class RawEnds implements Ends, RawMessages.Taking {
    private static final long PATIENCE_SECONDS = 30;

    private final RawConnections connections;
    private final int nearPort;
    private final int farPort;
    private final int pairs;
    private final Map<Role, List<Channel>> attached = new EnumMap<>(Role.class);
    private Heard heard = new Idle();
    private CompletableFuture<Void> greeted = new CompletableFuture<>();

    /** Connects all that are not away. */
    RawEnds(Identity identity, RawSizes sizes, int pairs, int nearPort, int farPort) {
        this.connections = new RawConnections(identity, sizes);
        this.nearPort = nearPort;
        this.farPort = farPort;
        this.pairs = pairs;
        for (var role : Role.values()) {
            if (!role.isAbsent()) {
                attach(role);
            }
        }
    }

    @Override
    public void hear(Heard who) {
        connections.execute(() -> heard = who);
    }

    @Override
    public void execute(Runnable work) {
        connections.execute(work);
    }

    @Override
    public void send(Case wanted, int pair) {
        var sender = attached.getOrDefault(Role.SENDER, List.of()).get(pair);
        send(sender, RawKind.of(wanted.manner()), 0, wanted.hops(), pair);
    }

    private void send(Channel to, RawKind kind, int about, int hops, int pair) {
        connections.flushes().write(to, RawHeader.message(to.alloc(), connections.sizes(), kind, about, hops, pair));
    }

    @Override
    public void attach(Role role) {
        var made = new ArrayList<Channel>();
        for (int pair = 0; pair < pairs; pair++) {
            made.add(connections.connect(role.isFar() ? farPort : nearPort, this));
        }
        attached.put(role, made);
        for (int pair = 0; pair < pairs; pair++) {
            greet(made.get(pair), role, pair);
        }
    }

    private void greet(Channel connection, Role role, int pair) {
        var answered = new CompletableFuture<Void>();
        connections.execute(() -> {
            greeted = answered;
            send(connection, RawKind.HELLO, role.code(), 0, pair);
        });
        answered.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void detach(Role absent) {
        var gone = attached.remove(absent);
        if (gone != null) {
            gone.forEach(connection -> connection.close().syncUninterruptibly());
        }
    }

    @Override
    public void take(Channel from, ByteBuf message) {
        int about = RawHeader.about(message);
        int pair = RawHeader.pair(message);
        var kind = RawHeader.kind(message);
        switch (kind) {
            case OK -> {
                if (about == RawKind.HELLO.code()) {
                    greeted.complete(null);
                } else {
                    heard.accepted(pair);
                }
            }
            case PLAIN, STATUS, HELD -> {
                send(from, RawKind.OK, kind.code(), RawHeader.hops(message), pair);
                heard.arrived(pair);
            }
            case REPORT -> {
                send(from, RawKind.OK, kind.code(), RawHeader.hops(message), pair);
                heard.reported(pair, about == RawKind.HELD.code());
            }
            case HELLO -> heard.failed("a forwarder greeted");
        }
        message.release();
    }

    @Override
    public void failed(Channel from, Throwable cause) {
        heard.failed(cause.toString());
    }

    @Override
    public void close() {
        connections.close();
    }
}
