package org.imxp.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.Transport;

/**
 * A relay's side of a session in memory. As with an event loop, commands from elsewhere wait until the session's turn comes.
 */
final class MemoryLink implements Transport {
    private final Deque<Runnable> commands = new ArrayDeque<>();
    private final Deque<byte[]> written = new ArrayDeque<>();
    private final Optional<Time> time;
    private final Session session;
    private boolean turn;
    private boolean closed;

    MemoryLink(SessionSettings settings) {
        this(Role.LISTENER, settings, new SessionListener() {});
    }

    MemoryLink(Role role, SessionSettings settings, SessionListener listener) {
        this(role, settings, listener, Optional.empty());
    }

    /** A side whose session minds the time, if there is one. */
    MemoryLink(Role role, SessionSettings settings, SessionListener listener, Optional<Time> time) {
        this.time = time;
        session = new Session(role, settings, this, listener);
        inTurn(session::open);
    }

    void receive(byte[] octets) {
        inTurn(() -> session.receive(ByteBuffer.wrap(octets)));
    }

    void cut() {
        inTurn(() -> session.lost("the link was cut"));
    }

    boolean hasCommands() {
        return !commands.isEmpty();
    }

    void runCommand() {
        inTurn(commands.remove());
    }

    boolean hasOctets() {
        return !written.isEmpty();
    }

    byte[] takeOctets() {
        return written.remove();
    }

    boolean isClosed() {
        return closed;
    }

    Session session() {
        return session;
    }

    private void inTurn(Runnable command) {
        turn = true;
        try {
            command.run();
        } finally {
            turn = false;
        }
    }

    @Override
    public void write(List<ByteBuffer> octets) {
        // Whole, as where its buffers end depends on what the thread has written before.
        var whole = new ByteArrayOutputStream();
        for (var buffer : octets) {
            var copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            whole.writeBytes(copy);
        }
        written.add(whole.toByteArray());
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public void secure(Role role, String serverName) {
        throw new UnsupportedOperationException("TLS is tested over sockets");
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        closed = true;
    }

    @Override
    public void execute(Runnable command) {
        if (turn) {
            command.run();
        } else {
            commands.add(command);
        }
    }

    @Override
    public void schedule(Duration delay, Runnable command) {
        time.ifPresent(passing -> {
            var _ = passing.after(delay, () -> commands.add(command));
        });
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.7";
    }
}
