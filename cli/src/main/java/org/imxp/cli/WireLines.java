package org.imxp.cli;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.imxp.beep.WireTrace;

/** Shows the frames of a session as the RFCs do: {@code C:} before what the client sends, {@code S:} before what the server does. */
final class WireLines implements WireTrace {
    private final FrameLines sent;
    private final FrameLines received;

    /** For the side that is the client. */
    WireLines(Consumer<String> shown) {
        this(shown, "C: ", "S: ");
    }

    private WireLines(Consumer<String> shown, String mine, String peers) {
        this.sent = new FrameLines(line -> shown.accept(mine + line));
        this.received = new FrameLines(line -> shown.accept(peers + line));
    }

    /** For the side that is the server. */
    static WireLines ofServer(Consumer<String> shown) {
        return new WireLines(shown, "S: ", "C: ");
    }

    @Override
    public void sent(ByteBuffer octets) {
        sent.add(octets);
    }

    @Override
    public void received(ByteBuffer octets) {
        received.add(octets);
    }
}
