package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.FrameDecoder;
import org.imxp.beep.frame.Keyword;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.management.Excerpt;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.beep.sasl.SaslLogin;
import org.jspecify.annotations.Nullable;

/**
 * A BEEP session (RFC 3080): a state machine between a {@link Transport} and the {@link ChannelHandler}s.
 *
 * <p>Everything is called by the session's owner, but {@link #execute}. Nothing here blocks, reads a clock or opens a
 * socket.
 */
public final class Session {
    private final Role role;
    private final SessionSettings settings;
    private final Transport transport;
    private final SessionListener listener;
    private final FrameSender sender = new FrameSender(this);
    private final TlsTuning tls = new TlsTuning(this);
    private final HeldOctets held;
    private final WindowBudget windows;
    private final List<Profile> profiles;
    private final Optional<Supervision> supervision;

    private SessionPhase phase = SessionPhase.GREETING;
    private FrameDecoder decoder;
    private Channels channels;
    private @Nullable Greeting greeting;
    private @Nullable String serverName;
    private @Nullable String proposedName;
    private @Nullable String identity;
    private @Nullable TlsPeer tlsPeer;
    private boolean tuning;
    private boolean resetting;
    private Runnable whenReset = () -> {};
    private @Nullable String endWhenFlushed;
    private int entered;
    private int greetings;

    /**
     * Makes a session; {@link #open} begins it.
     *
     * @param role this side's role
     * @param settings what this side brings
     * @param transport what carries it
     * @param listener who is told what becomes of it
     */
    public Session(Role role, SessionSettings settings, Transport transport, SessionListener listener) {
        this.role = role;
        this.settings = settings;
        this.transport = transport;
        this.listener = listener;
        this.profiles = Tuning.profiles(settings);
        this.supervision = settings.liveness().map(liveness -> new Supervision(this, liveness));
        this.held = new HeldOctets(settings.limits().held());
        this.windows = new WindowBudget(settings.limits().windows());
        this.channels = new Channels(this, sender);
        this.decoder = new FrameDecoder(new FrameReceiver(this, channels));
    }

    // ---- what it is ------------------------------------------------------------------------------------------------

    /**
     * This side's role.
     *
     * @return the role
     */
    public Role role() {
        return role;
    }

    /**
     * What this side brings.
     *
     * @return the settings
     */
    public SessionSettings settings() {
        return settings;
    }

    /**
     * What the peer offers, once its greeting has come.
     *
     * @return the last greeting
     */
    public Optional<Greeting> greeting() {
        return Optional.ofNullable(greeting);
    }

    /**
     * The server name of the first channel that was started, or of the start that is being decided on (BEEP-29).
     *
     * @return the name
     */
    public Optional<String> serverName() {
        return Optional.ofNullable(serverName == null ? proposedName : serverName);
    }

    /**
     * Who the peer has authenticated as.
     *
     * @return the identity
     */
    public Optional<String> identity() {
        return Optional.ofNullable(identity);
    }

    /**
     * What TLS knows of the peer.
     *
     * @return the peer, once TLS is on
     */
    public Optional<TlsPeer> tlsPeer() {
        return Optional.ofNullable(tlsPeer);
    }

    /**
     * Where the peer is.
     *
     * @return an address without port
     */
    public String remoteAddress() {
        return transport.remoteAddress();
    }

    /**
     * Whether anything can still happen.
     *
     * @return false once it has ended
     */
    public boolean isAlive() {
        return phase != SessionPhase.ENDED;
    }

    // ---- what an application does ----------------------------------------------------------------------------------

    /**
     * Runs a command as the session's owner: at once when called by the owner, else soon. The one method for any
     * thread.
     *
     * @param command what to run; must not block
     */
    public void execute(Runnable command) {
        transport.execute(command);
    }

    /** Begins: sends the greeting, and waits for the peer's. */
    public void open() {
        tlsPeer = transport.beneath().orElse(null);
        greet();
        supervision.ifPresent(Supervision::begin);
        if (role == Role.LISTENER) {
            var time = settings.limits().timeToAuthenticate();
            transport.schedule(time, () -> {
                if (settings.authentication().isPresent() && identity == null) {
                    end(SessionEnd.Kind.FAULT, "the peer has not authenticated within " + time);
                } else if (!isPrivateEnough()) {
                    end(SessionEnd.Kind.FAULT, "the peer has not started TLS within " + time);
                }
            });
        }
    }

