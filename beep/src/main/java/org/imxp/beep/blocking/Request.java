package org.imxp.beep.blocking;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.imxp.beep.Exchange;
import org.imxp.beep.PayloadStream;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message of the peer that a {@link Service} replies to: once, or with answers and their end. Used by one thread. */
public final class Request {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.beep");

    private final Exchange exchange;
    private final InputStream input;
    private boolean replied;

    private Request(Exchange exchange, InputStream input) {
        this.exchange = exchange;
        this.input = input;
    }

    static Request whole(Exchange exchange) {
        return new Request(exchange, new ByteArrayInputStream(exchange.payload()));
    }

    static Request streamed(Exchange exchange, PayloadInput input) {
        return new Request(exchange, input);
    }

    /**
     * The session that it came by: who the peer is, and what it may do.
     *
     * @return the session
     */
    public Session session() {
        return exchange.channel().session();
    }

    /**
     * The message, if it comes whole.
     *
     * @return the message; empty for a streamed service
     */
    public Message message() {
        return Message.read(exchange.payload());
    }

    /**
     * The message's payload, MIME headers first; of a streamed service while it comes in.
     *
     * @return where to read it
     */
    public InputStream input() {
        return input;
    }

    /**
     * Replies with RPY.
     *
     * @param reply the reply
     * @throws IllegalStateException if there is a reply already
     */
    public void reply(Message reply) {
        last(() -> exchange.reply(reply.payload()));
    }

    /**
     * Replies with ERR and an {@code error} element; also before a streamed message has come whole.
     *
     * @param code a reply code
     * @param text a sentence for people, in English
     * @throws IllegalStateException if there is a reply already
     */
    public void error(int code, String text) {
        last(() -> exchange.error(code, text));
    }

    /**
     * Replies with RPY whose payload is written while it is sent, and may be larger than memory.
     *
     * @return where to write the payload, MIME headers and the empty line first; closing it ends the reply
     * @throws IllegalStateException if there is a reply already
     */
    public OutputStream beginReply() {
        replied = true;
        return output(exchange::beginReply);
    }

    /**
     * Gives one answer of many, and waits until it has left.
     *
     * @param answer the answer
     * @throws IllegalStateException if there is a reply already
     * @throws SessionEndedException if it can't leave
     */
    public void answer(Message answer) {
        var left = new CompletableFuture<Void>();
        OnLoop.run(session(), left, () -> exchange.answer(answer.payload()));
        Wait.until(left, Beep.TIMEOUT, "an answer to leave");
    }

    /**
     * Gives one answer whose payload is written while it is sent.
     *
     * @return where to write the payload, MIME headers and the empty line first; closing it ends the answer
     * @throws IllegalStateException if there is a reply already
     */
    public OutputStream beginAnswer() {
        return output(exchange::beginAnswer);
    }

    /**
     * Ends the answers; without one before, says that there are none.
     *
     * @throws IllegalStateException if there is a reply already
     */
    public void finish() {
        last(exchange::finish);
    }

    private OutputStream output(Supplier<PayloadStream> begin) {
        var output = new CompletableFuture<OutputStream>();
        OnLoop.run(
                session(),
                output,
                () -> CompletableFuture.completedFuture(new PayloadOutput(session(), begin.get(), Beep.TIMEOUT)));
        return Wait.until(output, Beep.TIMEOUT, "a reply");
    }

    private void last(Runnable reply) {
        replied = true;
        var done = new CompletableFuture<Void>();
        OnLoop.run(session(), done, () -> {
            reply.run();
            return CompletableFuture.completedFuture(null);
        });
        Wait.until(done, Beep.TIMEOUT, "a reply");
    }

    void serve(Service.Handler handler) {
        try {
            handler.serve(this);
            if (!replied) {
                LOG.warn(
                        "{}: a message was served without a reply",
                        exchange.channel().profile());
                error(ReplyCode.ABORTED, "the service gave no reply");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(e);
        } catch (Exception e) {
            failed(e);
        }
    }

    /** The peer is told that, not why. */
    private void failed(Exception fault) {
        if (!session().isAlive()) {
            return;
        }
        LOG.error("{}: a message could not be served", exchange.channel().profile(), fault);
        session().execute(() -> {
            if (exchange.isOpen()) {
                exchange.error(ReplyCode.ABORTED, "the service failed");
            } else if (!exchange.isReplied()) {
                exchange.finish();
            }
        });
    }
}
