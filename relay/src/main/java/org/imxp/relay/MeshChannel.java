package org.imxp.relay;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.imxp.protocol.Attach;
import org.imxp.protocol.Bind;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
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
 * that are attached on it, and to relays that are bound on it. Used by the session's owner, but {@link #execute}.
 */
final class MeshChannel implements ChannelHandler {
    static final PayloadWriter WRITER = new PayloadWriter();

    private static final Logger LOG = LoggerFactory.getLogger(MeshChannel.class);
    private static final Outcome ENDPOINT_LOST = Outcome.of(ReplyCode.ABORTED, Sentence.LINK_LOST);
    private static final Outcome RELAY_LOST = Outcome.of(ReplyCode.ABORTED, Sentence.RELAY_LOST);

    private final Mesh mesh;
    private final Peer peer;
    private final Dialect dialect;
    private final Session session;
    private final PeerIdentity identity;
    private final Domain shown;
    private final Map<Integer, Attachment> attachments = new HashMap<>();
    private final Map<Integer, Binding> bindings = new HashMap<>();
    private final Set<Domain> told = new HashSet<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private @Nullable Channel channel;
    private @Nullable RelayLink link;

    /** A channel that the peer starts. */
    MeshChannel(Mesh mesh, Peer peer, Dialect dialect, Session session, PeerIdentity identity) {
        this(mesh, peer, dialect, session, identity, mesh.domainOf(session));
    }

    /**
     * A channel.
     *
     * @param shown the domain of ours as which this relay has shown itself on the session
     */
    MeshChannel(Mesh mesh, Peer peer, Dialect dialect, Session session, PeerIdentity identity, Domain shown) {
        this.shown = shown;
        this.mesh = mesh;
        this.peer = peer;
        this.dialect = dialect;
        this.session = session;
        this.identity = identity;
        peer.identified(identity);
        peer.opened(this);
    }

    Dialect dialect() {
        return dialect;
    }

    PeerIdentity identity() {
        return identity;
    }

    Peer peer() {
        return peer;
    }

    // ---- what the peer asks for ------------------------------------------------------------------------------------

