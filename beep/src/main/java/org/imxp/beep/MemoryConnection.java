package org.imxp.beep;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Two sessions that talk in the memory of one JVM, for tests of what is built on BEEP: no sockets, no threads, and a
 * clock that is turned by hand. Everything happens in calls of {@link #run} and {@link #turnClock}, in an order that is
 * the same each time. TLS is only pretended: sessions agree on it and start again, their octets go in the clear.
 *
 * <p>The thread that calls these methods owns both sessions. What other threads give to {@link Session#execute} waits
 * for the next call.
 */
public final class MemoryConnection {
    private static final TlsPeer PRETENDED = new TlsPeer("TLSv1.3", "TLS_AES_128_GCM_SHA256", List.of());

    private record Timer(Duration due, long order, Runnable command) {}

    private final Thread owner = Thread.currentThread();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::order));
    private final MemoryEnd initiatorEnd = new MemoryEnd(this);
    private final MemoryEnd listenerEnd = new MemoryEnd(this);
    private final Session initiator;
    private final Session listener;
    private Duration now = Duration.ZERO;
    private long order;

    private MemoryConnection(Accepted initiating, Accepted listening) {
        initiator = new Session(Role.INITIATOR, initiating.settings(), initiatorEnd, initiating.listener());
        listener = new Session(Role.LISTENER, listening.settings(), listenerEnd, listening.listener());
    }

    /**
     * Connects two sessions, and lets them greet each other.
     *
     * @param initiating how the initiator's session is run
     * @param listening how the listener's is
     * @return the connection
     */
    public static MemoryConnection open(Accepted initiating, Accepted listening) {
        var connection = new MemoryConnection(initiating, listening);
        connection.initiator.open();
        connection.listener.open();
        connection.run();
        return connection;
    }

    /**
     * The initiator's session.
     *
     * @return the session
     */
    public Session initiator() {
        return initiator;
    }

    /**
     * The listener's session.
     *
     * @return the session
     */
    public Session listener() {
        return listener;
    }

    /** Carries octets, handshakes and ends to and fro, until nothing moves. */
    public void run() {
        var moved = true;
        while (moved) {
            moved = runCommands();
            moved |= initiatorEnd.carryTo(listener);
            moved |= listenerEnd.carryTo(initiator);
            moved |= shakeHands();
            moved |= initiatorEnd.endsBefore(listener);
            moved |= listenerEnd.endsBefore(initiator);
        }
    }

    /**
     * Turns the clock of both sessions, and runs what is due.
     *
     * @param by how far; not negative
     */
    public void turnClock(Duration by) {
        var until = now.plus(by);
        for (var next = timers.peek(); next != null && next.due().compareTo(until) <= 0; next = timers.peek()) {
            timers.remove(next);
            now = next.due();
            next.command().run();
            run();
        }
        now = until;
    }

    /** Cuts the connection: nothing more arrives, and both sessions are told that it is lost. */
    public void cut() {
        initiatorEnd.abort();
        listenerEnd.abort();
        initiator.lost("the connection was cut");
        listener.lost("the connection was cut");
    }

    void execute(Runnable command) {
        if (Thread.currentThread().equals(owner)) {
            command.run();
        } else {
            commands.add(command);
        }
    }

    void schedule(Duration delay, Runnable command) {
        timers.add(new Timer(now.plus(delay), order++, command));
    }

    private boolean runCommands() {
        var any = false;
        for (var command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
            any = true;
        }
        return any;
    }

    private boolean shakeHands() {
        if (!initiatorEnd.isSecuring() || !listenerEnd.isSecuring()) {
            return false;
        }
        initiatorEnd.secured();
        listenerEnd.secured();
        initiator.secured(PRETENDED);
        listener.secured(PRETENDED);
        return true;
    }
}
