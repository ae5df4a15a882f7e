package org.imxp.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.imxp.beep.Greeting;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.StartedChannel;
import org.imxp.protocol.Bind;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ProtocolException;

/**
 * The channel that a relay starts on a session that it has begun, with a bind in its start, so that data can go both ways (RFC
 * 3340 section 4.2). Used by the session's owner.
 */
final class CallerChannel {
    private final Mesh mesh;
    private final Session session;
    private final Domain own;

    CallerChannel(Mesh mesh, Session session, Domain own) {
        this.mesh = mesh;
        this.session = session;
        this.own = own;
    }

    /**
     * Starts it.
     *
     * @param domain whose relay was called
     * @param called who that relay is
     * @return the session once data can be sent; fails with the peer's words if it does not want them
     */
    CompletionStage<HopConnecting.Connected> start(Domain domain, PeerIdentity called) {
        var offered = session.greeting().map(Greeting::profiles).orElse(List.of());
        var dialect = dialect(offered);
        if (dialect.isEmpty()) {
            return CompletableFuture.failedStage(
                    new SessionEndedException("it offers neither IMXP nor APEX, but " + offered));
        }
        var channel = new MeshChannel(mesh, new Peer(), dialect.get(), session, called, own);
        var offer = new ProfileOffer(uri(dialect.get(), offered), mesh.write(new Bind(own, 1), dialect.get()));
        return session.start(domain.toString(), List.of(offer), channel).thenApply(started -> opened(channel, started));
    }

    private HopConnecting.Connected opened(MeshChannel channel, StartedChannel started) {
        check(started.content(), channel.dialect());
        channel.opened(started.channel());
        return new Called(channel, session);
    }

    private void check(String answer, Dialect dialect) {
        try {
            if (mesh.elements().read(answer, dialect) instanceof ErrorReply refused) {
                throw new SessionEndedException("it refused the bind for " + own + ": "
                        + refused.code().value() + " " + refused.diagnostic().text());
            }
        } catch (ProtocolException e) {
            throw new SessionEndedException("its answer to the bind can't be read: " + e.getMessage());
        }
    }

    /** The first that both speak (requirement WIRE-15). */
    private static Optional<Dialect> dialect(List<String> offered) {
        return Stream.of(Dialect.IMXP, Dialect.APEX)
                .filter(dialect -> offered.contains(dialect.profileUri()) || offered.contains(dialect.profileAlias()))
                .findFirst();
    }

    private static String uri(Dialect dialect, List<String> offered) {
        return offered.contains(dialect.profileUri()) ? dialect.profileUri() : dialect.profileAlias();
    }

    /** The session, as the way to a next relay. */
    private record Called(MeshChannel channel, Session session) implements HopConnecting.Connected {
        @Override
        public RelayLink link() {
            return channel.link();
        }

        @Override
        public CompletionStage<String> ended() {
            return channel.ended();
        }

        @Override
        public void release() {
            session.execute(() -> {
                var _ = session.release().exceptionally(refused -> null);
            });
        }
    }
}