    /** The channel is open: this side has started it, and bound for the shown domain by that. */
    void opened(Channel started) {
        channel = started;
        told.add(shown);
        bindAll();
    }

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
        var answer = tooMuch(exchange.payload().length)
                .map(Answer::of)
                .orElseGet(() -> answer(() -> mesh.payloads().read(exchange.payload(), dialect)));
        var octets = WRITER.write(Payload.of(answer.element()), dialect);
        if (answer.element() instanceof ErrorReply) {
            exchange.error(octets);
        } else {
            exchange.reply(octets);
        }
        answer.then().run();
    }

    private Optional<Outcome> tooMuch(int octets) {
        return switch (identity) {
            case PeerIdentity.Endpoint _, PeerIdentity.Anonymous _ -> Optional.empty();
            case PeerIdentity.Relay relay -> mesh.allowances().take(relay.name(), octets);
        };
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
            case Bind bind -> new Answer(mesh.attaching().bind(bind, this).answer(), this::bindInReturn);
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
            peer.channels().forEach(MeshChannel::releaseBindings);
            return Outcome.DELIVERED;
        }
        var attachment = attachments.get(transId);
        if (attachment != null) {
            released(attachment);
            return Outcome.DELIVERED;
        }
        var binding = bindings.get(transId);
        if (binding != null) {
            released(binding);
            return Outcome.DELIVERED;
        }
        return Outcome.of(ReplyCode.NOT_TAKEN, "unknown transaction-identifier " + transId + " on this channel");
    }

    // ---- attachments -----------------------------------------------------------------------------------------------

    boolean has(int transId) {
        return attachments.containsKey(transId) || bindings.containsKey(transId);
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
        releaseBindings();
        peer.closed(this);
        ended.complete(reason);
    }

    /** Done, with the reason, when the channel is closed. */
    CompletableFuture<String> ended() {
        return ended;
    }

    // ---- bindings --------------------------------------------------------------------------------------------------

    /** The peer takes data for a domain on this channel. */
    void bound(Domain domain, int transId) {
        var binding = new Binding(domain, transId, link());
        bindings.put(transId, binding);
        mesh.links().bindings().add(binding);
        peer.bound();
        LOG.debug("{} is bound for {}, session with {}", identity, domain, session.remoteAddress());
    }

    private void released(Binding binding) {
        if (bindings.remove(binding.transId(), binding)) {
            mesh.links().bindings().remove(binding);
            peer.unbound();
            LOG.debug("{} is not bound for {} any more", identity, binding.domain());
        }
    }

    private void releaseBindings() {
        List.copyOf(bindings.values()).forEach(this::released);
    }

    /** Tells the peer which domains' data it may send here, so that one session serves both directions. */
    private void bindInReturn() {
        if (!bindings.isEmpty()) {
            bindAll();
        }
    }

    private void bindAll() {
        for (var domain : mesh.links().toBind(shown)) {
            if (told.add(domain)) {
                var answered = new CompletableFuture<Outcome>();
                request(WRITER.write(Payload.of(new Bind(domain, told.size())), dialect), answered);
                var _ = answered.thenAccept(
                        outcome -> LOG.debug("{} answered the bind for {} by {}", identity, domain, outcome.code()));
            }
        }
    }

    /** The way of data to the peer as a relay. */
    RelayLink link() {
        var made = link;
        if (made == null) {
            made = mesh.links().link(this, shown);
            link = made;
        }
        return made;
    }

    // ---- what the relay sends --------------------------------------------------------------------------------------

    /** Runs a command as the session's owner; when that is no longer possible the session is lost. For any thread. */
    void execute(Runnable command, CompletableFuture<Outcome> outcome) {
        try {
            session.execute(command);
        } catch (RejectedExecutionException e) {
            outcome.complete(lost());
        }
    }

    void send(Attachment attachment, List<ByteBuffer> octets, CompletableFuture<Outcome> outcome, Runnable sent) {
        if (attachments.get(attachment.transId()) != attachment) {
            // It ended while the data was on its way here.
            outcome.complete(Outcome.NOT_ATTACHED);
            return;
        }
        request(octets, outcome);
        sent.run();
    }

    /** Sends the peer a data as a relay. */
    void forward(List<ByteBuffer> octets, CompletableFuture<Outcome> outcome) {
        request(octets, outcome);
    }

    /** Ends the session; what is not answered will not be. For any thread. */
    void abandon(String reason) {
        session.execute(() -> session.terminate(reason));
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
            outcome.complete(lost());
            return;
        }
        var _ = open.send(octets)
                .whenComplete((reply, failure) -> outcome.complete(failure == null ? read(reply, open) : lost()));
    }

    /** An error that claims success, or to be under way, says nothing that may be reported. */
    private static boolean isFailure(ReplyCode code) {
        return !code.isDone() && !code.isInterim();
    }

    private Outcome lost() {
        return switch (identity) {
            case PeerIdentity.Endpoint _, PeerIdentity.Anonymous _ -> ENDPOINT_LOST;
            case PeerIdentity.Relay _ -> RELAY_LOST;
        };
    }

    private Outcome read(Reply reply, Channel open) {
        try {
            var element = mesh.payloads().read(reply.payload(), dialect).element();
            if (element instanceof Ok && reply.positive()) {
                return Outcome.DELIVERED;
            }
            if (element instanceof ErrorReply error && !reply.positive() && isFailure(error.code())) {
                return new Outcome(error.code(), error.diagnostic());
            }
        } catch (ProtocolException e) {
            LOG.debug("{} gave an answer that can't be read: {}", identity, e.getMessage());
        }
        // A poorly formed reply closes the channel (RFC 3080 section 2.2.2.1).
        var _ = open.close(ReplyCode.SYNTAX_ERROR.value(), "an answer was neither ok nor error")
                .exceptionally(refused -> null);
        return Outcome.of(ReplyCode.SYNTAX_ERROR, Sentence.ANSWER_UNREADABLE, identity);
    }
}
