package org.imxp.beep;

import java.nio.ByteBuffer;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.FrameSink;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.frame.SequenceFrame;
import org.jspecify.annotations.Nullable;

/** Gives each frame to its channel. */
final class FrameReceiver implements FrameSink {
    private final Session session;
    private final Channels channels;
    private @Nullable Channel current;
    private boolean more;

    FrameReceiver(Session session, Channels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public void header(FrameHeader header) {
        var channel = channels.expect(header.channel());
        if (session.phase() == SessionPhase.GREETING
                && !(header.channel() == 0 && header.keyword().isReply() && header.keyword() != Keyword.ANS)) {
            throw new PoorlyFormedException(header + ": expected the greeting, RPY 0 0 or ERR 0 0");
        }
        channel.input().header(header);
        current = channel;
        more = header.more();
    }

    @Override
    public void payload(ByteBuffer octets) {
        if (current != null) {
            current.input().payload(octets);
        }
    }

    @Override
    public void end() {
        var channel = current;
        current = null;
        if (channel != null) {
            channel.input().end(more);
        }
    }

    @Override
    public void sequence(SequenceFrame frame) {
        channels.forSequence(frame.channel())
                .ifPresent(channel -> channel.output().sequence(frame));
    }
}