    /**
     * Begins, and ends at once: tells the peer that this listener is not available (BEEP-25).
     *
     * @param text a sentence for people
     */
    public void openUnavailable(String text) {
        var payload = Payloads.error(ReplyCode.SERVICE_NOT_AVAILABLE, text);
        var _ = channels.zero().greet(new OutgoingMessage(Keyword.ERR, 0, List.of(ByteBuffer.wrap(payload))));
        end(SessionEnd.Kind.TERMINATED, text);
    }

    /**
     * Asks the peer for a channel.
     *
     * @param name the server name wanted; it counts on the first start only. Empty for none
     * @param offers profiles in order of preference; at least one
     * @param handler who gets the peer's messages on the channel
     * @return the channel; fails with {@link PeerRefusedException} or {@link SessionEndedException}. It ends before
     *     the peer's next frame is looked at. Where TLS is required and not on, it fails with code 538, and nothing is
     *     asked
     * @throws IllegalArgumentException if there is no offer
     */
    public CompletableFuture<StartedChannel> start(String name, List<ProfileOffer> offers, ChannelHandler handler) {
        if (offers.isEmpty()) {
            throw new IllegalArgumentException("a start with 0 profiles, allowed is 1 or more");
        }
        if (phase != SessionPhase.OPEN) {
            return CompletableFuture.failedFuture(
                    new SessionEndedException("a channel can't be started: the session is " + phase));
        }
        if (!isPrivateEnough() && !offers.stream().allMatch(offer -> Tuning.isTls(offer.uri()))) {
            return CompletableFuture.failedFuture(new PeerRefusedException(
                    ReplyCode.ENCRYPTION_REQUIRED, "TLS is required here, and it is not on: nothing was asked"));
        }
        return management().start(name, offers, handler);
    }

    /**
     * Asks the peer for TLS (RFC 3080 section 3.1). Channels end, and the session starts again inside TLS.
     *
     * @param name the server's name, told to the peer and checked against its certificate
     * @return done when the peer's greeting has come through TLS; fails with {@link PeerRefusedException} or
     *     {@link SessionEndedException}
     */
    public CompletableFuture<Void> startTls(String name) {
        return tls.start(name);
    }

    /**
     * Authenticates to the peer (RFC 3080 section 4).
     *
     * @param client this side of the mechanism
     * @param name the server name, for the first start
     * @return done when both sides have proved who they are; fails with {@link PeerRefusedException} or
     *     {@link SessionEndedException}
     */
    public CompletableFuture<Void> authenticate(SaslClient client, String name) {
        return new SaslAttempt(this, client).start(name);
    }

    /**
     * Authenticates to the peer by the strongest mechanism that it offers and that takes a password, bound to TLS where that is
     * possible.
     *
     * @param login the account
     * @return as of {@link #authenticate(SaslClient, String)}; fails with code 554, and nothing is sent, where there is no mechanism
     *     in common. After a failure by a {@code -PLUS} mechanism another attempt takes another session
     */
    public CompletableFuture<Void> authenticate(SaslLogin login) {
        return SaslAttempt.strongest(this, login);
    }

    /**
     * Releases the session when every exchange is complete (RFC 3080 section 2.4).
     *
     * @return done when the peer agreed; fails with {@link PeerRefusedException}, and then the session goes on
     */
    public CompletableFuture<Void> release() {
        if (phase != SessionPhase.OPEN) {
            terminate("released while " + phase);
            return CompletableFuture.completedFuture(null);
        }
        return management().release();
    }

    /**
     * Ends the session at once, without asking the peer.
     *
     * @param reason a sentence for a log
     */
    public void terminate(String reason) {
        end(SessionEnd.Kind.TERMINATED, reason);
    }

    // ---- what a transport does -------------------------------------------------------------------------------------

    /**
     * Octets have come.
     *
     * @param octets the input, used up by the call
     */
    public void receive(ByteBuffer octets) {
        if (phase == SessionPhase.ENDED) {
            octets.position(octets.limit());
            return;
        }
        settings.trace().ifPresent(trace -> trace.received(octets.asReadOnlyBuffer()));
        supervision.ifPresent(Supervision::heard);
        entered++;
        try {
            if (phase != SessionPhase.READY_RECEIVED && phase != SessionPhase.SECURING) {
                decoder.decode(octets);
            }
            if (octets.hasRemaining() && phase != SessionPhase.ENDED) {
                // Octets in the clear around the start of TLS are never looked at (lessons: STARTTLS injection).
                throw new PoorlyFormedException(
                        octets.remaining() + " octets while TLS is being agreed on, expected none (" + phase + ")");
            }
        } catch (PoorlyFormedException e) {
            end(SessionEnd.Kind.FAULT, e.getMessage());
        } finally {
            entered--;
        }
        flushSoon();
    }

