package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.TlsPolicy;
import org.imxp.dns.DnsLimits;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.message.Message;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An endpoint asks a DNS server, a real one, where its relay is. */
class FindTest {
    private static final byte[] SILENCE = {};
    private static final String WILMA = "wilma@example.com";

    private final TestDnsServer dns = TestDnsServer.start((query, tcp) -> SILENCE);
    private final ManualTime time = new ManualTime();
    private final List<ScriptedRelay> relays = new ArrayList<>();

    @AfterEach
    void close() {
        dns.close();
        relays.forEach(ScriptedRelay::close);
    }

    /** A relay that requires TLS and shows the certificate of a domain; that of example.com is trusted. */
    private ScriptedRelay relay(TestKeys keys) {
        var relay = new ScriptedRelay();
        relay.tls = TlsPolicy.REQUIRED;
        relay.keys = keys;
        relays.add(relay);
        return relay;
    }

    private ScriptedRelay relay() {
        return relay(ScriptedRelay.KEYS);
    }

    private EndpointSettings fred() {
        return EndpointSettings.of("fred@example.com", ScriptedRelay.PASSWORD)
                .relay(new RelayLocation.ByDns(List.of(dns.address()), DnsLimits.defaults()))
                .trusting(ScriptedRelay.KEYS.trust());
    }

    private EndpointSettings inManualTime() {
        return fred().withEnvironment(Environment.system().withTime(time, time));
    }

    private static AttachException failure(EndpointSettings settings) {
        return catchThrowableOfType(
                AttachException.class, () -> Endpoint.attach(settings).close());
    }

    private static String service(Dialect dialect) {
        return switch (dialect) {
            case IMXP -> "_imxp-edge._tcp.example.com.";
            case APEX -> "_apex-edge._tcp.example.com.";
        };
    }

    /** The ports in the order of their priorities, each of a host of its own at 127.0.0.1. */
    private void say(Dialect dialect, int... ports) {
        var zone = new StringBuilder();
        for (int i = 0; i < ports.length; i++) {
            // The best comes last, so that the order of the records is not that of trying.
            int rank = ports.length - i;
            zone.append("%s SRV %d 0 %d relay%d.example.net.\n"
                    .formatted(service(dialect), 10 * rank, ports[rank - 1], rank));
            zone.append("relay%d.example.net. A 127.0.0.1\n".formatted(rank));
        }
        dns.say(Zone.of(zone.toString()));
    }

    private static int port(ScriptedRelay relay) {
        return relay.address().getPort();
    }

