package org.imxp.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.dns.Limits.limits;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imxp.testkit.TestDnsServer;
import org.imxp.testkit.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS that lies, fails, or says too much or nothing at all. */
class UntruthfulDnsTest {
    private static final byte[] SILENCE = {};
    private static final String ONE_RELAY = """
        _apex-edge._tcp.example.com. SRV 0 0 4001 relay.example.com.
        relay.example.com. A 127.0.0.1
        """;

    private TestDnsServer server = TestDnsServer.start((query, tcp) -> SILENCE);

    private Looking says(TestDnsServer.Mind mind) {
        return says(mind, limits().build());
    }

    private Looking says(TestDnsServer.Mind mind, DnsLimits limits) {
        server.close();
        server = TestDnsServer.start(mind);
        return Looking.with(server, limits);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String failed(Looking dns) {
        var lookup = dns.find("example.com", Mode.EDGE);
        assertThat(lookup).isInstanceOf(RelayLookup.Failed.class);
        return ((RelayLookup.Failed) lookup).why();
    }

    private static Record record(String text) throws IOException {
        var words = text.split(" ", 3);
        return Record.fromString(Name.fromString(words[0]), Type.value(words[1]), DClass.IN, 60, words[2], Name.root);
    }

    private static byte[] answer(Message query, String... records) throws IOException {
        var answer = Zone.answerTo(query);
        for (var one : records) {
            answer.addRecord(record(one), Section.ANSWER);
        }
        return answer.toWire(Message.MAXLENGTH);
    }

    @Test
    void recordsOfAnotherNameAreNotBelieved() {
        var dns = says((query, tcp) -> answer(query, "_apex-edge._tcp.rubble.com. SRV 0 0 666 relay.rubble.com."));
        assertThat(failed(dns))
                .contains("_apex-edge._tcp.example.com SRV: the answer is about _apex-edge._tcp.rubble.com");
    }

    @Test
    void recordsOfAnotherNameBesideTheRightOnesArePassedOver() {
        var zone = Zone.of(ONE_RELAY);
        var dns = says((query, tcp) -> {
            var answer = zone.message(query);
            answer.addRecord(record("_apex-edge._tcp.rubble.com. SRV 0 0 666 relay.rubble.com."), Section.ANSWER);
            answer.addRecord(record("relay.example.com. A 10.6.6.6"), Section.ADDITIONAL);
            return answer.toWire(Message.MAXLENGTH);
        });
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    void anAnswerToAnotherQuestionIsNotBelieved() {
        var dns = says((query, tcp) -> {
            var other = Message.newQuery(record("_apex-edge._tcp.rubble.com. SRV 0 0 666 relay.rubble.com."));
            other.getHeader().setID(query.getHeader().getID());
            return Zone.answerTo(other).toWire(Message.MAXLENGTH);
        });
        assertThat(failed(dns)).contains("invalid name in message");
    }

    @Test
    void anAnswerWithAnotherIdIsNotBelieved() {
        var zone = Zone.of(ONE_RELAY);
        var dns = says((query, tcp) -> {
            var answer = zone.message(query);
            answer.getHeader().setID(query.getHeader().getID() ^ 1);
            return answer.toWire(Message.MAXLENGTH);
        });
        assertThat(failed(dns)).contains("invalid message id");
    }

    @Test
    void anUpdateIsNoAnswer() {
        var dns = says((query, tcp) -> {
            var answer = Zone.answerTo(query);
            answer.getHeader().setOpcode(Opcode.UPDATE);
            answer.addRecord(Record.newRecord(query.getQuestion().getName(), Type.SRV, DClass.IN, 60), Section.ANSWER);
            return answer.toWire(Message.MAXLENGTH);
        });
        assertThat(failed(dns)).contains("what came is not the answer to a query");
    }

    @Test
    void aQueryIsNoAnswer() {
        var dns = says((query, tcp) -> query.toWire(Message.MAXLENGTH));
        assertThat(failed(dns)).contains("what came is not the answer to a query");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 11, 12, 40})
    void garbageIsNoAnswer(int octets) {
        var dns = says((query, tcp) -> {
            var garbage = new byte[octets];
            Arrays.fill(garbage, (byte) 0xFF);
            garbage[0] = (byte) (query.getHeader().getID() >> 8);
            if (octets > 1) {
                garbage[1] = (byte) query.getHeader().getID();
            }
            return garbage;
        });
        assertThat(failed(dns)).contains("gave no answer: ");
    }

    @Test
    void aliasesInACircleOfOneAnswer() {
        var dns = says((query, tcp) -> answer(
                query,
                query.getQuestion().getName() + " CNAME a.example.com.",
                "a.example.com. CNAME b.example.com.",
                "b.example.com. CNAME a.example.com."));
        assertThat(failed(dns)).contains("_apex-edge._tcp.example.com SRV: its aliases lead back to a.example.com");
    }

    @Test
    void aliasesInACircleOfManyAnswers() {
        var dns = says((query, tcp) -> answer(
                query,
                query.getQuestion().getName()
                        + (query.getQuestion().getName().toString().startsWith("a.")
                                ? " CNAME b.example.com."
                                : " CNAME a.example.com.")));
        assertThat(failed(dns)).contains("_apex-edge._tcp.example.com SRV: more than 8 aliases");
    }

    /** Each answer leads on to the next host, until the last has an address. */
    private static TestDnsServer.Mind chain(int aliases) {
        var zone = Zone.of("example.com. SOA ns.example.com. admin.example.com. 1 60 60 60 60");
        return (query, tcp) -> {
            var name = query.getQuestion().getName();
            if (query.getQuestion().getType() != Type.A) {
                return zone.answer(query, tcp);
            }
            var text = name.toString();
            int number = text.startsWith("host") ? Integer.parseInt(text.substring(4, text.indexOf('.'))) : 0;
            return number == aliases
                    ? answer(query, name + " A 127.0.0.1")
                    : answer(query, name + " CNAME host" + (number + 1) + ".example.com.");
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aliasesMayBeSpreadOverAnswers(int aliases) {
        var dns = says(chain(aliases));
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("example.com 127.0.0.1 913 -");
    }

    @Test
    void oneAliasTooMany() {
        assertThat(failed(says(chain(9))))
                .contains("example.com A: more than 8 aliases, which is what is allowed, lead on to host9.example.com");
    }

    private static Zone relays(int count) {
        return Zone.of(IntStream.rangeClosed(1, count)
                .mapToObj(i -> "_apex-edge._tcp.example.com. SRV " + i + " 0 4001 relay" + i + ".example.com.\n"
                        + "relay" + i + ".example.com. A 127.0.0." + i + "\n")
                .collect(Collectors.joining()));
    }

    @Test
    void moreRecordsThanAreAllowed() {
        assertThat(failed(says(relays(33)))).contains("the answer has 33 records, allowed are 32");
    }

    @Test
    void onlyTheFirstAddressesAreTaken() {
        var dns = says(relays(32), limits().addresses(3).build());
        assertThat(dns.text("example.com", Mode.EDGE))
                .containsExactly(
                        "relay1.example.com 127.0.0.1 4001 APEX",
                        "relay2.example.com 127.0.0.2 4001 APEX",
                        "relay3.example.com 127.0.0.3 4001 APEX");
        assertThat(server.asked()).noneMatch(question -> question.contains("relay4"));
    }

    @Test
    void onlyTheFirstAddressesOfADomainAreTaken() {
        var addresses = IntStream.rangeClosed(1, 4).mapToObj(i -> "example.com. A 127.0.0." + i + "\n");
        var dns = says(
                Zone.of(addresses.collect(Collectors.joining())),
                limits().addresses(3).build());
        assertThat(dns.text("example.com", Mode.EDGE)).hasSize(3);
    }

    @Test
    void anAnswerThatIsCutShortIsAskedForByTcp() {
        var dns = says(relays(32));
        assertThat(dns.text("example.com", Mode.EDGE)).hasSize(16);
        assertThat(server.asked())
                .containsSubsequence("udp _apex-edge._tcp.example.com SRV", "tcp _apex-edge._tcp.example.com SRV");
    }

    @ParameterizedTest
    @CsvSource({"2, SERVFAIL", "5, REFUSED", "4, NOTIMP"})
    void anErrorIsAFailure(int code, String name) {
        var dns = says((query, tcp) -> {
            var answer = Zone.answerTo(query);
            answer.getHeader().setRcode(code);
            return answer.toWire(Message.MAXLENGTH);
        });
        assertThat(failed(dns))
                .contains("_apex-edge._tcp.example.com SRV: 127.0.0.1:"
                        + server.address().getPort() + " answers " + name);
    }

    /** Else whoever can silence the DNS for one name chooses where messages go. */
    @Test
    void whereServiceRecordsAreUnknownTheDomainsAddressesDoNotServe() {
        var zone = Zone.of("example.com. A 127.0.0.1");
        var dns = says((query, tcp) -> {
            if (query.getQuestion().getName().toString().startsWith("_apex")) {
                var answer = Zone.answerTo(query);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return answer.toWire(Message.MAXLENGTH);
            }
            return zone.answer(query, tcp);
        });
        assertThat(failed(dns)).contains("_apex-edge._tcp.example.com SRV").contains("SERVFAIL");
        assertThat(server.asked()).noneMatch(question -> question.endsWith(" A"));
    }

    @Test
    void oneFamilyOfAddressesIsEnough() {
        var zone = Zone.of(ONE_RELAY);
        var dns = says((query, tcp) -> {
            if (query.getQuestion().getType() == Type.AAAA) {
                var answer = Zone.answerTo(query);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return answer.toWire(Message.MAXLENGTH);
            }
            return zone.answer(query, tcp);
        });
        assertThat(dns.text("example.com", Mode.EDGE)).containsExactly("relay.example.com 127.0.0.1 4001 APEX");
    }

    @Test
    void aSilentServerIsGivenUpAndAskedAgain() {
        var dns = says((query, tcp) -> SILENCE, limits().attempt(100).build());
        assertThat(failed(dns)).contains("_apex-edge._tcp.example.com SRV: 127.0.0.1:", "gave no answer within 100 ms");
        assertThat(server.asked())
                .filteredOn(question -> question.contains("_apex"))
                .hasSize(2);
    }

    @Test
    void aLookupIsOverInTimeHoweverSlowTheServers() {
        var dns = says(
                (query, tcp) -> SILENCE, limits().lookup(200).attempt(3_600_000).build());
        assertThat(failed(dns)).contains("gave no answer within").contains("nobody was asked in time");
        assertThat(server.asked()).containsExactly("udp _apex-edge._tcp.example.com SRV");
    }

    @Test
    void theNextServerIsAskedWhereOneFails() {
        try (var other = TestDnsServer.start(Zone.of(ONE_RELAY))) {
            says((query, tcp) -> {
                var answer = Zone.answerTo(query);
                answer.getHeader().setRcode(Rcode.SERVFAIL);
                return answer.toWire(Message.MAXLENGTH);
            });
            List<InetSocketAddress> both = List.of(server.address(), other.address());
            assertThat(Looking.atAll(both, limits().build()).text("example.com", Mode.EDGE))
                    .containsExactly("relay.example.com 127.0.0.1 4001 APEX");
        }
    }
}
