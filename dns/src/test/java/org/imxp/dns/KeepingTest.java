package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.dns.Limits.limits;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imxp.protocol.Domain;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What is remembered, for how long, and what is shared. */
class KeepingTest {
    private TestDnsServer server = TestDnsServer.start((query, tcp) -> new byte[0]);

    private Looking says(TestDnsServer.Mind mind, DnsLimits limits) {
        server.close();
        server = TestDnsServer.start(mind);
        return Looking.with(server, limits);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static Zone addressFor(long seconds) {
        return Zone.of("""
            _apex-edge._tcp.example.com. 86400 SRV 0 0 4001 relay.example.com.
            relay.example.com. %d A 127.0.0.1
            relay.example.com. %d AAAA ::1
            """.formatted(seconds, seconds));
    }

    private long askedFor(String question) {
        return server.asked().stream().filter(question::equals).count();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100", // as DNS says
        "0, 5", // least
        "86400, 3600", // most
    })
    void anAnswerIsKeptForItsTime(long ttl, long kept) {
        var dns = says(addressFor(ttl), limits().build());
        var found = dns.find("example.com", Mode.EDGE);
        dns.pass(Duration.ofSeconds(kept).minusMillis(1));
        assertThat(dns.find("example.com", Mode.EDGE)).isEqualTo(found);
        assertThat(askedFor("udp relay.example.com A")).isEqualTo(1);

        dns.pass(Duration.ofMillis(1));
        assertThat(dns.find("example.com", Mode.EDGE)).isEqualTo(found);
        assertThat(askedFor("udp relay.example.com A")).isEqualTo(2);
    }

    @Test
    void anAliasIsKeptForTheLeastTimeOnTheWay() {
        var dns = says(Zone.of("""
            example.com. 600 CNAME a.example.com.
            a.example.com. 60 CNAME b.example.com.
            b.example.com. 600 A 127.0.0.1
            """), limits().build());
        dns.find("example.com", Mode.EDGE);
        dns.pass(Duration.ofSeconds(59));
        dns.find("example.com", Mode.EDGE);
        assertThat(askedFor("udp example.com A")).isEqualTo(1);
        dns.pass(Duration.ofSeconds(1));
        dns.find("example.com", Mode.EDGE);
        assertThat(askedFor("udp example.com A")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "600, 30, 30", // the last field
        "20, 600, 20", // the record's own
        "600, 600, 60", // most
        "600, 0, 5", // least
    })
    void thatThereIsNothingIsKeptToo(long ttl, long minimum, long kept) {
        var dns = says(
                Zone.of("example.com. %d SOA ns.example.com. admin.example.com. 1 60 60 60 %d".formatted(ttl, minimum)),
                limits().build());
        dns.find("example.com", Mode.EDGE);
        dns.pass(Duration.ofSeconds(kept).minusMillis(1));
        assertThat(dns.find("example.com", Mode.EDGE)).isInstanceOf(RelayLookup.NotFound.class);
        assertThat(askedFor("udp example.com A")).isEqualTo(1);

        dns.pass(Duration.ofMillis(1));
        dns.find("example.com", Mode.EDGE);
        assertThat(askedFor("udp example.com A")).isEqualTo(2);
    }

    @Test
    void aFailureIsNotKept() {
        var well = new AtomicBoolean();
        var zone = addressFor(60);
        var dns = says(
                (query, tcp) -> {
                    if (well.get()) {
                        return zone.answer(query, tcp);
                    }
                    var answer = Zone.answerTo(query);
                    answer.getHeader().setRcode(Rcode.SERVFAIL);
                    return answer.toWire(Message.MAXLENGTH);
                },
                limits().build());
        assertThat(dns.find("example.com", Mode.EDGE)).isInstanceOf(RelayLookup.Failed.class);
        well.set(true);
        assertThat(dns.find("example.com", Mode.EDGE)).isInstanceOf(RelayLookup.Found.class);
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        // A look-up needs three answers: the service and both kinds of addresses.
        var dns = says(addressFor(60), limits().entries(3).build());
        dns.find("example.com", Mode.EDGE);
        dns.find("example.com", Mode.EDGE);
        assertThat(server.asked()).hasSize(3);

        dns.find("nowhere.example.com", Mode.EDGE);
        dns.find("example.com", Mode.EDGE);
        assertThat(askedFor("udp _apex-edge._tcp.example.com SRV")).isEqualTo(2);
    }

