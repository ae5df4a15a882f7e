package org.imxp.endpoint;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.Accepted;
import org.imxp.beep.Authentication;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.Channel;
import org.imxp.beep.ChannelHandler;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Exchange;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.Profile;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.LoginThrottles;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslAuthority;
import org.imxp.beep.sasl.SaslContext;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslResources;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.StoredCredentials;
import org.imxp.message.Message;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Element;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Option;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.StatusResponse;
import org.imxp.protocol.XmlFragment;

/**
 * The relay's side of a session, as a test wants it: takes one endpoint with the password {@code bedrock}, keeps what it sends,
 * and sends what the test says.
 */
final class ScriptedRelay implements AutoCloseable {
    static final String PASSWORD = "bedrock";
    static final TestKeys KEYS = TestKeys.of("example.com");
    private static final int PATIENCE_SECONDS = 20;

    /** What an endpoint sent, and its answer, when it is owed one. */
    record Sent(Payload payload, Exchange exchange) {
        Data data() {
            return payload.data().orElseThrow();
        }

        int transId() {
            return statusRequest().orElseThrow().transId();
        }

        Optional<Option> statusRequest() {
            return data().options().stream()
                    .filter(option -> option.name().equals(new InternalOption("statusRequest")))
                    .findFirst();
        }
    }

