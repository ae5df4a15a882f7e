package org.imxp.cli;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.imxp.beep.WireTrace;

/** Shows the frames of a session as the RFCs do: {@code C:} before what this side sends, {@code S:} before what comes. */
final class WireLines implements WireTrace {
    private final FrameLines client;
    private final FrameLines server;

    WireLines(Consumer<String> shown) {
        this.client = new FrameLines(line -> shown.accept("C: " + line));
        this.server = new FrameLines(line -> shown.accept("S: " + line));
    }

    @Override
    public void sent(ByteBuffer octets) {
        client.add(octets);
    }

    @Override
    public void received(ByteBuffer octets) {
        server.add(octets);
    }
}