    /** The transport takes octets again. */
    public void writable() {
        flushSoon();
    }

    /**
     * The TLS handshake is done: everything starts again (BEEP-44).
     *
     * @param peer what TLS knows of the peer
     */
    public void secured(TlsPeer peer) {
        if (phase != SessionPhase.SECURING) {
            return;
        }
        tlsPeer = peer;
        identity = null;
        greeting = null;
        tuning = false;
        resetting = true;
        channels.removeAll("a tuning reset closed the channel");
        resetting = false;
        if (phase != SessionPhase.SECURING) {
            // A handler ended the session when it was told.
            whenReset.run();
            return;
        }
        channels = new Channels(this, sender);
        decoder = new FrameDecoder(new FrameReceiver(this, channels));
        become(SessionPhase.GREETING);
        greet();
    }

    /**
     * The connection is lost, or the TLS handshake failed.
     *
     * @param reason a sentence for a log
     */
    public void lost(String reason) {
        end(SessionEnd.Kind.LOST, reason);
    }

    // ---- what its parts do -----------------------------------------------------------------------------------------

    ChannelManagement management() {
        return channels.management();
    }

    Channels channels() {
        return channels;
    }

    FrameSender sender() {
        return sender;
    }

    HeldOctets held() {
        return held;
    }

    WindowBudget windows() {
        return windows;
    }

    /** The most payload octets of a frame: two thirds of a segment, so that channels take fair turns (BEEP-63). */
    int frame() {
        return (int) Math.min(settings.limits().frame(), Math.max(1, transport.maximumSegmentSize() * 2L / 3));
    }

    TlsTuning tls() {
        return tls;
    }

    Transport transport() {
        return transport;
    }

    SessionPhase phase() {
        return phase;
    }

    void become(SessionPhase next) {
        if (!phase.mayBecome(next)) {
            throw new IllegalStateException("a session can't go from " + phase + " to " + next);
        }
        phase = next;
    }

    /** Leaves the rest of the octets at hand unread. */
    void stopReading() {
        decoder.halt();
    }

    /** Whether anything but TLS may be served or asked for (BEEP-48). */
    boolean isPrivateEnough() {
        return settings.tls() != TlsPolicy.REQUIRED || tlsPeer != null;
    }

    /** The profile that is served under a URI or alias; a tuning profile also where it is not advertised. */
    Optional<Profile> profile(String uri) {
        return profiles.stream()
                .filter(profile ->
                        profile.uri().equals(uri) || profile.aliases().contains(uri))
                .filter(profile -> profile.advertisedTo(this) || profile instanceof TuningProfile)
                .findFirst();
    }

    /** Whether the first frame of a channel may leave now: around the start of TLS nearly none may (BEEP-46). */
    boolean mayLeave(Channel channel, OutgoingMessage message) {
        return switch (phase) {
            case READY_SENT -> tls.isUpToReady(channel);
            case READY_RECEIVED -> !message.isNewMessage() && tls.isUpToProceed(channel);
            case SECURING -> false;
            case GREETING, OPEN, ENDED -> true;
        };
    }

    boolean acceptsServerName(String name) {
        return name.isEmpty() || serverName != null || settings.serverNames().test(name);
    }

    /** What decides on a start may ask for which server it is: SASL for its realm, say (RFC 3080 section 2.3.1.2). */
    void deciding(String name, Runnable decision) {
        proposedName = name.isEmpty() ? null : name;
        decision.run();
        proposedName = null;
    }

    void startedWith(String name) {
        if (serverName == null && !name.isEmpty()) {
            serverName = name;
        }
    }

    /** Only one tuning channel at a time (BEEP-43). */
    boolean beginTuning() {
        var free = !tuning;
        tuning = true;
        return free;
    }

    void endTuning() {
        tuning = false;
    }

    boolean isTuning() {
        return tuning;
    }

    void authenticated(String who) {
        identity = who;
        guard(() -> listener.authenticated(this, who));
    }

