package org.imxp.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Channel;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.Greeting;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.StartedChannel;
import org.imxp.beep.TlsContext;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.protocol.Address;
import org.imxp.protocol.Attach;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ElementReader;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ProtocolLimits;

/**
 * An endpoint's way to its attachment: TLS, login, and the attach in the start of the channel.
 *
 * @param network connects
 * @param trust in the relay
 * @param sasl for the login
 * @param endpoint who: it has an account of {@link EndpointAccounts}
 * @param handler takes what the relay sends
 */
public record Attaching(
        BeepNetwork network, TlsContext trust, SaslResources sasl, Address endpoint, ChannelHandler handler) {
    /** What endpoints that are measured speak. */
    public static final Dialect DIALECT = Dialect.IMXP;

    /** Of many who come at once the last waits for the log-ins of all others. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Attaches it.
     *
     * @param port where the relay listens
     * @return the channel; fails if the endpoint is not attached
     */
    public CompletableFuture<Channel> attach(int port) {
        var greeted = new CompletableFuture<Session>();
        var listener = new SessionListener() {
            @Override
            public void greeted(Session session, Greeting greeting) {
                greeted.complete(session);
            }

            @Override
            public void ended(Session session, SessionEnd end) {
                greeted.completeExceptionally(new IllegalStateException("the session has ended: " + end));
            }
        };
        var domain = endpoint.domain().toString();
        var login = new SaslLogin(endpoint.toString(), EndpointAccounts.PASSWORD.toCharArray(), domain, sasl);
        var patient = SessionLimits.defaults().withTimes(PATIENCE, PATIENCE);
        return network.connect(Loopback.at(port), SessionSettings.serving().withLimits(patient), trust, listener)
                .thenCompose(session -> greeted)
                .thenCompose(session -> session.startTls(domain).thenApply(secured -> session))
                .thenCompose(session -> session.authenticate(login).thenApply(known -> session))
                .thenCompose(session -> session.start(domain, List.of(offer()), handler))
                .thenApply(this::attached);
    }

    private ProfileOffer offer() {
        var attach = new Attach(endpoint, 1, List.of());
        return new ProfileOffer(DIALECT.profileUri(), new ElementWriter().write(attach, DIALECT));
    }

    private Channel attached(StartedChannel started) {
        var answer = new ElementReader(ProtocolLimits.defaults()).read(started.content(), DIALECT);
        if (!(answer instanceof Ok)) {
            throw new IllegalStateException(endpoint + " is not attached: " + started.content());
        }
        return started.channel();
    }
}
