package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.frame.PoorlyFormedException;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Ok;
import org.imxp.beep.management.ManagementElement.Start;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;

/** Channel 0: starts and closes channels, for both peers, and releases the session (RFC 3080 section 2.3.1). */
final class ChannelManagement implements ChannelHandler {
    private final Session session;
    private final Channels channels;
    private boolean releasing;

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
        } else if (channels.size() >= session.settings().limits().channels()) {
            exchange.error(
                    ReplyCode.SERVICE_NOT_AVAILABLE,
                    "this session has " + channels.size() + " channels, the most that are allowed");
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
                channels.reserve(start.number());
                var asked = new ChannelStart(session, exchange, start, offered);
                session.deciding(start.serverName(), () -> served.get().start(asked));
                return;
            }
        }
        exchange.error(ReplyCode.NOT_TAKEN, "none of the requested profiles is served here");
    }

    Channel accepted(Start start, String uri, ChannelHandler handler) {
        if (!session.isAlive()) {
            throw new SessionEndedException("the session ended before channel " + start.number() + " was accepted");
        }
        session.startedWith(start.serverName());
        var channel = new Channel(session, start.number(), uri, handler);
        channels.add(channel);
        return channel;
    }

    void refused(Start start) {
        channels.unreserve(start.number());
    }

    // ---- this side starts a channel --------------------------------------------------------------------------------

    CompletableFuture<StartedChannel> start(String serverName, List<ProfileOffer> offers, ChannelHandler handler) {
        var number = channels.nextNumber(session.role());
        var profiles = offers.stream()
                .map(offer -> new ManagementElement.Profile(offer.uri(), offer.content()))
                .toList();
        var name = session.serverName().isPresent() ? "" : serverName;
        return request(new Start(number, name, profiles)).thenApply(answer -> {
            if (!(answer instanceof ManagementElement.Profile profile)) {
                throw poorlyFormed("the answer to start is no profile");
            }
            session.startedWith(serverName);
            var channel = new Channel(session, number, profile.uri(), handler);
            channels.add(channel);
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

    private PoorlyFormedException poorlyFormed(String sentence) {
        var fault = new PoorlyFormedException("RPY, channel 0: " + sentence);
        session.end(SessionEnd.Kind.FAULT, fault.getMessage());
        return fault;
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
        var _ = channel.get().closeWhenIdle().thenRun(() -> {
            channels.remove(channel.get(), "closed by the peer: " + close.code() + " " + close.text());
            exchange.reply(ok());
        });
    }

    private void releaseAsked(Exchange exchange) {
        releasing = true;
        var _ = whenAllIdle().thenRun(() -> exchange.reply(ok()));
    }

    private CompletableFuture<Void> whenAllIdle() {
        return CompletableFuture.allOf(
                channels.all().stream().map(Channel::closeWhenIdle).toArray(CompletableFuture[]::new));
    }

    /** A reply has left whole: if it was the agreement to a release, the session is over (RFC 3081 section 2). */
    void replyLeft(Channel channel) {
        if (releasing && channel.number() == 0 && channel.owesNothing()) {
            session.endWhenFlushed("released by the peer");
        }
    }

    CompletableFuture<Void> close(Channel channel, int code, String text) {
        if (!channel.isOpen()) {
            return CompletableFuture.failedFuture(
                    new SessionEndedException("channel " + channel.number() + " is closed already"));
        }
        return channel.closeWhenIdle()
                .thenCompose(now -> request(new Close(channel.number(), code, text.isEmpty() ? "" : "en", text)))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        channel.reopen();
                        throw Failures.unchecked(failure);
                    }
                    channels.remove(channel, "closed");
                    return null;
                });
    }

    CompletableFuture<Void> release() {
        return whenAllIdle()
                .thenCompose(now -> request(new Close(0, ReplyCode.SUCCESS, "", "")))
                .handle((answer, failure) -> {
                    if (failure != null) {
                        channels.all().forEach(Channel::reopen);
                        throw Failures.unchecked(failure);
                    }
                    session.end(SessionEnd.Kind.RELEASED, "released");
                    return null;
                });
    }

    private static List<ByteBuffer> ok() {
        return List.of(ByteBuffer.wrap(Payloads.of(new Ok())));
    }

    /** The tuning profile that is served under a URI or alias, for the greeting's sake kept with the others. */
    static Optional<Profile> find(List<Profile> profiles, String uri, Session session) {
        return profiles.stream()
                .filter(profile ->
                        profile.uri().equals(uri) || profile.aliases().contains(uri))
                .filter(profile -> profile.advertisedTo(session) || profile instanceof TuningProfile)
                .findFirst();
    }
}
