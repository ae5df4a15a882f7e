package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.protocol.ReplyCode;
import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that prove to be a domain's relay, and then do what none should; those that do nothing wrong notice nothing. */
class HostilePeerTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@rubble.com";
    private static final int DATA = 20;
    private static final int SESSIONS = 2;
    private static final int QUEUED = 3;

    private static Domains domains;
    private static PeerRelay silent;
    private static ServerSocket mute;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) throws IOException {
        domains = Domains.of(
                folder,
                FRED,
                WILMA,
                BARNEY,
                "mallory@forging.example",
                "mallory@flooding.example",
                "mallory@crowding.example",
                "mallory@silent.example");
        silent = new PeerRelay(domains.certificate("silent.example"), Spelling.IMXP, data -> Optional.empty());
        // The system completes the connections, and nobody takes them.
        mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        domains.start("rubble.com", "mesh.routes", domains.routes("example.com"));
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes(
                        "rubble.com", "silent.example=" + silent, "mute.example=127.0.0.1:" + mute.getLocalPort()),
                "limits.data-per-minute-per-peer-domain",
                String.valueOf(DATA),
                "limits.sessions-per-peer-domain",
                String.valueOf(SESSIONS),
                "limits.queued-data-per-next-hop",
                String.valueOf(QUEUED),
                "limits.queued-data-per-attachment",
                "2",
                "limits.mesh-time-to-connect",
                "5s");
    }

    @AfterAll
    static void stop() throws IOException {
        domains.close();
        silent.close();
        mute.close();
    }

    private static String data(String from, String to, String text) {
        return new Data(from, to, text, "").payload(Form.INLINE);
    }

    private static Sending send(Endpoint from, String to, String text) {
        return from.send(Message.text(text), to);
    }

    @Test
    @Requirement({"CORE-18", "CORE-22", "CORE-34", "SEED-48"})
    void whoForgesOriginatorsOrBindsForOthersIsRefused() {
        try (var fred = domains.attach(FRED);
                var peer = CallingPeer.call(domains, "forging.example", "example.com", Spelling.IMXP)) {
            var fredHas = Received.by(fred);
            for (var forged : new String[] {BARNEY, WILMA, "imxp=report@rubble.com", "imxp=presence@example.com"}) {
                assertThat(peer.send(data(forged, FRED, "Trust me")).code())
                        .as(forged)
                        .isEqualTo(537);
            }
            for (var domain : new String[] {"rubble.com", "example.com"}) {
                assertThat(peer.client()
                                .requestXml(peer.client().channel(), CallingPeer.bind(domain, 9))
                                .code())
                        .isEqualTo(537);
            }
            assertThat(peer.send(data("mallory@forging.example", FRED, "As myself"))
                            .code())
                    .isEqualTo(250);
            assertThat(fredHas.next()).isEqualTo("As myself");
        }
    }

    @Test
    @Requirement({"CORE-49", "CORE-34"})
    void whoFloodsIsSlowedDownAndNobodyElse() {
        try (var fred = domains.attach(FRED);
                var barney = domains.attach(BARNEY);
                var peer = CallingPeer.call(domains, "flooding.example", "example.com", Spelling.APEX)) {
            var fredHas = Received.by(fred);
            for (int i = 0; i < DATA; i++) {
                assertThat(peer.send(data("mallory@flooding.example", FRED, "Buy!"))
                                .code())
                        .isEqualTo(250);
                assertThat(fredHas.next()).isEqualTo("Buy!");
            }
            var refused = peer.send(data("mallory@flooding.example", FRED, "Buy now!"));
            assertThat(refused.code()).isEqualTo(451);
            assertThat(refused.xml().text()).contains("flooding.example within a minute, allowed are " + DATA);

            assertThat(send(barney, FRED, "Hello").outcome(FRED).join()).isEqualTo(new Outcome.Delivered());
            assertThat(fredHas.next()).isEqualTo("Hello");
        }
    }

    @Test
    @Requirement("SEED-48")
    void whoOpensTooManySessionsIsLeftWithThoseThatItMayHave() {
        try (var first = CallingPeer.call(domains, "crowding.example", "example.com", Spelling.IMXP);
                var _ = CallingPeer.call(domains, "crowding.example", "example.com", Spelling.IMXP);
                var fred = domains.attach(FRED);
                var third = CallingPeer.authenticated(domains, "crowding.example", "example.com")) {
            assertThat(third.isEnded()).isTrue();
            var fredHas = Received.by(fred);
            assertThat(first.send(data("mallory@crowding.example", FRED, "Still here"))
                            .code())
                    .isEqualTo(250);
            assertThat(fredHas.next()).isEqualTo("Still here");
        }
    }

    @Test
    @Requirement({"CORE-30", "CORE-43"})
    void theQueueForWhoNeverAnswersFillsAndNoOther() {
        try (var fred = domains.attach(FRED);
                var barney = domains.attach(BARNEY)) {
            var to = "mallory@silent.example";
            var waiting = IntStream.range(0, QUEUED)
                    .mapToObj(number -> send(fred, to, "Number " + number).outcome(to))
                    .toList();
            for (int i = 0; i <= QUEUED; i++) {
                silent.next();
            }
            assertThat(send(fred, to, "One too many").outcome(to).join())
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ReplyCode.ABORTED);
                        assertThat(refused.text()).contains("wait for the next relay, allowed are " + QUEUED);
                    });
            var barneyHas = Received.by(barney);
            assertThat(send(fred, BARNEY, "Hello").outcome(BARNEY).join()).isEqualTo(new Outcome.Delivered());
            assertThat(barneyHas.next()).isEqualTo("Hello");
            assertThat(waiting).noneMatch(outcome -> outcome.isDone());

            silent.close();
            assertThat(waiting)
                    .allSatisfy(outcome -> assertThat(outcome.join().sentence())
                            .contains("the next relay's session ended before it answered"));
        }
    }

    @Test
    @Requirement("CORE-43")
    void whoSaysNothingAtAllIsGivenUp() {
        try (var fred = domains.attach(FRED);
                var _ = domains.attach(BARNEY)) {
            var mutes = send(fred, "ann@mute.example", "Hello?");
            assertThat(send(fred, BARNEY, "Hello").outcome(BARNEY).join()).isEqualTo(new Outcome.Delivered());
            assertThat(mutes.outcome("ann@mute.example").join())
                    .isInstanceOfSatisfying(
                            Outcome.Unreachable.class,
                            ended -> assertThat(ended.text()).contains("mute.example", "longer than PT5S"));
            assertThat(domains.relay("example.com").serve().err().await("the relay of mute.example is not reached"))
                    .contains("longer than PT5S");
        }
    }

    @Test
    @Requirement("CORE-43")
    void theQueueOfAnEndpointThatNeverAnswersFills() {
        try (var wilma = Attached.inStart(domains.relay("example.com"), WILMA, Spelling.APEX);
                var barney = domains.attach(BARNEY)) {
            var first = send(barney, WILMA, "One").outcome(WILMA);
            var second = send(barney, WILMA, "Two").outcome(WILMA);
            assertThat(send(barney, WILMA, "Three").outcome(WILMA).join())
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(ReplyCode.ABORTED));
            wilma.receive();
            wilma.receive();
            assertThat(first.join()).isEqualTo(new Outcome.Delivered());
            assertThat(second.join()).isEqualTo(new Outcome.Delivered());
        }
    }
}
