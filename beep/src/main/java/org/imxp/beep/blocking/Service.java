package org.imxp.beep.blocking;

import java.util.Optional;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Exchange;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Profile;

/**
 * A profile whose messages are served on virtual threads: those of one channel one after the other, as the RFC has it
 * (RFC 3080 section 2.6.1), those of different channels at the same time.
 */
public final class Service implements Profile {
    private final String uri;
    private final Handler handler;
    private final boolean streamed;

    /** What an application does with a message. */
    @FunctionalInterface
    public interface Handler {
        /**
         * A message is to be replied to. May block.
         *
         * @param request the message; if it has no reply when this returns, the peer is told so with an ERR
         * @throws Exception any fault: the peer gets ERR 451, and the log the fault
         */
        void serve(Request request) throws Exception;
    }

    private Service(String uri, Handler handler, boolean streamed) {
        this.uri = uri;
        this.handler = handler;
        this.streamed = streamed;
    }

    /**
     * A profile whose messages come whole, within the bound of a message.
     *
     * @param uri the profile's URI
     * @param handler who serves it
     * @return the profile
     */
    public static Service of(String uri, Handler handler) {
        return new Service(uri, handler, false);
    }

    /**
     * A profile whose messages are read while they come in, by {@link Request#input}, and may be larger than memory.
     *
     * @param uri the profile's URI
     * @param handler who serves it
     * @return the profile
     */
    public static Service streamed(String uri, Handler handler) {
        return new Service(uri, handler, true);
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void start(ChannelStart start) {
        start.accept(new Serving(), "");
    }

    /** One channel of it. */
    private final class Serving implements ChannelHandler {
        private final InTurn turns = new InTurn();

        @Override
        public void message(Exchange exchange) {
            var request = Request.whole(exchange);
            turns.run(() -> request.serve(handler));
        }

        @Override
        public Optional<PayloadReceiver> begins(Exchange exchange) {
            if (!streamed) {
                return Optional.empty();
            }
            var input = new PayloadInput(exchange.channel().session(), Beep.TIMEOUT);
            var request = Request.streamed(exchange, input);
            turns.run(() -> request.serve(handler));
            return Optional.of(input);
        }
    }
}
