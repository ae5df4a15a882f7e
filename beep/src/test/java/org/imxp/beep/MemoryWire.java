package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.imxp.testkit.Wire;

/** A session in memory, as a conversation sees it. */
final class MemoryWire implements Wire {
    private final MemoryTransport transport = new MemoryTransport();
    private final Session session;
    private String reason = "";

    /** A session of a listener. */
    MemoryWire(SessionSettings settings) {
        this(settings, Session::open);
    }

    /** A session of a listener that is not available. */
    MemoryWire(SessionSettings settings, String unavailable) {
        this(settings, session -> session.openUnavailable(unavailable));
    }

    private MemoryWire(SessionSettings settings, Consumer<Session> opening) {
        session = new Session(Role.LISTENER, settings, transport, new SessionListener() {
            @Override
            public void ended(Session ended, SessionEnd end) {
                reason = end.reason();
            }
        });
        opening.accept(session);
    }

    @Override
    public void write(byte[] octets) {
        session.receive(ByteBuffer.wrap(octets));
    }

    @Override
    public int read() {
        var octet = transport.readOctet();
        if (octet < 0 && session.isAlive()) {
            throw new AssertionError("the peer says nothing more, and the session goes on");
        }
        return octet;
    }

    @Override
    public void cut() {
        session.lost("the connection was closed");
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public boolean hasMore() {
        return transport.hasOctets();
    }

    @Override
    public void close() {
        session.terminate("the conversation is over");
    }
}
