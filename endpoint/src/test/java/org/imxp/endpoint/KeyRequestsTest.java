package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.imxp.message.security.OpenPgp;
import org.imxp.message.security.PgpCertificate;
import org.imxp.protocol.Address;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that ask each other for keys, with a test in the relay's place. */
@Timeout(60)
class KeyRequestsTest {
    private static final String WILMA = "wilma@example.com";
    private static final PgpCertificate KEY = new OpenPgp(
                    new SecureRandom(), () -> Instant.parse("2026-11-23T10:00:00Z"))
            .generate("fred", OpenPgp.Version.V4, new char[0])
            .certificate();
    private static final String TEXT = Base64.getEncoder().encodeToString(KEY.octets());
    private static final Pattern TRANS_ID = Pattern.compile("transID='([0-9]+)'");

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final Endpoint fred =
            Endpoint.attach(relay.fred().withEnvironment(Environment.system().withTime(time, time)));

    @AfterEach
    void close() {
        relay.close();
    }

    private static XmlFragment request(int transId) {
        return XmlFragment.of("<keyRequest xmlns='urn:imxp:keys' transID='" + transId + "'/>");
    }

    private static XmlFragment reply(String transId, String text) {
        return XmlFragment.of("<keyReply xmlns='urn:imxp:keys' transID='" + transId + "'>" + text + "</keyReply>");
    }

    private static void assertRefused(Element answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        ErrorReply.class,
                        error -> assertThat(error.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    private void assertAnswered(String to, int transId) throws InterruptedException {
        var sent = relay.next();
        assertThat(sent.data().recipients())
                .singleElement()
                .satisfies(one -> assertThat(one.identity()).hasToString(to));
        assertThat(sent.data().dataContent().xml().xml())
                .contains("<keyReply xmlns='urn:imxp:keys' transID='" + transId + "'>" + TEXT + "</keyReply>");
    }

    @Test
    void answersWhoAsksOnceInAWhile() throws InterruptedException {
        fred.publicKeys().answer(KEY);
        assertThat(relay.data(WILMA, request(5))).isEqualTo(new Ok());
        assertAnswered(WILMA, 5);
        assertThat(relay.data(WILMA, request(6))).isEqualTo(new Ok());
        assertThat(relay.data("barney@example.com", request(7))).isEqualTo(new Ok());
        assertAnswered("barney@example.com", 7);
        time.advance(KeyRequests.PAUSE);
        assertThat(relay.data(WILMA, request(8))).isEqualTo(new Ok());
        assertAnswered(WILMA, 8);
        assertThat(relay.sent).isEmpty();
    }

    @Test
    void oneTooManyWhoAskAtOnceIsNotAnswered() throws InterruptedException {
        fred.publicKeys().answer(KEY);
        for (int i = 0; i < KeyRequests.MOST_ASKERS; i++) {
            var who = "p" + i + "@d" + i % 2 + ".com";
            assertThat(relay.data(who, request(i + 1))).isEqualTo(new Ok());
            assertAnswered(who, i + 1);
        }
        assertThat(relay.data(WILMA, request(999))).isEqualTo(new Ok());
        time.advance(KeyRequests.PAUSE);
        assertThat(relay.data(WILMA, request(1000))).isEqualTo(new Ok());
        assertAnswered(WILMA, 1000);
    }

    @Test
    void oneDomainDoesNotTakeTheTurnsOfOthersNorOneAccountThoseOfItsDomain() throws InterruptedException {
        fred.publicKeys().answer(KEY);
        assertThat(relay.data("p0/one@rubble.com", request(1))).isEqualTo(new Ok());
        assertAnswered("p0/one@rubble.com", 1);
        assertThat(relay.data("p0/two@rubble.com", request(2))).isEqualTo(new Ok());
        for (int i = 1; i < KeyRequests.MOST_OF_A_DOMAIN; i++) {
            assertThat(relay.data("p" + i + "@rubble.com", request(i + 10))).isEqualTo(new Ok());
            assertAnswered("p" + i + "@rubble.com", i + 10);
        }
        assertThat(relay.data("last@rubble.com", request(3))).isEqualTo(new Ok());
        assertThat(relay.data(WILMA, request(4))).isEqualTo(new Ok());
        assertAnswered(WILMA, 4);
    }

    @Test
    void anAnswerIsNeverAnsweredAndNothingIsWithoutAKey() {
        assertRefused(relay.data(WILMA, request(5)));
        fred.publicKeys().answer(KEY);
        assertRefused(relay.data(WILMA, reply("5", TEXT)));
        assertRefused(relay.data(WILMA, XmlFragment.of("<keyRequest transID='5'/>")));
        assertRefused(relay.data(WILMA, XmlFragment.of("<keyRequest xmlns='urn:imxp:keys'/>")));
        assertThat(relay.sent).isEmpty();
    }

    @Test
    void whoseDoesNotShowTheirPresenceIsAskedThemselvesAndOnlyTheirAnswerCounts() throws Exception {
        var found = fred.publicKeys().find(Address.parse(WILMA));
        var poll = relay.next();
        var transId = TRANS_ID.matcher(poll.data().dataContent().xml().xml());
        assertThat(transId.find()).isTrue();
        relay.data(
                "apex=presence@example.com", XmlFragment.of("<reply code='537' transID='" + transId.group(1) + "' />"));
        var asked = relay.next();
        var number = TRANS_ID.matcher(asked.data().dataContent().xml().xml());
        assertThat(number.find()).isTrue();
        assertRefused(relay.data("mallory@example.com", reply(number.group(1), TEXT)));
        assertRefused(relay.data(WILMA, reply(number.group(1), "AAAA")));
        assertThat(found).isNotDone();
        assertThat(relay.data(WILMA, reply(number.group(1), TEXT))).isEqualTo(new Ok());
        assertThat(found.get(20, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(key -> assertThat(key.fingerprint()).isEqualTo(KEY.fingerprint()));
    }

    @Test
    void whatIsTooLongIsNoKey() {
        assertThat(PublicKeys.read(TEXT)).isPresent();
        assertThat(PublicKeys.read(TEXT + " ".repeat(PublicKeys.MOST_OCTETS * 4 / 3 + 4 - TEXT.length())))
                .isPresent();
        assertThat(PublicKeys.read(TEXT + " ".repeat(PublicKeys.MOST_OCTETS * 4 / 3 + 5 - TEXT.length())))
                .isEmpty();
    }
}
