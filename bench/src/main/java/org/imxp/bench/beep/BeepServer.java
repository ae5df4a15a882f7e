package org.imxp.bench.beep;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.Accepted;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Exchange;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.PayloadFlow;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Profile;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.bench.measure.Identity;
import org.imxp.bench.measure.Loopback;

/** BEEP on one event loop, with profiles that echo and that swallow. */
final class BeepServer implements Server {
    static final String ECHO = "http://example.com/beep/echo";
    static final String SINK = "http://example.com/beep/sink";

    static final String STREAM = "http://example.com/beep/stream";

    private static final int MOST_SESSIONS = 100_000;

    private final BeepNetwork network = BeepNetwork.open(1);
    private final BeepListener usual;
    private final BeepListener narrow;

    BeepServer(Identity identity) {
        usual = listen(identity, limits(Case.Shape.BULK));
        narrow = listen(identity, limits(Case.Shape.NARROW_BULK));
    }

    /** The defaults, but for the size of a message; or with windows and frames that never grow. */
    static SessionLimits limits(Case.Shape shape) {
        var usual = SessionLimits.defaults().withMessage(2 * Case.BULK_MESSAGE);
        return shape == Case.Shape.NARROW_BULK
                ? usual.withWindow(SessionLimits.INITIAL_WINDOW).withFrame(SessionLimits.INITIAL_WINDOW)
                : usual;
    }

    private BeepListener listen(Identity identity, SessionLimits limits) {
        var settings = SessionSettings.serving(
                        new Served(ECHO, exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload())))),
                        new Served(SINK, exchange -> exchange.reply(List.of())),
                        new Served(STREAM, new Swallowing()))
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
            case EXCHANGE, BULK, STREAM -> usual.address().getPort();
            case NARROW_BULK -> narrow.address().getPort();
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

    /** Consumes a payload as it comes, and replies at its end. */
    private static final class Swallowing implements ChannelHandler {
        @Override
        public void message(Exchange exchange) {
            exchange.error(ReplyCode.NOT_TAKEN, "messages are taken piece by piece here");
        }

        @Override
        public Optional<PayloadReceiver> begins(Exchange exchange) {
            return Optional.of(new PayloadReceiver() {
                @Override
                public void octets(ByteBuffer octets, PayloadFlow flow) {
                    flow.consumed(octets.remaining());
                }

                @Override
                public void complete() {
                    exchange.reply(List.of());
                }
            });
        }
    }
}