    /** Runs what an application brought, or what nobody else would catch: a fault of this side ends the session. */
    void guard(Runnable command) {
        try {
            command.run();
        } catch (RuntimeException e) {
            fault(e);
        }
    }

    /** An application has thrown: a fault of this side ends the session. */
    void fault(RuntimeException thrown) {
        end(SessionEnd.Kind.TERMINATED, "a fault of this side");
        listener.failed(this, thrown);
    }

    /** Runs commands whose frames leave only after all of them. */
    void together(Runnable commands) {
        entered++;
        try {
            commands.run();
        } finally {
            entered--;
        }
        flushSoon();
    }

    List<ByteBuffer> traced(List<ByteBuffer> octets) {
        settings.trace().ifPresent(trace -> octets.forEach(buffer -> trace.sent(buffer.asReadOnlyBuffer())));
        return octets;
    }

    void flushSoon() {
        if (entered > 0 || phase == SessionPhase.ENDED || phase == SessionPhase.SECURING) {
            return;
        }
        flush(phase != SessionPhase.READY_SENT && phase != SessionPhase.READY_RECEIVED);
        tls.flushed();
        var released = endWhenFlushed;
        if (released != null) {
            end(SessionEnd.Kind.RELEASED, released);
        }
    }

    private void flush(boolean acknowledge) {
        entered++;
        try {
            sender.flush(transport, acknowledge);
        } finally {
            entered--;
        }
    }

    /** The last frame of the session is on its way to the transport. */
    void endWhenFlushed(String reason) {
        endWhenFlushed = reason;
    }

    void end(SessionEnd.Kind kind, String reason) {
        if (phase == SessionPhase.ENDED) {
            return;
        }
        if (kind == SessionEnd.Kind.RELEASED || kind == SessionEnd.Kind.TERMINATED) {
            flush(false);
        }
        if (phase == SessionPhase.ENDED) {
            return;
        }
        become(SessionPhase.ENDED);
        decoder.halt();
        switch (kind) {
            case RELEASED, TERMINATED -> transport.close();
            case LOST, FAULT -> transport.abort();
        }
        // The reason may quote the peer; it is made for a log.
        var printable = Excerpt.line(reason);
        channels.removeAll(printable);
        tls.ended(printable);
        Runnable last = () -> guard(() -> listener.ended(this, new SessionEnd(kind, printable)));
        if (resetting) {
            // The handlers of its channels are being told, and come first.
            whenReset = last;
        } else {
            last.run();
        }
    }

    private void greet() {
        var mine = ++greetings;
        var advertised = profiles.stream()
                .filter(profile -> profile.advertisedTo(this))
                .map(Profile::uri)
                .toList();
        var payload = Payloads.of(new ManagementElement.Greeting(advertised, settings.features(), settings.localize()));
        var _ = channels.zero()
                .greet(new OutgoingMessage(Keyword.RPY, 0, List.of(ByteBuffer.wrap(payload))))
                .thenAccept(reply -> guard(() -> greeted(reply)));
        transport.schedule(settings.limits().timeToGreet(), () -> {
            if (phase == SessionPhase.GREETING && mine == greetings) {
                end(
                        SessionEnd.Kind.FAULT,
                        "the peer has not greeted within " + settings.limits().timeToGreet());
            }
        });
    }

    private void greeted(Reply reply) {
        if (!reply.positive()) {
            end(
                    SessionEnd.Kind.FAULT,
                    "the peer is not available: "
                            + Payloads.refusal(reply.payload()).getMessage());
            return;
        }
        try {
            if (!(ManagementReader.readPayload(ByteBuffer.wrap(reply.payload()))
                    instanceof ManagementElement.Greeting received)) {
                throw new PoorlyFormedException("RPY, channel 0, message 0: expected a greeting");
            }
            var peers = new Greeting(received.profiles(), received.features(), received.localize());
            greeting = peers;
            become(SessionPhase.OPEN);
            if (role == Role.INITIATOR
                    && !isPrivateEnough()
                    && peers.profiles().stream().noneMatch(Tuning::isTls)) {
                end(SessionEnd.Kind.TERMINATED, "TLS is required here, and the peer does not offer it");
                return;
            }
            tls.greeted();
            listener.greeted(this, peers);
        } catch (ManagementException e) {
            end(SessionEnd.Kind.FAULT, "RPY, channel 0, message 0: " + e.sentence());
        } catch (PoorlyFormedException e) {
            end(SessionEnd.Kind.FAULT, e.getMessage());
        }
    }
}