    /** Taken by a socket that does not listen, so that nobody else can get it meanwhile. */
    private static SocketChannel dead() throws IOException {
        return SocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static List<String> places(EndpointSettings settings) {
        return RelaySearch.candidates(settings).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join().stream()
                .map(Candidate::name)
                .toList();
    }

    // ---- finding it ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    @Requirement({"CORE-6", "WIRE-8"})
    void attachesWhereTheServiceRecordsOfEitherDialectSay(Dialect dialect) {
        var relay = relay();
        say(dialect, port(relay));
        try (var fred = Endpoint.attach(fred())) {
            assertThat(relay.identity.join()).isEqualTo("fred@example.com");
            // The name is the domain's, whatever the relay's host is called.
            assertThat(relay.channel().session().serverName()).contains("example.com");
            assertThat(fred.dialect()).isEqualTo(Dialect.IMXP);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("WIRE-15")
    void asksForItsPreferredDialectFirst(Dialect preferred) {
        var other = preferred == Dialect.IMXP ? Dialect.APEX : Dialect.IMXP;
        dns.say(Zone.of("%s SRV 0 0 4001 a.example.net.\n%s SRV 0 0 4002 b.example.net.\n"
                        .formatted(service(preferred), service(other))
                + "a.example.net. A 127.0.0.1\nb.example.net. A 127.0.0.1\n"));
        assertThat(places(fred().withDialect(preferred))).containsExactly("a.example.net (127.0.0.1:4001)");
    }

    @Test
    @Requirement({"OPEN-26", "WIRE-10"})
    void withoutServiceRecordsItIsAtTheDomainsOwnAddresses() {
        dns.say(Zone.of("example.com. A 127.0.0.9\nexample.com. AAAA ::1\n"));
        assertThat(places(fred()))
                .containsExactlyInAnyOrder("example.com ([0:0:0:0:0:0:0:1]:913)", "example.com (127.0.0.9:913)");
    }

    @Test
    @Requirement({"OPEN-26", "WIRE-10"})
    void theRelayOfALiteralIsThereAndDnsIsNotAsked() {
        assertThat(places(EndpointSettings.of("fred@[127.0.0.9]", "x").relay(fred().relay())))
                .containsExactly("127.0.0.9:913");
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void dnsIsAskedUnlessTheRelayIsKnown() {
        var settings = EndpointSettings.of("fred@example.com", "x");
        assertThat(settings.relay()).isEqualTo(new RelayLocation.ByDns(List.of(), DnsLimits.defaults()));
        assertThat(settings).hasToString("fred@example.com at the relay that DNS names");
        assertThat(places(fred().relay("::1", 4000))).containsExactly("[::1]:4000");
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void aDnsServerIsAnAddress() {
        var unresolved = List.of(InetSocketAddress.createUnresolved("ns.example.com", 53));
        assertThatThrownBy(() -> new RelayLocation.ByDns(unresolved, DnsLimits.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needed are an IP address and a port");
    }

    // ---- one after the other ---------------------------------------------------------------------------------------

    @Test
    @Requirement("CORE-6")
    void theNextIsTriedWhereNobodyListens() throws Exception {
        var relay = relay();
        try (var dead = dead()) {
            say(Dialect.IMXP, dead.socket().getLocalPort(), port(relay));
            Endpoint.attach(fred()).close();
            assertThat(relay.starts).hasSize(1);
        }
    }

    @Test
    @Requirement("CORE-6")
    void theBestIsTriedFirstAndNoOther() {
        var best = relay();
        var second = relay();
        say(Dialect.IMXP, port(best), port(second));
        Endpoint.attach(fred()).close();
        assertThat(best.starts).hasSize(1);
        assertThat(second.starts).isEmpty();
    }

    @Test
    void theNextIsTriedWhereTlsFails() {
        var impostor = relay(TestKeys.of("example.com"));
        var relay = relay();
        say(Dialect.IMXP, port(impostor), port(relay));
        Endpoint.attach(fred()).close();
        assertThat(relay.starts).hasSize(1);
        assertThat(impostor.mechanism).isNotDone();
    }

    @Test
    void theNextIsTriedInTimeWhereNobodySpeaks() throws Exception {
        var relay = relay();
        try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var _ = mute.accept()) {
                    // A third of the time for attaching: for finding two, and for each of them.
                    time.advance(Duration.ofSeconds(10));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            say(Dialect.IMXP, mute.getLocalPort(), port(relay));
            Endpoint.attach(inManualTime()).close();
            assertThat(relay.starts).hasSize(1);
        }
    }

    @Test
    void aRelayThatSaysNoIsNotGoneRound() {
        var relay = relay();
        var second = relay();
        say(Dialect.IMXP, port(relay), port(second));
        var failure = failure(fred().withPassword("granite"::toCharArray));
        assertThat(failure.stage()).isEqualTo(Stage.AUTHENTICATE);
        assertThat(failure.code()).isEqualTo(ReplyCode.AUTHENTICATION_FAILURE);
        assertThat(failure).hasMessageContaining("relay1.example.net (127.0.0.1:" + port(relay) + ")");
        assertThat(second.mechanism).isNotDone();
    }

    @Test
    void allThatWasTriedIsTold() throws Exception {
        var impostor = relay(TestKeys.of("example.com"));
        try (var dead = dead()) {
            var port = dead.socket().getLocalPort();
            say(Dialect.IMXP, port, port(impostor));
            var failure = failure(fred());
            assertThat(failure.stage()).isEqualTo(Stage.TLS);
            assertThat(failure.code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
            assertThat(failure)
                    .hasMessageStartingWith("no relay of example.com can be used: no session with the relay at"
                            + " relay1.example.net (127.0.0.1:" + port + "): 421 ")
                    .hasMessageContaining(
                            "; no TLS with the relay at relay2.example.net (127.0.0.1:" + port(impostor) + "): ");
        }
    }

    // ---- a DNS that lies or says nothing ---------------------------------------------------------------------------

    @Test
    void aRelayOfAnotherDomainGetsNothing() {
        var other = relay(TestKeys.of("rubble.com"));
        say(Dialect.IMXP, port(other));
        var failure = failure(fred().trusting(other.keys.trust()));
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(other.mechanism).isNotDone();
        assertThat(other.starts).isEmpty();
    }

    /** Whoever can forge DNS can name hosts of their own, and have certificates for them. */
    @Test
    void theCertificateOfTheHostThatDnsNamesIsNoUse() {
        var host = relay(TestKeys.of("relay1.example.net"));
        say(Dialect.IMXP, port(host));
        var failure = failure(fred().trusting(host.keys.trust()));
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        assertThat(host.mechanism).isNotDone();
    }

    @Test
    void aDnsThatDoesNotAnswerIsWaitedForNoLongerThanTheBound() {
        dns.say((query, tcp) -> {
            time.advance(Duration.ofSeconds(30));
            return SILENCE;
        });
        var failure = failure(inManualTime());
        assertThat(failure.stage()).isEqualTo(Stage.FIND);
        assertThat(failure.code()).isEqualTo(ReplyCode.ABORTED);
        assertThat(failure).hasMessage("the relay of example.com is not found: 451 not done within PT30S");
    }

    @Test
    void aDnsThatFailsIsTold() {
        dns.say(Zone.failing());
        var failure = failure(fred());
        assertThat(failure.stage()).isEqualTo(Stage.FIND);
        assertThat(failure.code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
        assertThat(failure)
                .hasMessageContaining("_imxp-edge._tcp.example.com SRV: ")
                .hasMessageContaining("_apex-edge._tcp.example.com SRV: ")
                .hasMessageContaining("answers SERVFAIL");
    }

    @Test
    void aDomainThatIsNotThereIsTold() {
        dns.say(Zone.of("example.net. A 127.0.0.1"));
        var failure = failure(fred());
        assertThat(failure.stage()).isEqualTo(Stage.FIND);
        assertThat(failure)
                .hasMessage("the relay of example.com is not found: 421 DNS has no address under"
                        + " _imxp-edge._tcp.example.com SRV, _apex-edge._tcp.example.com SRV, example.com");
    }

    @Test
    @Requirement("CORE-6")
    void aDomainThatSaysThatItHasNoRelayHasNone() {
        var relay = relay();
        dns.say(Zone.of(
                "_imxp-edge._tcp.example.com. SRV 0 0 %d .\nexample.com. A 127.0.0.1\n".formatted(port(relay))));
        var failure = failure(fred());
        assertThat(failure.stage()).isEqualTo(Stage.FIND);
        assertThat(failure)
                .hasMessage("the relay of example.com is not found: 421 DNS says that there is no such service:"
                        + " the only target of _imxp-edge._tcp.example.com SRV is \".\"");
        assertThat(dns.asked()).noneMatch(question -> question.endsWith(" A"));
    }

    // ---- attaching again -------------------------------------------------------------------------------------------

    @Test
    void itIsLookedUpAnewWhenTheAttachmentIsLost() throws Exception {
        var first = relay();
        var second = relay();
        BlockingQueue<ReattachEvent> events = new LinkedBlockingQueue<>();
        say(Dialect.IMXP, port(first));
        try (var fred = Endpoint.attach(inManualTime().reattaching())) {
            fred.onReattach(events::add);
            say(Dialect.APEX, port(second));
            first.lose();
            time.advance(((ReattachEvent.Lost) next(events)).next());
            assertThat(next(events)).isInstanceOf(ReattachEvent.Attached.class);
            assertThat(first.starts).hasSize(1);
            assertThat(second.starts).hasSize(1);
        }
    }

    @Test
    void itIsTriedAgainWhenDnsHasFailed() throws Exception {
        var relay = relay();
        BlockingQueue<ReattachEvent> events = new LinkedBlockingQueue<>();
        say(Dialect.IMXP, port(relay));
        try (var fred = Endpoint.attach(inManualTime().reattaching())) {
            fred.onReattach(events::add);
            dns.say(Zone.of("_imxp-edge._tcp.example.com. SRV 0 0 1 ."));
            relay.lose();
            time.advance(((ReattachEvent.Lost) next(events)).next());
            var failed = (ReattachEvent.Failed) next(events);
            assertThat(failed.why().stage()).isEqualTo(Stage.FIND);
            say(Dialect.IMXP, port(relay));
            time.advance(failed.next());
            assertThat(next(events)).isInstanceOf(ReattachEvent.Attached.class);
        }
    }

    @Test
    void closingDoesNotWaitForDns() throws Exception {
        var relay = relay();
        BlockingQueue<ReattachEvent> events = new LinkedBlockingQueue<>();
        var asked = new CountDownLatch(1);
        say(Dialect.IMXP, port(relay));
        var fred = Endpoint.attach(inManualTime().reattaching());
        fred.onReattach(events::add);
        dns.say((query, tcp) -> {
            asked.countDown();
            return SILENCE;
        });
        relay.lose();
        time.advance(((ReattachEvent.Lost) next(events)).next());
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.runAsync(fred::close, Stages.VIRTUAL)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(fred.send(Message.text("Anybody?"), WILMA).outcome(WILMA).join())
                .isInstanceOf(Outcome.Refused.class);
    }

    private static ReattachEvent next(BlockingQueue<ReattachEvent> events) throws InterruptedException {
        var event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened");
        }
        return event;
    }
}
