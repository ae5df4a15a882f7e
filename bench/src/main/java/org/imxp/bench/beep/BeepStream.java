package org.imxp.bench.beep;

import java.nio.ByteBuffer;
import org.imxp.beep.Channel;
import org.imxp.beep.PayloadStream;
import org.imxp.beep.Reply;
import org.imxp.beep.ReplyHandler;
import org.imxp.beep.SessionEndedException;

/** One message that is written until the run is over, a few pieces ahead of the network. */
final class BeepStream implements ReplyHandler {
    private static final int AHEAD = 16;

    private final byte[] piece = new byte[1 << 16];
    private final Flight flight;
    private final PayloadStream stream;
    private long octets;

    private BeepStream(Channel channel, Flight flight) {
        this.flight = flight;
        this.stream = channel.begin(this);
    }

    static void begin(Channel channel, Flight flight) {
        var stream = new BeepStream(channel, flight);
        for (int i = 0; i < AHEAD; i++) {
            stream.write();
        }
    }

    private void write() {
        if (!flight.isStopping()) {
            octets += piece.length;
            var _ = stream.write(ByteBuffer.wrap(piece)).thenRun(this::write);
        } else if (stream.isOpen()) {
            stream.end();
        }
    }

    @Override
    public void reply(Reply reply) {
        if (reply.positive()) {
            flight.finished(octets / Case.BULK_MESSAGE);
        } else {
            flight.failed(new IllegalStateException("the payload was refused"));
        }
    }

    @Override
    public void failed(SessionEndedException reason) {
        flight.failed(reason);
    }
}
