package org.imxp.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Channel;
import org.imxp.beep.Exchange;
import org.imxp.beep.Greeting;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslLogin;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.jspecify.annotations.Nullable;

/** An endpoint on a real connection. Every wait has an end. */
final class SocketEndpoint implements SessionListener {
    private static final String XML_HEADER = "Content-Type: application/beep+xml\r\n\r\n";

    private final CompletableFuture<Greeting> greeting = new CompletableFuture<>();
    private final CompletableFuture<SessionEnd> end = new CompletableFuture<>();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private @Nullable Session session;
    private @Nullable Channel channel;

    static SocketEndpoint connect(BeepNetwork network, InetSocketAddress relay, TlsContext trust) {
        var endpoint = new SocketEndpoint();
        var settings = SessionSettings.serving().withTls(TlsPolicy.OPTIONAL);
        endpoint.session = await(network.connect(relay, settings, trust, endpoint));
        await(endpoint.greeting);
        return endpoint;
    }

    @Override
    public void greeted(Session greeted, Greeting peers) {
        greeting.complete(peers);
    }

    @Override
    public void ended(Session ended, SessionEnd how) {
        end.complete(how);
    }

    Session session() {
        var open = session;
        if (open == null) {
            throw new IllegalStateException("not connected");
        }
        return open;
    }

    SocketEndpoint secure(String serverName) {
        await(inTurn(own -> own.startTls(serverName)));
        return this;
    }

    SocketEndpoint logIn(SaslMechanism mechanism, String username, String password, String serverName) {
        var resources = new SaslResources(new SecureRandom(), Runnable::run);
        var login = new SaslLogin(username, password.toCharArray(), serverName, resources);
        await(inTurn(own ->
                own.authenticate(login.client(mechanism, own.tlsPeer().map(TlsPeer::security)), serverName)));
        return this;
    }

    SocketEndpoint attach(String endpoint) {
        var offer = new ProfileOffer("http://iana.org/beep/APEX", "<attach endpoint='" + endpoint + "' transID='1' />");
        var started = await(inTurn(own -> own.start("", List.of(offer), this::message)));
        channel = started.channel();
        received.add(started.content());
        return this;
    }

    private void message(Exchange exchange) {
        received.add(body(exchange.payload()));
        exchange.reply(List.of(ByteBuffer.wrap((XML_HEADER + "<ok />").getBytes(StandardCharsets.UTF_8))));
    }

    String says(String xml) {
        var open = channel;
        if (open == null) {
            throw new IllegalStateException("no channel");
        }
        var octets = (XML_HEADER + xml).getBytes(StandardCharsets.UTF_8);
        return body(await(inTurn(own -> open.send(List.of(ByteBuffer.wrap(octets)))))
                .payload());
    }

    String gets() throws InterruptedException {
        var text = received.poll(20, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came");
        }
        return text;
    }

    SessionEnd.Kind ends() {
        return await(end).kind();
    }

    private static String body(byte[] payload) {
        var text = new String(payload, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\r\n\r\n") + 4).strip();
    }

    private <T> CompletableFuture<T> inTurn(Function<Session, CompletableFuture<T>> action) {
        var done = new CompletableFuture<T>();
        var own = session();
        own.execute(() -> {
            var _ = action.apply(own).whenComplete((value, failure) -> {
                if (failure == null) {
                    done.complete(value);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        return done;
    }

    static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