    @Test
    void oneEntryTooManyIsForgotten() {
        var dns = says(addressFor(60), limits().entries(2).build());
        dns.find("example.com", Mode.EDGE);
        dns.find("example.com", Mode.EDGE);
        assertThat(askedFor("udp _apex-edge._tcp.example.com SRV")).isEqualTo(2);
    }

    /** Answers when it is let to. */
    private static TestDnsServer.Mind held(CountDownLatch letGo, TestDnsServer.Mind mind) {
        return (query, tcp) -> {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return mind.answer(query, tcp);
        };
    }

    @Test
    void theSameLookupIsShared() {
        var letGo = new CountDownLatch(1);
        var dns = says(
                held(letGo, addressFor(60)), limits().attempt(10_000).entries(0).build());
        var domain = Domain.parse("example.com");
        var one = dns.finder().find(domain, Mode.EDGE).toCompletableFuture();
        var other = dns.finder().find(Domain.parse("EXAMPLE.com"), Mode.EDGE).toCompletableFuture();
        assertThat(one.isDone() || other.isDone()).isFalse();
        letGo.countDown();
        assertThat(one.join()).isSameAs(other.join()).isInstanceOf(RelayLookup.Found.class);
        assertThat(askedFor("udp _apex-edge._tcp.example.com SRV")).isEqualTo(1);
    }

    @Test
    void whoeverSharesALookupCannotSpoilIt() {
        var letGo = new CountDownLatch(1);
        var dns = says(held(letGo, addressFor(60)), limits().attempt(10_000).build());
        var domain = Domain.parse("example.com");
        var one = dns.finder().find(domain, Mode.EDGE).toCompletableFuture();
        var other = dns.finder().find(domain, Mode.EDGE).toCompletableFuture();
        assertThat(one.cancel(true)).isTrue();
        letGo.countDown();
        assertThat(other.join()).isInstanceOf(RelayLookup.Found.class);
    }

    @Test
    void oneLookupTooManyFailsAtOnce() {
        var letGo = new CountDownLatch(1);
        var dns = says(
                held(letGo, addressFor(60)), limits().attempt(10_000).lookups(1).build());
        var first = dns.finder().find(Domain.parse("example.com"), Mode.EDGE).toCompletableFuture();
        assertThat(dns.text("rubble.com", Mode.EDGE))
                .containsExactly("failed: rubble.com: 1 other look-ups are under way, as many as are allowed");
        letGo.countDown();
        assertThat(first.join()).isInstanceOf(RelayLookup.Found.class);
        assertThat(dns.find("rubble.com", Mode.EDGE)).isInstanceOf(RelayLookup.NotFound.class);
    }

    @Test
    void oneQuestionTooManyWaits() {
        var letGo = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        TestDnsServer.Mind mind = (query, tcp) -> {
            asked.countDown();
            return held(letGo, addressFor(60)).answer(query, tcp);
        };
        var dns = says(mind, limits().attempt(10_000).questions(1).build());
        var first = dns.finder().find(Domain.parse("example.com"), Mode.EDGE).toCompletableFuture();
        var second = dns.finder().find(Domain.parse("rubble.com"), Mode.EDGE).toCompletableFuture();
        assertThat(waited(asked)).isTrue();
        assertThat(server.asked()).hasSize(1);
        letGo.countDown();
        assertThat(first.join()).isInstanceOf(RelayLookup.Found.class);
        assertThat(second.join()).isInstanceOf(RelayLookup.NotFound.class);
    }

    @Test
    void whoWaitsTooLongToAskFails() {
        var letGo = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        TestDnsServer.Mind mind = (query, tcp) -> {
            asked.countDown();
            return held(letGo, addressFor(60)).answer(query, tcp);
        };
        var dns = says(mind, limits().lookup(500).attempt(10_000).questions(1).build());
        var first = dns.finder().find(Domain.parse("example.com"), Mode.EDGE).toCompletableFuture();
        assertThat(waited(asked)).isTrue();
        var second = dns.finder().find(Domain.parse("rubble.com"), Mode.EDGE).toCompletableFuture();
        assertThat(first.join()).isInstanceOf(RelayLookup.Failed.class);
        assertThat(second.join()).isInstanceOf(RelayLookup.Failed.class);
        letGo.countDown();
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
