package org.imxp.bench.beep;

import java.nio.ByteBuffer;
import java.util.List;
import org.imxp.beep.Accepted;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.Profile;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;

/** BEEP on one event loop, with profiles that echo and that swallow. */
final class BeepServer implements Server {
    static final String ECHO = "http://example.com/beep/echo";
    static final String SINK = "http://example.com/beep/sink";

    private static final int MOST_SESSIONS = 100_000;

    private final BeepNetwork network = BeepNetwork.open(1);
    private final BeepListener usual;
    private final BeepListener wide;

    BeepServer(Identity identity) {
        usual = listen(identity, limits(false));
        wide = listen(identity, limits(true));
    }

    /** The defaults, but for the size of a message; or with a window and frames for bulk. */
    static SessionLimits limits(boolean wide) {
        var usual = SessionLimits.defaults().withMessage(2 * Case.BULK_MESSAGE);
        return wide
                ? new SessionLimits(
                        usual.channels(),
                        usual.message(),
                        1 << 20,
                        1 << 16,
                        usual.unanswered(),
                        usual.timeToGreet(),
                        usual.timeToAuthenticate())
                : usual;
    }

    private BeepListener listen(Identity identity, SessionLimits limits) {
        var settings = SessionSettings.serving(
                        new Served(ECHO, exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload())))),
                        new Served(SINK, exchange -> exchange.reply(List.of())))
                .withTls(TlsPolicy.OPTIONAL)
                .withLimits(limits);
        return network.listen(
                Loopback.at(0),
                new ListenerBounds(MOST_SESSIONS, MOST_SESSIONS),
                identity.listener(),
                address -> new Accepted(settings, new SessionListener() {}));
    }

    @Override
    public int port(Case wanted) {
        return switch (wanted.shape()) {
            case EXCHANGE, BULK -> usual.address().getPort();
            case WIDE_BULK -> wide.address().getPort();
        };
    }

    @Override
    public void close() {
        network.close();
    }

    private record Served(String uri, ChannelHandler handler) implements Profile {
        @Override
        public void start(ChannelStart start) {
            var _ = start.accept(handler, "");
        }
    }
}
