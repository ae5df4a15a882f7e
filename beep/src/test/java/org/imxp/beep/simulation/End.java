package org.imxp.beep.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.Transport;
import org.jspecify.annotations.Nullable;

/** One end of a connection, with what it has written and the other has not read. */
final class End implements Transport {
    /** How far the pretended TLS is. */
    private enum Tls {
        OFF,
        ASKED,
        AGREED
    }

    private static final TlsPeer PEER = new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of());

    private final World world;
    private final String name;
    private final int highWater;
    private final WireWatch watch;
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private int inFlight;
    private boolean blocked;
    private boolean stalled;
    private boolean closed;
    private boolean lost;
    private Tls tls = Tls.OFF;
    private @Nullable Role tlsRole;
    private @Nullable Session session;
    private Consumer<Runnable> reset = Runnable::run;
    private @Nullable End other;

    End(World world, String name, WireWatch watch) {
        this.world = world;
        this.name = name;
        this.watch = watch;
        this.highWater = world.chance().of(List.of(100, 4096, 65_536, 1 << 20));
    }

    void connect(Session mine, End peers, Consumer<Runnable> aroundReset) {
        session = mine;
        other = peers;
        reset = aroundReset;
    }

    private Session session() {
        return Objects.requireNonNull(session);
    }

    private End other() {
        return Objects.requireNonNull(other);
    }

    // ---- the session's side ----------------------------------------------------------------------------------------

    @Override
    public void write(List<ByteBuffer> octets) {
        if (closed || tls != Tls.OFF) {
            world.violated(name + " writes, closed " + closed + ", TLS " + tls);
        }
        for (var buffer : octets) {
            watch.sends(buffer.duplicate());
            inFlight += buffer.remaining();
            out.add(buffer);
        }
        if (!watch.isBetweenFrames()) {
            world.violated(name + " writes half a frame");
        }
        if (lost) {
            out.clear();
            inFlight = 0;
        }
    }

    @Override
    public boolean isWritable() {
        return !blocked && inFlight < highWater;
    }

    @Override
    public void secure(Role role, String serverName) {
        if (tls != Tls.OFF || other().inFlight > 0) {
            world.violated(name + ": TLS starts while " + tls + ", " + other().inFlight + " octets are under way");
        }
        world.trace().line(name + " secures as " + role);
        tls = Tls.ASKED;
        tlsRole = role;
    }

    /** Frames are as large as their bound allows. */
    @Override
    public int maximumSegmentSize() {
        return 1 << 20;
    }

    @Override
    public void close() {
        world.trace().line(name + " closes");
        closed = true;
    }

    @Override
    public void abort() {
        world.trace().line(name + " aborts");
        closed = true;
        out.clear();
        inFlight = 0;
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public void schedule(Duration delay, Runnable command) {
        world.clock().schedule(delay.toMillis(), () -> {
            if (!closed) {
                command.run();
            }
        });
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    // ---- the network's side ----------------------------------------------------------------------------------------

    /** Carries some octets to the other end, or its end; tells whether anything moved. */
    boolean carry(int most) {
        if (stalled) {
            return false;
        }
        if (inFlight == 0) {
            return closed && other().loses("the connection was closed");
        }
        if (other().tls != Tls.OFF) {
            return false;
        }
        var piece = take(Math.min(most, inFlight));
        world.trace().line(name + " carries " + piece.remaining());
        if (!other().closed) {
            other().watch.receives(piece.duplicate());
            other().session().receive(piece);
            if (piece.hasRemaining() && other().session().isAlive() && other().tls == Tls.OFF) {
                world.violated(name + ": " + piece.remaining() + " octets were not read");
            }
        }
        if (isWritable() && !closed) {
            session().writable();
        }
        return true;
    }

    private ByteBuffer take(int size) {
        var piece = ByteBuffer.allocate(size);
        while (piece.hasRemaining()) {
            var first = out.element();
            var part = first.slice(first.position(), Math.min(piece.remaining(), first.remaining()));
            first.position(first.position() + part.remaining());
            piece.put(part);
            if (!first.hasRemaining()) {
                out.remove();
            }
        }
        inFlight -= size;
        return piece.flip();
    }

    private boolean loses(String reason) {
        if (lost || closed) {
            return false;
        }
        lost = true;
        out.clear();
        inFlight = 0;
        session().lost(reason);
        return true;
    }

    /** The connection is gone, and what was under way with it. */
    void cut() {
        loses("the connection was cut");
        other().loses("the connection was cut");
    }

    boolean isOver() {
        return closed || lost;
    }

    void stall(boolean now) {
        stalled = now;
    }

    void block(boolean now) {
        var was = blocked;
        blocked = now;
        if (was && isWritable() && !closed) {
            session().writable();
        }
    }

    int inFlight() {
        return inFlight;
    }

    // ---- TLS, pretended --------------------------------------------------------------------------------------------

    /** Both ends shake hands, when both want to. */
    boolean shakeHands() {
        if (tls != Tls.ASKED || other().tls != Tls.ASKED) {
            return false;
        }
        if (tlsRole == other().tlsRole) {
            world.violated(name + ": both ends are the TLS " + tlsRole);
        }
        if (inFlight + other().inFlight > 0) {
            world.violated(name + ": octets in the clear are under way");
        }
        tls = Tls.AGREED;
        other().tls = Tls.AGREED;
        return true;
    }

    /** The handshake is over at this end. */
    boolean finishHandshake() {
        if (tls != Tls.AGREED || isOver()) {
            return false;
        }
        tls = Tls.OFF;
        watch.reset();
        world.trace().line(name + " is secured");
        reset.accept(() -> session().secured(PEER));
        return true;
    }

    boolean isSecuring() {
        return tls != Tls.OFF;
    }

    WireWatch watch() {
        return watch;
    }
}
