package org.imxp.beep;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What a connection does later. Used by its event loop; nothing is left of it when the connection is closed. */
final class Timers {
    private final Channel connection;
    private final Set<Future<?>> pending = new HashSet<>();

    Timers(Channel connection) {
        this.connection = connection;
        connection.closeFuture().addListener(closed -> List.copyOf(pending).forEach(timer -> timer.cancel(false)));
    }

    void schedule(Duration delay, Runnable command) {
        if (!connection.isOpen()) {
            return;
        }
        var timer = connection.eventLoop().schedule(command, delay.toMillis(), TimeUnit.MILLISECONDS);
        pending.add(timer);
        timer.addListener(done -> pending.remove(timer));
    }

    /** How many wait. */
    int pending() {
        return pending.size();
    }
}
