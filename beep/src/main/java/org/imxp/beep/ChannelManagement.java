package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.management.Excerpt;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Ok;
import org.imxp.beep.management.ManagementElement.Start;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.jspecify.annotations.Nullable;

/** Channel 0: starts and closes channels, for both peers, and releases the session (RFC 3080 section 2.3.1). */
final class ChannelManagement implements ChannelHandler {
    private final Session session;
    private final Channels channels;
    private static final int NONE = -1;

    /** This side's wish to release, until it is answered. */
    private @Nullable CompletableFuture<Void> releaseWish;

    /** The peer's wish to release: the number of its message. */
    private int releaseAsked = NONE;

    private boolean releaseAgreed;

    /** Channels that were accepted, until the answer has left: by the number of the message that asked. */
    private final Map<Integer, Channel> accepted = new HashMap<>();

    ChannelManagement(Session session, Channels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public void message(Exchange exchange) {
        try {
            switch (ManagementReader.readPayload(ByteBuffer.wrap(exchange.payload()))) {
                case Start start -> start(exchange, start);
                case Close close -> close(exchange, close);
                case ManagementElement other ->
                    exchange.error(
                            ReplyCode.INVALID_PARAMETER_SYNTAX,
                            "element " + other.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                                    + " is not expected on channel 0, allowed are start and close");
            }
        } catch (ManagementException e) {
            exchange.error(e.code(), e.sentence());
        }
    }

    // ---- the peer starts a channel ---------------------------------------------------------------------------------

    private void start(Exchange exchange, Start start) {
        var odd = start.number() % 2 == 1;
        if (odd != (session.role() == Role.LISTENER)) {
            exchange.error(
                    ReplyCode.INVALID_PARAMETER_SYNTAX,
                    "channel number " + start.number() + " is not yours to give, allowed are " + (odd ? "even" : "odd")
                            + " numbers");
        } else if (channels.isUsed(start.number())) {
            exchange.error(ReplyCode.INVALID_PARAMETER, "channel " + start.number() + " exists already");
        } else if (isReleasing()) {
            exchange.error(ReplyCode.SERVICE_NOT_AVAILABLE, "the session is being released");
        } else if (channels.size() >= session.settings().limits().channels()) {
            exchange.error(
                    ReplyCode.SERVICE_NOT_AVAILABLE,
                    "this session has " + channels.size() + " channels, the most that are allowed");
        } else if (!session.held().fits(SessionLimits.INITIAL_WINDOW)) {
            exchange.error(ReplyCode.SERVICE_NOT_AVAILABLE, "this session has no room for the window of a channel");
        } else if (!session.acceptsServerName(start.serverName())) {
            exchange.error(ReplyCode.INVALID_PARAMETER, "the server name is not served here");
        } else {
            choose(exchange, start);
        }
    }

    private void choose(Exchange exchange, Start start) {
        for (var offered : start.profiles()) {
            var served = session.profile(offered.uri());
            if (served.isPresent()) {
                var asked = new ChannelStart(this, exchange, start, offered);
                session.deciding(start.serverName(), () -> begin(asked, served.get()));
                return;
            }
        }
        exchange.error(ReplyCode.NOT_TAKEN, "none of the requested profiles is served here");
    }

    private void begin(ChannelStart start, Profile profile) {
        channels.reserve(start.number());
        if (session.isPrivateEnough() || profile instanceof TlsProfile) {
            profile.start(start);
        } else {
            start.refuse(ReplyCode.ENCRYPTION_REQUIRED, "start TLS first");
        }
    }

    Session session() {
        return session;
    }

    Channel accepted(Exchange exchange, Start start, String uri, ChannelHandler handler) {
        if (channels.isOver()) {
            throw new SessionEndedException("the session ended before channel " + start.number() + " was accepted");
        }
        session.startedWith(start.serverName());
        var channel = new Channel(session, start.number(), uri, handler);
        channel.output().hold();
        accepted.put(exchange.messageNumber(), channel);
        channels.add(channel);
        return channel;
    }

    void refused(Start start) {
        channels.unreserve(start.number());
    }

    // ---- this side starts a channel --------------------------------------------------------------------------------

    CompletableFuture<StartedChannel> start(String serverName, List<ProfileOffer> offers, ChannelHandler handler) {
        if (isReleasing()) {
            return CompletableFuture.failedFuture(
                    new SessionEndedException("a channel can't be started: the session is being released"));
        }
        var number = channels.nextNumber(session.role());
        var profiles = offers.stream()
                .map(offer -> new ManagementElement.Profile(offer.uri(), offer.content()))
                .toList();
        var name = session.serverName().isPresent() ? "" : serverName;
        return request(new Start(number, name, profiles)).thenApply(answer -> {
            if (!(answer instanceof ManagementElement.Profile profile)
                    || offers.stream().noneMatch(offer -> offer.uri().equals(profile.uri()))) {
                throw poorlyFormed("the answer to start is no profile that was offered");
            }
            session.startedWith(serverName);
            var channel = new Channel(session, number, profile.uri(), handler);
            channels.add(channel);
            if (isReleasing()) {
                var _ = channel.closeWhenIdle();
            }
            return new StartedChannel(channel, profile.content());
        });
    }

    /** Sends a request on channel 0; the stage ends while the reply's frame is handled, before the next frame is. */
    private CompletableFuture<ManagementElement> request(ManagementElement element) {
        return channels.zero()
                .send(List.of(ByteBuffer.wrap(Payloads.of(element))))
                .thenApply(reply -> {
                    if (!reply.positive()) {
                        throw Payloads.refusal(reply.payload());
                    }
                    return readReply(reply);
                });
    }

    private ManagementElement readReply(Reply reply) {
        try {
            return ManagementReader.readPayload(ByteBuffer.wrap(reply.payload()));
        } catch (ManagementException e) {
            // A poorly formed reply on channel 0 ends the session (section 2.2.2.1).
            throw poorlyFormed(e.sentence());
        }
    }

    private SessionEndedException poorlyFormed(String sentence) {
        var reason = "RPY, channel 0: " + sentence;
        session.end(SessionEnd.Kind.FAULT, reason);
        return new SessionEndedException(reason);
    }

    // ---- closing ---------------------------------------------------------------------------------------------------

    private void close(Exchange exchange, Close close) {
        if (close.number() == 0) {
            releaseAsked(exchange);
            return;
        }
        var channel = channels.get(close.number());
        if (channel.isEmpty()) {
            exchange.error(ReplyCode.NOT_TAKEN, "channel " + close.number() + " does not exist");
            return;
        }
        var reason = Excerpt.line("closed by the peer: " + close.code() + " " + close.text());
        var _ = channel.get()
                .closeWhenIdle()
                .thenRun(() -> session.guard(() -> {
                    channels.remove(channel.get(), reason);
                    exchange.reply(ok());
                }));
    }

    CompletableFuture<Void> close(Channel channel, int code, String text) {
        if (!channel.isOpen()) {
            return CompletableFuture.failedFuture(
                    new SessionEndedException("channel " + channel.number() + " is closed already"));
        }
        var close = new Close(channel.number(), code, text.isEmpty() ? "" : "en", text);
        return channel.closeWhenIdle()
                .thenCompose(now -> askToClose(channel, close))
                .handle((answer, failure) -> {
                    if (failure != null && !isClosedAnyway(channel, failure)) {
                        channel.reopen();
                        throw Failures.unchecked(failure);
                    }
                    channels.remove(channel, "closed");
                    return null;
                });
    }

    /** Where both peers close at once, the peer may know the channel no more when it is asked. */
    private static boolean isClosedAnyway(Channel channel, Throwable failure) {
        return channel.isGone() && Failures.cause(failure) instanceof PeerRefusedException;
    }

    private CompletableFuture<?> askToClose(Channel channel, Close close) {
        if (channel.isGone()) {
            return CompletableFuture.completedFuture(null);
        }
        // A channel that is idle only now closes with the session.
        var wish = releaseWish;
        return wish == null ? request(close) : wish;
    }

    // ---- releasing -------------------------------------------------------------------------------------------------

    private boolean isReleasing() {
        return releaseWish != null || releaseAsked != NONE;
    }

    private void releaseAsked(Exchange exchange) {
        releaseAsked = exchange.messageNumber();
        var _ = whenAllIdle().thenRun(() -> session.guard(() -> exchange.reply(ok())));
    }

    /** Every reply that is awaited on channel 0 has come, but the one to a release; every other channel is idle. */
    private CompletableFuture<Void> whenAllIdle() {
        var zero = releaseWish == null || releaseAsked == NONE
                ? channels.zero().output().awaitedReplies().<Void>handle((done, failure) -> null)
                : CompletableFuture.<Void>completedFuture(null);
        return zero.thenCompose(now -> CompletableFuture.allOf(
                channels.all().stream().map(Channel::closeWhenIdle).toArray(CompletableFuture[]::new)));
    }

    /** A reply has left whole: if it was the agreement to a release, the session is over (RFC 3081 section 2). */
    void replyLeft(Channel channel, int messageNumber) {
        if (channel.number() != 0) {
            return;
        }
        var started = accepted.remove(messageNumber);
        if (started != null) {
            started.output().letGo();
        }
        if (messageNumber == releaseAsked) {
            releaseAgreed = true;
            session.endWhenFlushed("released by the peer");
        }
    }

    CompletableFuture<Void> release() {
        var wish = releaseWish;
        if (wish != null) {
            return wish;
        }
        var released = new CompletableFuture<Void>();
        var idle = whenAllIdle();
        releaseWish = released;
        var _ = idle.thenCompose(now -> request(new Close(0, ReplyCode.SUCCESS, "", "")))
                .whenComplete((answer, failure) -> session.guard(() -> {
                    if (failure == null || releaseAgreed) {
                        session.end(SessionEnd.Kind.RELEASED, "released");
                        released.complete(null);
                    } else {
                        releaseWish = null;
                        channels.all().forEach(Channel::reopen);
                        released.completeExceptionally(Failures.cause(failure));
                    }
                }));
        return released;
    }

    private static List<ByteBuffer> ok() {
        return List.of(ByteBuffer.wrap(Payloads.of(new Ok())));
    }
}
