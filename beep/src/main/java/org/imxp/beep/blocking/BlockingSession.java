package org.imxp.beep.blocking;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.Greeting;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.StartedChannel;

/** A session, for a thread that may wait. Thread-safe. */
public final class BlockingSession implements AutoCloseable {
    private final Session session;
    private final String serverName;
    private final Duration timeout;

    BlockingSession(Session session, String serverName, Duration timeout) {
        this.session = session;
        this.serverName = serverName;
        this.timeout = timeout;
    }

    /**
     * The session itself, for use on its event loop.
     *
     * @return the session
     */
    public Session session() {
        return session;
    }

    /**
     * What the peer offers now.
     *
     * @return its last greeting
     */
    public Greeting greeting() {
        var greeting = new CompletableFuture<Greeting>();
        OnLoop.run(
                session,
                greeting,
                () -> CompletableFuture.completedFuture(session.greeting().orElseThrow()));
        return Wait.until(greeting, timeout, "the greeting");
    }

    /**
     * Starts a channel.
     *
     * @param profile the URI of what the peer is to serve on it
     * @return the channel
     * @throws PeerRefusedException if the peer refuses
     * @throws SessionEndedException if the session ends, or no answer comes in time
     */
    public BlockingChannel start(String profile) {
        return start(List.of(ProfileOffer.of(profile)), UNEXPECTED);
    }

    /**
     * Starts a channel with the first of several profiles that the peer serves; the channel tells which.
     *
     * @param offers the profiles in order of preference, with what rides along
     * @param handler who gets messages that the peer sends on the channel
     * @return the channel
     * @throws PeerRefusedException if the peer refuses
     * @throws SessionEndedException if the session ends, or no answer comes in time
     */
    public BlockingChannel start(List<ProfileOffer> offers, ChannelHandler handler) {
        var started = new CompletableFuture<StartedChannel>();
        OnLoop.run(session, started, () -> session.start(serverName, offers, handler));
        var channel = Wait.until(started, timeout, "the start of a channel");
        return new BlockingChannel(channel.channel(), channel.content(), timeout);
    }

    /** What a peer that only asks says to messages (RFC 3080 section 2.7). */
    private static final ChannelHandler UNEXPECTED =
            exchange -> exchange.error(ReplyCode.NOT_TAKEN, "no message is expected by this side of the channel");

    /** Releases the session if the peer agrees in time, and ends it in any case. */
    @Override
    public void close() {
        var released = new CompletableFuture<Void>();
        OnLoop.run(session, released, session::release);
        try {
            Wait.until(released, timeout, "the release");
        } catch (PeerRefusedException | SessionEndedException e) {
            session.execute(() -> session.terminate("the release: " + e.getMessage()));
        }
    }
}
