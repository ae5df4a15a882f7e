package org.imxp.endpoint;

import org.imxp.beep.ChannelHandler;
import org.imxp.beep.Exchange;
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

    ArrivalChannel(Session session, WireForm wire, Arrivals arrivals, Ending ending) {
        this.session = session;
        this.wire = wire;
        this.arrivals = arrivals;
        this.ending = ending;
    }

    @Override
    public void message(Exchange exchange) {
        try {
            answer(exchange);
        } catch (ProtocolException fault) {
            refuse(exchange, ErrorReply.of(fault));
        } catch (MessageFault fault) {
            refuse(exchange, new ErrorReply(new ReplyCode(fault.code()), fault.sentence()));
        }
    }

    private void answer(Exchange exchange) {
        var payload = wire.read(exchange.payload());
        switch (payload.element()) {
            case Data _ -> reply(exchange, data(payload, exchange.payload().length));
            case Terminate terminate -> terminate(exchange, terminate);
            case Attach _, Bind _, Ok _, ErrorReply _ ->
                throw new ProtocolException(
                        ReplyCode.PARAMETER_SYNTAX_ERROR, "an endpoint is sent data and terminate, nothing else");
        }
    }

    private Element data(Payload payload, int size) {
        try {
            return arrivals.data(payload, wire, size);
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
