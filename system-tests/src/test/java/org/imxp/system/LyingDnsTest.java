package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.testkit.Requirement;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay that finds others by a DNS that lies, is slow, or says nothing. */
class LyingDnsTest {
    private static final String FRED = "fred@example.com";
    private static final String BARNEY = "barney@rubble.com";
    private static final byte[] SILENCE = {};
    private static final CountDownLatch SLOW = new CountDownLatch(1);

    private static Domains domains;
    private static TestDnsServer dns;
    private static ReservedPort nobody;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, "wilma@example.com", BARNEY);
        nobody = new ReservedPort();
        domains.start("rubble.com");
        var zone = Zone.of("""
            relay.example. A 127.0.0.1
            _imxp-mesh._tcp.rubble.com. SRV 0 0 %1$d relay.example.
            _imxp-mesh._tcp.stolen.example. SRV 0 0 %1$d relay.example.
            _imxp-mesh._tcp.closed.example. SRV 0 0 %2$d relay.example.
            _imxp-mesh._tcp.none.example. SRV 0 0 0 .
            _imxp-mesh._tcp.slow.example. SRV 0 0 %2$d relay.example.
            """.formatted(domains.meshPort("rubble.com"), nobody.number()));
        dns = TestDnsServer.start((query, tcp) -> {
            var name = query.getQuestion().getName().toString();
            if (name.endsWith("silent.example.")) {
                return SILENCE;
            }
            if (name.endsWith("slow.example.")) {
                await();
            }
            return zone.answer(query, tcp);
        });
        domains.start("example.com", "mesh.dns", "127.0.0.1:" + dns.address().getPort());
    }

    @AfterAll
    static void stop() {
        SLOW.countDown();
        domains.close();
        dns.close();
        nobody.close();
    }

    private static void await() {
        try {
            SLOW.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sending send(Endpoint from, String to) {
        return from.send(Message.text("Hello"), to);
    }

    @ParameterizedTest
    @CsvSource({
        "stolen.example, 553 the server name is not served here",
        "closed.example, refused",
        "silent.example, gave no answer",
    })
    @Requirement({"CORE-6", "CORE-43", "SEED-48"})
    void whereNobodyOfTheDomainIsTheMessageDoesNotGo(String domain, String why) {
        try (var fred = domains.attach(FRED)) {
            var to = "ann@" + domain;
            var outcome = send(fred, to).outcome(to).join();
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Unreachable.class,
                            ended -> assertThat(ended.text()).contains("no relay of " + domain + " is reachable", why));
            assertThat(domains.relay("example.com").serve().err().await("the relay of " + domain + " is not reached"))
                    .contains(why);
        }
    }

    @ParameterizedTest
    @CsvSource({"nowhere.example", "none.example"})
    @Requirement({"CORE-6", "CORE-43"})
    void aDomainWithoutRelaysIsUnknown(String domain) {
        try (var fred = domains.attach(FRED)) {
            var to = "ann@" + domain;
            assertThat(send(fred, to).outcome(to).join()).isInstanceOf(Outcome.UnknownRecipient.class);
        }
    }

    @Test
    @Requirement({"CORE-6", "WIRE-15", "IMPP-2.2.1"})
    void othersDoNotWaitForASlowAnswer() {
        try (var fred = domains.attach(FRED);
                var barney = domains.attach(BARNEY)) {
            var barneyHas = Received.by(barney);
            var slow = send(fred, "ann@slow.example").outcome("ann@slow.example");

            assertThat(send(fred, BARNEY).outcome(BARNEY).join()).isEqualTo(new Outcome.Delivered());
            assertThat(barneyHas.next()).isEqualTo("Hello");
            assertThat(slow).isNotDone();

            assertThat(slow.join()).isInstanceOf(Outcome.Unreachable.class);
        }
    }
}
