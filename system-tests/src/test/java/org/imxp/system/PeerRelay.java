package org.imxp.system;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.imxp.beep.Accepted;
import org.imxp.beep.Authentication;
import org.imxp.beep.BeepListener;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.ClientCertificates;
import org.imxp.beep.Exchange;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.Profile;
import org.imxp.beep.Session;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.system.raw.Spelling;

/**
 * A relay that others call and that is none: it has a domain's certificate, takes anybody, offers one profile, and answers data
 * as it is told, or never.
 */
final class PeerRelay implements AutoCloseable {
    private static final String HEADER = "Content-Type: application/beep+xml\r\n\r\n";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BeepNetwork network = BeepNetwork.open(1);
    private final Spelling spelling;
    private final Function<String, Optional<String>> answers;
    private final BeepListener listener;

    /**
     * Listens on loopback.
     *
     * @param certificate that of the domain it stands for
     * @param spelling what it offers
     * @param answers the element that answers a data; empty to leave it unanswered
     */
    PeerRelay(RelayCertificate certificate, Spelling spelling, Function<String, Optional<String>> answers) {
        this.spelling = spelling;
        this.answers = answers;
        var tls = TlsContext.listener(certificate.key(), certificate.chain())
                .withClients(ClientCertificates.OPTIONAL, (chain, name) -> {});
        var settings =
                SessionSettings.serving(new Mesh()).withTls(TlsPolicy.REQUIRED).withAuthentication(new Anybody());
        listener = network.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ListenerBounds(100, 100),
                tls,
                address -> new Accepted(settings, new SessionListener() {}));
    }

    /** Where it is. */
    @Override
    public String toString() {
        return "127.0.0.1:" + listener.address().getPort();
    }

    /** The next data that it was sent, or a bind with which a channel was started. */
    String next() {
        try {
            var text = received.poll(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came within " + Lines.DEADLINE);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends its sessions with whatever is unanswered. */
    @Override
    public void close() {
        network.close();
    }

    private final class Mesh implements Profile {
        @Override
        public String uri() {
            return spelling.profile();
        }

        @Override
        public void start(ChannelStart start) {
            received.add(start.content());
            start.accept(this::message, "<ok />");
        }

        private void message(Exchange exchange) {
            var text = new String(exchange.payload(), StandardCharsets.UTF_8);
            received.add(text);
            answers.apply(text).ifPresent(answer -> {
                var octets = List.of(ByteBuffer.wrap((HEADER + answer).getBytes(StandardCharsets.UTF_8)));
                if (answer.startsWith("<error")) {
                    exchange.error(octets);
                } else {
                    exchange.reply(octets);
                }
            });
        }
    }

    /** Takes a peer's word for who it is. */
    private static final class Anybody implements Authentication {
        @Override
        public List<String> mechanisms(Session session) {
            return session.tlsPeer().isPresent() ? List.of("EXTERNAL") : List.of();
        }

        @Override
        public SaslServer begin(String mechanism, Session session) {
            return new SaslServer() {
                @Override
                public String mechanism() {
                    return mechanism;
                }

                @Override
                public CompletionStage<SaslStep> respond(byte[] message) {
                    return CompletableFuture.completedStage(
                            new SaslSuccess(new String(message, StandardCharsets.UTF_8), Octets.EMPTY));
                }
            };
        }
    }
}
