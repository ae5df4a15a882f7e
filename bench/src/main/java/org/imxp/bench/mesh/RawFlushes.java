package org.imxp.bench.mesh;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Connections of one event loop that were written to: each is flushed once for all that one read has brought about. */
final class RawFlushes {
    private final Set<Channel> due = new LinkedHashSet<>();

    void write(Channel connection, ByteBuf message) {
        var _ = connection.write(message);
        due.add(connection);
    }

    void flush() {
        if (!due.isEmpty()) {
            var now = new ArrayList<>(due);
            due.clear();
            now.forEach(Channel::flush);
        }
    }
}
