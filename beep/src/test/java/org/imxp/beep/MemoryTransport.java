package org.imxp.beep;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** Carries a session's octets into a queue, and turns its clock by hand. */
class MemoryTransport implements Transport {
    private record Task(Duration due, int order, Runnable command) {}

    private final Deque<ByteBuffer> written = new ArrayDeque<>();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparingInt(Task::order));
    private final List<Role> secured = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private int order;
    private boolean writable = true;
    private boolean closed;

    @Override
    public void write(List<ByteBuffer> octets) {
        octets.forEach(buffer -> written.add(buffer.duplicate()));
    }

    @Override
    public int maximumSegmentSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isWritable() {
        return writable;
    }

    @Override
    public void secure(Role role, String serverName) {
        secured.add(role);
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
        command.run();
    }

    @Override
    public void schedule(Duration delay, Runnable command) {
        tasks.add(new Task(now.plus(delay), order++, command));
    }

    @Override
    public String remoteAddress() {
        return "192.0.2.1";
    }

    void turnClock(Duration by) {
        now = now.plus(by);
        while (!tasks.isEmpty() && tasks.peek().due().compareTo(now) <= 0) {
            tasks.remove().command().run();
        }
    }

    void writable(boolean is) {
        writable = is;
    }

    boolean closed() {
        return closed;
    }

    /** The handshakes that were asked for, as the side that this end takes. */
    List<Role> secured() {
        return secured;
    }

    /** The octets that were written and not read yet; empty if there are none. */
    ByteBuffer take() {
        var all = ByteBuffer.allocate(
                written.stream().mapToInt(ByteBuffer::remaining).sum());
        written.forEach(all::put);
        written.clear();
        return all.flip();
    }

    int readOctet() {
        while (!written.isEmpty() && !written.element().hasRemaining()) {
            written.remove();
        }
        return written.isEmpty() ? -1 : written.element().get() & 0xFF;
    }

    boolean hasOctets() {
        return written.stream().anyMatch(ByteBuffer::hasRemaining);
    }
}
