package org.imxp.beep;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** One end of a connection in memory. */
final class MemoryEnd implements Transport {
    /** Whether octets still go out. */
    private enum State {
        OPEN,
        /** What was written still arrives. */
        CLOSING,
        CLOSED
    }

    private final MemoryConnection connection;
    private final Queue<ByteBuffer> written = new ArrayDeque<>();
    private State state = State.OPEN;
    private boolean securing;

    MemoryEnd(MemoryConnection connection) {
        this.connection = connection;
    }

    // ---- for the session -------------------------------------------------------------------------------------------

    @Override
    public void write(List<ByteBuffer> octets) {
        if (state == State.OPEN) {
            written.addAll(octets);
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void secure(Role role, String serverName) {
        securing = true;
    }

    @Override
    public void close() {
        if (state == State.OPEN) {
            state = State.CLOSING;
        }
    }

    @Override
    public void abort() {
        if (state == State.OPEN) {
            written.clear();
            state = State.CLOSING;
        }
    }

    @Override
    public void execute(Runnable command) {
        connection.execute(command);
    }

    @Override
    public void schedule(Duration delay, Runnable command) {
        connection.schedule(delay, () -> {
            if (state != State.CLOSED) {
                command.run();
            }
        });
    }

    @Override
    public String remoteAddress() {
        return "memory";
    }

    // ---- for the connection ----------------------------------------------------------------------------------------

    boolean carryTo(Session peer) {
        var any = false;
        for (var octets = written.poll(); octets != null; octets = written.poll()) {
            peer.receive(octets.slice());
            any = true;
        }
        return any;
    }

    /** The peer sees the end of the connection when it has seen what was written before. */
    boolean endsBefore(Session peer) {
        if (state != State.CLOSING || !written.isEmpty()) {
            return false;
        }
        state = State.CLOSED;
        peer.lost("the connection was closed");
        return true;
    }

    boolean isSecuring() {
        return securing;
    }

    void secured() {
        securing = false;
    }
}