    // What a test may change before an endpoint comes.
    TlsPolicy tls = TlsPolicy.OFF;
    TestKeys keys = KEYS;
    List<SaslMechanism> mechanisms = List.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.DIGEST_MD5);
    List<String> profiles = List.of(Dialect.IMXP.profileUri(), Dialect.APEX.profileUri());
    Function<Element, Optional<Element>> attached = attach -> Optional.of(new Ok());
    boolean looksAtStart = true;
    Function<Payload, Optional<Element>> answers = payload -> Optional.of(new Ok());

    final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    final BlockingQueue<String> starts = new LinkedBlockingQueue<>();
    final CompletableFuture<SessionEnd> ended = new CompletableFuture<>();
    final CompletableFuture<String> identity = new CompletableFuture<>();
    final CompletableFuture<String> mechanism = new CompletableFuture<>();
    private volatile CompletableFuture<Channel> channel = new CompletableFuture<>();
    private final BeepNetwork network = BeepNetwork.open(1);
    private Optional<BeepListener> listener = Optional.empty();

    /** Where it listens; from now on nothing is to be changed. */
    InetSocketAddress address() {
        if (listener.isEmpty()) {
            listener = Optional.of(network.listen(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new ListenerBounds(10, 10),
                    tls == TlsPolicy.OFF ? TlsContext.none() : keys.listener(),
                    from -> new Accepted(settings(), listening())));
        }
        return listener.get().address();
    }

    EndpointSettings fred() {
        return EndpointSettings.of("fred@example.com", PASSWORD)
                .relay("127.0.0.1", address().getPort())
                .trusting(KEYS.trust())
                .withTls(tls);
    }

    private SessionSettings settings() {
        var served = profiles.stream().map(this::profile).toArray(Profile[]::new);
        return SessionSettings.serving(served)
                .withTls(tls)
                .withLimits(SessionLimits.defaults())
                .withAuthentication(new Accounts());
    }

    private SessionListener listening() {
        return new SessionListener() {
            @Override
            public void authenticated(Session session, String who) {
                identity.complete(who);
            }

            @Override
            public void ended(Session session, SessionEnd end) {
                // The next attachment has a channel of its own.
                channel = new CompletableFuture<>();
                ended.complete(end);
            }
        };
    }

    private final class Accounts implements Authentication {
        private final SecureRandom random = new SecureRandom();
        private final SaslAuthority authority = new SaslAuthority(
                (username, serverName) -> CompletableFuture.completedFuture(Optional.of(username)
                        .filter("fred@example.com"::equals)
                        .map(name -> StoredCredentials.derive(name, "example.com", PASSWORD.toCharArray(), random))),
                LoginThrottles.withDefaults(InstantSource.system()),
                Octets.of(new byte[16]),
                new SaslResources(random, Runnable::run));

        @Override
        public List<String> mechanisms(Session session) {
            return mechanisms.stream().map(SaslMechanism::registeredName).toList();
        }

        @Override
        public SaslServer begin(String name, Session session) {
            mechanism.complete(name);
            var context = new SaslContext(
                    session.serverName().orElse("example.com"),
                    java.util.Set.of(),
                    session.remoteAddress(),
                    session.tlsPeer().isPresent());
            return authority.factory(SaslMechanism.named(name).orElseThrow()).begin(context);
        }
    }

    private Profile profile(String uri) {
        return new Profile() {
            @Override
            public String uri() {
                return uri;
            }

            @Override
            public void start(ChannelStart start) {
                starts.add(start.content());
                started(start, wire(uri));
            }
        };
    }

    private static WireForm wire(String uri) {
        return new WireForm(Dialect.ofProfile(uri).orElseThrow(), SessionLimits.defaults());
    }

    private void started(ChannelStart start, WireForm wire) {
        var answer = looksAtStart && !start.content().isEmpty()
                ? attached.apply(wire.readElement(start.content()))
                : Optional.<Element>empty();
        if (looksAtStart && answer.isEmpty()) {
            return;
        }
        channel.complete(
                start.accept(new Keeping(wire), answer.map(wire::writeElement).orElse("")));
    }

    private final class Keeping implements ChannelHandler {
        private final WireForm wire;

        Keeping(WireForm wire) {
            this.wire = wire;
        }

        @Override
        public void message(Exchange exchange) {
            var payload = wire.read(exchange.payload());
            var answer = answers.apply(payload);
            answer.ifPresent(element -> answer(exchange, element));
            sent.add(new Sent(payload, exchange));
        }

        private void answer(Exchange exchange, Element element) {
            if (element instanceof ErrorReply) {
                exchange.error(wire.write(element));
            } else {
                exchange.reply(wire.write(element));
            }
        }
    }

    // ---- what a test makes it do -----------------------------------------------------------------------------------

    Sent next() throws InterruptedException {
        var next = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the endpoint sent nothing");
        }
        return next;
    }

    void answer(Sent to, Element element) {
        run(() -> to.exchange().reply(wire(channel.join().profile()).write(element)));
    }

    /** Waits until an endpoint is attached. */
    Channel channel() {
        return channel.join();
    }

    void run(Runnable command) {
        channel.join().session().execute(command);
    }

    /** Cuts the connection. */
    void lose() {
        var session = channel.join().session();
        session.execute(() -> session.lost("cut by the test"));
        session.execute(() -> session.terminate("cut by the test"));
    }

    Element send(Element element) {
        return send(wire(channel.join().profile()).write(element));
    }

    Element send(String xml) {
        return send(List.of(ByteBuffer.wrap(
                ("Content-Type: application/beep+xml\r\n\r\n" + xml).getBytes(StandardCharsets.UTF_8))));
    }

    Element send(Payload payload) {
        return send(wire(channel.join().profile()).write(payload));
    }

    /** Sends one after the other without waiting for the answers between them. */
    List<Element> send(List<Payload> payloads, Dialect dialect) {
        var wire = new WireForm(dialect, SessionLimits.defaults());
        return payloads.stream().map(payload -> begin(wire.write(payload))).toList().stream()
                .map(answer ->
                        answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }

    Element send(List<ByteBuffer> octets) {
        return begin(octets).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<Element> begin(List<ByteBuffer> octets) {
        var answered = new CompletableFuture<Element>();
        run(() -> {
            var _ = channel.join().send(octets).whenComplete((reply, failure) -> {
                if (failure == null) {
                    answered.complete(
                            wire(channel.join().profile()).read(reply.payload()).element());
                } else {
                    answered.completeExceptionally(failure);
                }
            });
        });
        return answered;
    }

    /** Delivers a message to fred, inline. */
    Element deliver(String from, Message message) {
        var content = new DataContent("Content", XmlFragment.of(new MessageWriter().writeElement(message)));
        return send(Data.of(content, Address.parse(from), Address.parse("fred@example.com")));
    }

    /** Delivers a message to fred, in multipart form. */
    Element deliverMultipart(String from, Message message) {
        var ids = MultipartIds.of("inner", "3@example.com", "4@example.com").withEntity("2@example.com");
        var part = new MimePart("2@example.com", ByteBuffer.wrap(new MessageWriter().writeEntity(message, ids)));
        var data = Data.of(part.contentUri(), Address.parse(from), Address.parse("fred@example.com"));
        return send(Payload.of(data, "1@example.com", List.of(part)));
    }

    /** A report by the service of a domain. */
    Element report(String domain, int transId, String recipient, int code) {
        var reply = new Reply(new ReplyCode(code), transId, Diagnostic.of("said the test"));
        var response = new StatusResponse(transId, List.of(new Destination(Address.parse(recipient), reply)));
        var dialect = Dialect.ofProfile(channel.join().profile()).orElseThrow();
        return data("apex=report@" + domain, new ElementWriter().writeStatusResponse(response, dialect));
    }

    Element data(String from, XmlFragment content) {
        return send(
                Data.of(new DataContent("Content", content), Address.parse(from), Address.parse("fred@example.com")));
    }

    @Override
    public void close() {
        network.close();
    }
}
