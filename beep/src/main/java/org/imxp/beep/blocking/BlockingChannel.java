package org.imxp.beep.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imxp.beep.Channel;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.Reply;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.SessionEndedException;

/** A channel, for a thread that may wait. Thread-safe: requests of several threads are pipelined. */
public final class BlockingChannel implements AutoCloseable {
    private final Channel channel;
    private final String content;
    private final Duration timeout;

    BlockingChannel(Channel channel, String content, Duration timeout) {
        this.channel = channel;
        this.content = content;
        this.timeout = timeout;
    }

    /**
     * The channel itself, for use on the session's event loop.
     *
     * @return the channel
     */
    public Channel channel() {
        return channel;
    }

    /**
     * What rode in the peer's answer to the start.
     *
     * @return at most 4096 octets of text; empty for nothing
     */
    public String content() {
        return content;
    }

    /**
     * Sends a message and waits for its one reply.
     *
     * @param message the message
     * @return the RPY
     * @throws PeerRefusedException if the reply is ERR: with its code and text
     * @throws SessionEndedException if the session or the channel ends, or no reply comes in time
     */
    public Message request(Message message) {
        var reply = new CompletableFuture<Reply>();
        onLoop(reply, () -> channel.send(message.payload()));
        return positive(Wait.until(reply, timeout, "the reply"));
    }

    /**
     * Sends a message whose payload may be larger than memory, at the pace of the peer, and waits for its one reply.
     *
     * @param payload MIME headers and the empty line first; read to its end, not closed
     * @return the RPY
     * @throws IOException if the payload can't be read; the session is ended then, since a message can't be taken back
     * @throws PeerRefusedException if the reply is ERR, maybe before the end of the payload
     * @throws SessionEndedException if the session or the channel ends, or no reply comes in time
     */
    public Message request(InputStream payload) throws IOException {
        var reply = new WaitingReply(channel.session(), timeout);
        var stream = new CompletableFuture<PayloadOutput>();
        onLoop(
                stream,
                () -> CompletableFuture.completedFuture(
                        new PayloadOutput(channel.session(), channel.begin(reply), timeout)));
        var output = Wait.until(stream, timeout, "a message");
        try {
            pump(payload, output, reply);
        } catch (IOException e) {
            channel.session().execute(() -> channel.session().terminate("a payload could not be read to its end"));
            throw e;
        }
        return positive(reply.one());
    }

    private static void pump(InputStream payload, PayloadOutput output, WaitingReply reply) throws IOException {
        var octets = new byte[1 << 16];
        for (int size = payload.read(octets); size >= 0; size = payload.read(octets)) {
            try {
                output.write(octets, 0, size);
            } catch (IOException stopped) {
                if (reply.isThere()) {
                    // The peer has refused it before its end (RFC 3080 section 2.6.3).
                    return;
                }
                throw stopped;
            }
        }
        output.close();
    }

    /**
     * Sends a message and gives each answer as it comes: ANS (RFC 3080 section 2.1.1). One RPY is taken for one answer.
     *
     * @param message the message
     * @param answers gets each answer, on this thread; while it works at most a window of further answers waits
     * @throws PeerRefusedException if the reply is ERR
     * @throws SessionEndedException if the session or the channel ends, or nothing more comes in time
     */
    public void requestMany(Message message, Consumer<Message> answers) {
        var reply = new WaitingReply(channel.session(), timeout);
        channel.session().execute(() -> channel.send(message.payload(), reply));
        reply.each(answers);
    }

    /**
     * Sends a message and reads its one reply while it comes in, so that it may be larger than memory.
     *
     * @param message the message
     * @return the payload of the RPY, MIME headers first; to be read to its end or closed
     * @throws PeerRefusedException if the reply is ERR
     * @throws SessionEndedException if the session or the channel ends, or no reply comes in time
     */
    public InputStream requestStream(Message message) {
        var reply = new StreamedReply(channel.session(), timeout);
        channel.session().execute(() -> channel.send(message.payload(), reply));
        return reply.input();
    }

    /**
     * Closes the channel; waits until the peer agrees.
     *
     * @throws PeerRefusedException if the peer refuses; the channel goes on then
     */
    @Override
    public void close() {
        var closed = new CompletableFuture<Void>();
        onLoop(
                closed,
                () -> channel.isOpen()
                        ? channel.close(ReplyCode.SUCCESS, "")
                        : CompletableFuture.completedFuture(null));
        try {
            Wait.until(closed, timeout, "the end of channel " + channel.number());
        } catch (SessionEndedException e) {
            // It is as closed as can be.
            return;
        }
    }

    private <T> void onLoop(CompletableFuture<T> into, java.util.function.Supplier<CompletableFuture<T>> command) {
        OnLoop.run(channel.session(), into, command);
    }

    static Message positive(Reply reply) {
        if (!reply.positive()) {
            throw PeerRefusedException.of(reply);
        }
        return Message.read(reply.payload());
    }
}
