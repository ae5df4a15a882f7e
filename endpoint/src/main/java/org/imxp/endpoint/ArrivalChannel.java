package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.Exchange;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Session;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Bind;
import org.imxp.protocol.Data;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what the relay sends on the channel of an attachment. Called by the session's owner. */
final class ArrivalChannel implements ChannelHandler {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private final Session session;
    private final WireForm wire;
    private final Arrivals arrivals;
    private final Ending ending;
    private final Executor executor;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    /**
     * A channel.
     *
     * @param executor looks at what is large
     */
    ArrivalChannel(Session session, WireForm wire, Arrivals arrivals, Ending ending, Executor executor) {
        this.session = session;
        this.executor = executor;
        this.wire = wire;
        this.arrivals = arrivals;
        this.ending = ending;
    }

    @Override
    public Optional<PayloadReceiver> begins(Exchange exchange) {
        // One after the other, however large: messages stay in order.
        var intake = new Intake(wire.mostOctets(), session::execute, executor, taker(exchange), last);
        last = intake.done();
        return Optional.of(intake);
    }

    private Intake.Taker taker(Exchange exchange) {
        return new Intake.Taker() {
            @Override
            public void small(ByteBuffer octets) {
                ArrivalChannel.this.small(exchange, octets);
            }

            @Override
            public Runnable large(ByteBuffer octets) {
                return ArrivalChannel.this.large(exchange, octets);
            }

            @Override
            public void refuse(ErrorReply error) {
                ArrivalChannel.this.refuse(exchange, error);
            }
        };
    }

    @Override
    public void message(Exchange exchange) {
        small(exchange, ByteBuffer.wrap(exchange.payload()));
    }

    private void small(Exchange exchange, ByteBuffer octets) {
        guarded(exchange, () -> {
            var payload = wire.read(octets);
            answer(exchange, payload, octets.remaining(), () -> arrivals.message(payload));
        });
    }

    private Runnable large(Exchange exchange, ByteBuffer octets) {
        Payload payload;
        Supplier<IdentifiedMessage> message;
        try {
            payload = wire.read(octets);
            message = payload.data().isPresent() ? read(payload) : () -> arrivals.message(payload);
        } catch (ProtocolException fault) {
            return () -> refuse(exchange, ErrorReply.of(fault));
        }
        return () -> guarded(exchange, () -> answer(exchange, payload, octets.remaining(), message));
    }

    private Supplier<IdentifiedMessage> read(Payload payload) {
        try {
            var message = arrivals.message(payload);
            return () -> message;
        } catch (ProtocolException | MessageFault fault) {
            return () -> {
                throw fault;
            };
        }
    }

    private void guarded(Exchange exchange, Runnable answering) {
        try {
            answering.run();
        } catch (ProtocolException | MessageFault fault) {
            refuse(exchange, Refusal.of(fault));
        }
    }

    private void answer(Exchange exchange, Payload payload, int size, Supplier<IdentifiedMessage> message) {
        switch (payload.element()) {
            case Data _ -> reply(exchange, data(payload, size, message));
            case Terminate terminate -> terminate(exchange, terminate);
            case Attach _, Bind _, Ok _, ErrorReply _ ->
                throw new ProtocolException(
                        ReplyCode.PARAMETER_SYNTAX_ERROR, "an endpoint is sent data and terminate, nothing else");
        }
    }

    private Element data(Payload payload, int size, Supplier<IdentifiedMessage> message) {
        try {
            return arrivals.data(payload, wire, size, message);
        } catch (ProtocolException | MessageFault fault) {
            throw fault;
        } catch (RuntimeException bug) {
            // Whatever a stranger sends, the attachment goes on, and the sender is answered.
            LOG.error("data that arrived could not be handled", bug);
            return new ErrorReply(ReplyCode.ABORTED, "the program that is attached has failed on this data");
        }
    }

    /** The relay ends the attachment (RFC 3340 section 4.4.3); zero means all there are. */
    private void terminate(Exchange exchange, Terminate terminate) {
        if (terminate.transId() != 0 && terminate.transId() != Attachment.TRANS_ID) {
            refuse(
                    exchange,
                    new ErrorReply(
                            ReplyCode.NOT_TAKEN,
                            "transID " + terminate.transId() + " is not known: allowed are 0 and "
                                    + Attachment.TRANS_ID));
            return;
        }
        reply(exchange, new Ok());
        ending.came(new Detached(
                Detached.Reason.TERMINATED,
                terminate.code(),
                terminate.diagnostic().text()));
    }

    private void reply(Exchange exchange, Element answer) {
        if (answer instanceof ErrorReply error) {
            refuse(exchange, error);
        } else {
            exchange.reply(wire.write(answer));
        }
    }

    private void refuse(Exchange exchange, ErrorReply error) {
        LOG.debug(
                "refused what the relay sent: {} {}",
                error.code(),
                error.diagnostic().text());
        exchange.error(wire.write(error));
    }

    /** If the session has ended, its listener says how; if this side closes the channel, it goes on to release the session. */
    @Override
    public void closed(String reason) {
        if (session.isAlive() && !ending.isAsked()) {
            ending.came(new Detached(Detached.Reason.RELEASED, ReplyCode.SERVICE_NOT_AVAILABLE, reason));
        }
    }
}
