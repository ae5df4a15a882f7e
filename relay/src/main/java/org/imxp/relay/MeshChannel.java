package org.imxp.relay;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.imxp.beep.Channel;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Exchange;
import org.imxp.beep.Greeting;
import org.imxp.beep.Reply;
import org.imxp.beep.Session;
import org.imxp.protocol.Address;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Bind;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadWriter;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel of the mesh's profile: reads operations, has them done, writes the answers, and carries data to the endpoints
 * that are attached on it. Used by the session's owner, but {@link #execute}.
 */
final class MeshChannel implements ChannelHandler {
    static final PayloadWriter WRITER = new PayloadWriter();

    private static final Logger LOG = LoggerFactory.getLogger(MeshChannel.class);
    private static final Outcome LINK_LOST =
            Outcome.of(ReplyCode.ABORTED, Sentence.LINK_LOST);

    private final Mesh mesh;
    private final Peer peer;
    private final Dialect dialect;
    private final Session session;
    private final Address identity;
    private final Map<Integer, Attachment> attachments = new HashMap<>();
    private @Nullable Channel channel;

    MeshChannel(Mesh mesh, Peer peer, Dialect dialect, Session session, Address identity) {
        this.mesh = mesh;
        this.peer = peer;
        this.dialect = dialect;
        this.session = session;
        this.identity = identity;
    }

    Dialect dialect() {
        return dialect;
    }

    Address identity() {
        return identity;
    }

    Peer peer() {
        return peer;
    }

    // ---- what the peer asks for ------------------------------------------------------------------------------------

    /** Accepts the channel; what rides in the start is answered in its reply (requirement CORE-10). */
    void begin(ChannelStart start) {
        if (start.content().isBlank()) {
            channel = start.accept(this, "");
            return;
        }
        var answer = answer(() -> Payload.of(mesh.elements().read(start.content(), dialect)));
        channel = start.accept(this, mesh.write(answer.element(), dialect));
        answer.then().run();
    }

    @Override
    public void message(Exchange exchange) {
        var answer = answer(() -> mesh.payloads().read(exchange.payload(), dialect));
        var octets = WRITER.write(Payload.of(answer.element()), dialect);
        if (answer.element() instanceof ErrorReply) {
            exchange.error(octets);
        } else {
            exchange.reply(octets);
        }
        answer.then().run();
    }

    private Answer answer(Supplier<Payload> request) {
        try {
            return perform(request.get());
        } catch (ProtocolException e) {
            return Answer.of(Outcome.of(e.code(), String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            return Answer.of(Outcome.of(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage())));
        }
    }

    private Answer perform(Payload payload) {
        return switch (payload.element()) {
            case Attach attach -> mesh.attaching().attach(attach, this);
            case Bind bind -> Answer.of(mesh.attaching().bind(bind, this));
            case Terminate terminate -> Answer.of(terminated(terminate.transId()));
            case Data data -> mesh.dataProcessing().process(payload, data, peer, languages());
            case Ok _, ErrorReply _ ->
                Answer.of(Outcome.of(
                        ReplyCode.PARAMETER_SYNTAX_ERROR,
                        "ok and error are answers: allowed here are attach, bind, terminate and data"));
        };
    }

    /** What the peer's greeting wants diagnostics in (RFC 3080 section 2.3.1.1). */
    private List<String> languages() {
        return session.greeting().map(Greeting::localize).orElse(List.of());
    }

    private Outcome terminated(int transId) {
        if (transId == 0) {
            peer.attachments().forEach(Attachment::released);
            return Outcome.DELIVERED;
        }
        var attachment = attachments.get(transId);
        if (attachment == null) {
            return Outcome.of(ReplyCode.NOT_TAKEN, "unknown transaction-identifier " + transId + " on this channel");
        }
        released(attachment);
        return Outcome.DELIVERED;
    }

    // ---- attachments -----------------------------------------------------------------------------------------------

    boolean has(int transId) {
        return attachments.containsKey(transId);
    }

    void attached(Attachment attachment) {
        attachments.put(attachment.transId(), attachment);
        peer.attached(attachment);
        LOG.debug("{} attached, session with {}", attachment.endpoint(), session.remoteAddress());
    }

    /** Ends an attachment; does nothing when it has ended. */
    void released(Attachment attachment) {
        if (attachments.remove(attachment.transId(), attachment)) {
            mesh.attachments().remove(attachment);
            peer.detached(attachment);
            LOG.debug("{} detached, session with {}", attachment.endpoint(), session.remoteAddress());
        }
    }

    @Override
    public void closed(String reason) {
        List.copyOf(attachments.values()).forEach(this::released);
    }

    // ---- what the relay sends --------------------------------------------------------------------------------------

    /** Runs a command as the session's owner; when that is no longer possible the session is lost. For any thread. */
    void execute(Runnable command, CompletableFuture<Outcome> outcome) {
        try {
            session.execute(command);
        } catch (RejectedExecutionException e) {
            outcome.complete(LINK_LOST);
        }
    }

    void send(Attachment attachment, List<ByteBuffer> octets, CompletableFuture<Outcome> outcome) {
        if (attachments.get(attachment.transId()) != attachment) {
            // It ended while the data was on its way here.
            outcome.complete(Outcome.NOT_ATTACHED);
            return;
        }
        request(octets, outcome);
    }

    void terminate(Attachment attachment, Outcome why, CompletableFuture<Outcome> answered) {
        if (attachments.get(attachment.transId()) != attachment) {
            answered.complete(Outcome.NOT_ATTACHED);
            return;
        }
        released(attachment);
        var terminate = new Terminate(attachment.transId(), why.code(), why.diagnostic());
        request(WRITER.write(Payload.of(terminate), dialect), answered);
    }

    private void request(List<ByteBuffer> octets, CompletableFuture<Outcome> outcome) {
        var open = channel;
        if (open == null) {
            outcome.complete(LINK_LOST);
            return;
        }
        var _ = open.send(octets)
                .whenComplete((reply, failure) -> outcome.complete(failure == null ? read(reply, open) : LINK_LOST));
    }

    private Outcome read(Reply reply, Channel open) {
        try {
            var element = mesh.payloads().read(reply.payload(), dialect).element();
            if (element instanceof Ok && reply.positive()) {
                return Outcome.DELIVERED;
            }
            if (element instanceof ErrorReply error && !reply.positive()) {
                return new Outcome(error.code(), error.diagnostic());
            }
        } catch (ProtocolException e) {
            LOG.debug("{} gave an answer that can't be read: {}", identity, e.getMessage());
        }
        // A poorly formed reply closes the channel (RFC 3080 section 2.2.2.1).
        var _ = open.close(ReplyCode.SYNTAX_ERROR.value(), "an answer was neither ok nor error")
                .exceptionally(refused -> null);
        return Outcome.of(ReplyCode.SYNTAX_ERROR, Sentence.ANSWER_UNREADABLE);
    }
}
