package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.AccessOperation;
import org.imxp.protocol.AccessReader;
import org.imxp.protocol.AccessWriter;
import org.imxp.protocol.Actions;
import org.imxp.protocol.ActorPattern;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.Terminate;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words on top of query, get and set, with a test in the place of the access service. */
class AccessTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final String SERVICE = "apex=access@example.com";
    private static final String PEBBLES = "pebbles@rubble.com";
    private static final String PROGRAMS = "pebbles/*@rubble.com";
    private static final Instant THEN = Instant.parse("2026-11-23T09:00:00Z");

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private Optional<Endpoint> endpoint = Optional.empty();
    private int lastTransId;

    @BeforeEach
    void attach() {
        attach(EndpointLimits.DEFAULT);
    }

    private void attach(EndpointLimits limits) {
        endpoint.ifPresent(Endpoint::close);
        endpoint = Optional.of(Endpoint.attach(relay.fred()
                .withEnvironment(Environment.system().withTime(time, time))
                .withLimits(limits)));
    }

    @AfterEach
    void close() {
        endpoint.ifPresent(Endpoint::close);
        relay.close();
    }

    private Access access() {
        return endpoint.orElseThrow().access();
    }

    /** What the endpoint asks next. */
    private AccessOperation asked() throws InterruptedException {
        var sent = relay.next();
        assertThat(sent.data().recipients().getFirst().identity()).hasToString(SERVICE);
        assertThat(sent.data().originator().identity()).isEqualTo(FRED);
        var operation = new AccessReader(ProtocolLimits.defaults()).read(ServiceContent.of(sent.payload()));
        lastTransId = operation.transId();
        return operation;
    }

    private void says(AccessOperation operation) {
        saysAs(SERVICE, operation);
    }

    private void saysAs(String originator, AccessOperation operation) {
        assertThat(relay.data(originator, new AccessWriter().write(operation, Dialect.APEX)))
                .isEqualTo(new Ok());
    }

    private void replies(int code) {
        says(new Reply(new ReplyCode(code), lastTransId));
    }

    private static AccessEntry entry(String actor, Optional<Actions> actions, Optional<Instant> lastUpdate) {
        return new AccessEntry(FRED, ActorPattern.parse(actor), actions, lastUpdate);
    }

    /** Expects a look at an entry, and answers it. */
    private void hasEntry(String actor, Instant lastUpdate, String... actions) throws InterruptedException {
        assertThat(asked()).isEqualTo(new AccessOperation.Get(lastTransId, FRED, ActorPattern.parse(actor)));
        says(new AccessOperation.Set(
                lastTransId, entry(actor, Optional.of(Actions.of(actions)), Optional.of(lastUpdate))));
    }

    private void hasNone(String actor) throws InterruptedException {
        assertThat(asked()).isEqualTo(new AccessOperation.Get(lastTransId, FRED, ActorPattern.parse(actor)));
        replies(551);
    }

    /** Expects a change. */
    private void sets(String actor, Optional<Instant> lastUpdate, String... actions) throws InterruptedException {
        assertThat(asked())
                .isEqualTo(new AccessOperation.Set(
                        lastTransId, entry(actor, Optional.of(Actions.of(actions)), lastUpdate)));
    }

    private static <T> T result(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void fails(CompletableFuture<?> future, int code, String words) {
        assertThatThrownBy(() -> result(future))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.code().value()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    @Requirement({"ACC-2", "IMPP-2.3.5"})
    void blocksSomebodyForWhomThereWasNoRule() throws Exception {
        var blocked = access().block("*@spam.example");
        hasNone("*@spam.example");
        sets("*@spam.example", Optional.empty(), "all:none");
        replies(250);
        // The owner's copy, which is no answer.
        says(new AccessOperation.Set(
                lastTransId, entry("*@spam.example", Optional.of(Actions.NONE), Optional.of(THEN))));
        hasEntry("*@spam.example", THEN, "all:none");

        var rule = result(blocked);
        assertThat(rule.who()).isEqualTo("*@spam.example");
        assertThat(rule.isBlocked()).isTrue();
        assertThat(rule.permissions()).isEmpty();
        assertThat(rule.lastUpdate()).isEqualTo(THEN);
    }

    /** A wider rule would let the subaddresses in: whoever may attach as the address may as them. */
    @Test
    @Requirement({"ACC-8", "IMPP-5.4.10"})
    void blocksAnAddressWithItsSubaddresses() throws Exception {
        var blocked = access().block(PEBBLES);
        for (var who : new String[] {PEBBLES, PROGRAMS}) {
            hasNone(who);
            sets(who, Optional.empty(), "all:none");
            replies(250);
            hasEntry(who, THEN, "all:none");
        }
        assertThat(result(blocked).who()).isEqualTo(PEBBLES);
    }

    @Test
    void addsToARuleAndKeepsWhatItSays() throws Exception {
        var allowed = access().allow(PEBBLES, Permission.SEE_PRESENCE);
        hasEntry(PEBBLES, THEN, "core:data", "presence:view.family");
        sets(PEBBLES, Optional.of(THEN), "core:data", "presence:view.family", "presence:subscribe");
        replies(250);
        hasEntry(PEBBLES, THEN.plusMillis(1), "core:data", "presence:view.family", "presence:subscribe");

        var rule = result(allowed);
        assertThat(rule.permissions()).containsExactly(Permission.WRITE, Permission.SEE_PRESENCE);
        assertThat(rule.otherActions()).containsExactly("presence:view.family");
        assertThat(rule.isBlocked()).isFalse();
    }

    @Test
    void changesNothingThatIsSoAlready() throws Exception {
        var allowed = access().allow(PEBBLES, Permission.WRITE);
        hasEntry(PEBBLES, THEN, "all:all");
        assertThat(result(allowed).permissions()).containsExactly(Permission.values());
        assertThat(relay.sent).isEmpty();
    }

    @Test
    void unblocks() throws Exception {
        var allowed = access().allow(PEBBLES, Permission.WRITE);
        hasEntry(PEBBLES, THEN, "all:none");
        sets(PEBBLES, Optional.of(THEN), "core:data");
        replies(250);
        hasEntry(PEBBLES, THEN.plusMillis(1), "core:data");
        hasEntry(PROGRAMS, THEN, "all:none");
        hasEntry(PROGRAMS, THEN, "all:none");
        assertThat(asked())
                .isEqualTo(new AccessOperation.Set(lastTransId, entry(PROGRAMS, Optional.empty(), Optional.of(THEN))));
        replies(250);
        assertThat(result(allowed).isBlocked()).isFalse();
    }

    @Test
    void aNewRuleForOneHasWhatTheyMayDoAlready() throws Exception {
        var allowed = access().allow(PEBBLES, Permission.SEE_WATCHERS);
        hasNone(PEBBLES);
        answersQueries(Permission.WRITE);
        sets(PEBBLES, Optional.empty(), "core:data", "presence:watch");
        replies(250);
        hasEntry(PEBBLES, THEN, "core:data", "presence:watch");
        assertThat(result(allowed).permissions()).containsExactly(Permission.WRITE, Permission.SEE_WATCHERS);
    }

    /** Allows one permission and denies the others. */
    private void answersQueries(Permission allowed) throws InterruptedException {
        for (int i = 0; i < Permission.values().length; i++) {
            var query = (AccessOperation.Query) asked();
            assertThat(query.actor()).hasToString(PEBBLES);
            says(
                    query.actions().equals(Actions.of(allowed.action()))
                            ? new AccessOperation.Allow(lastTransId)
                            : new AccessOperation.Deny(lastTransId));
        }
    }

    @Test
    @Requirement("ACC-13")
    void tellsWhatSomebodyMayDo() throws Exception {
        var may = access().permissions(PEBBLES);
        answersQueries(Permission.SEE_PRESENCE);
        assertThat(result(may)).isEqualTo(Set.of(Permission.SEE_PRESENCE));
        var both = access().may(PEBBLES, Permission.WRITE, Permission.SEE_PRESENCE);
        assertThat(asked())
                .isEqualTo(new AccessOperation.Query(
                        lastTransId, FRED, Address.parse(PEBBLES), Actions.of("core:data", "presence:subscribe")));
        says(new AccessOperation.Deny(lastTransId));
        assertThat(result(both)).isFalse();
    }

    @Test
    void forgetsARule() throws Exception {
        var forgotten = access().forget(PEBBLES);
        hasEntry(PEBBLES, THEN, "all:none");
        assertThat(asked())
                .isEqualTo(new AccessOperation.Set(lastTransId, entry(PEBBLES, Optional.empty(), Optional.of(THEN))));
        replies(250);
        hasNone(PROGRAMS);
        assertThat(result(forgotten)).isTrue();

        var again = access().forget(PEBBLES);
        hasNone(PEBBLES);
        assertThat(result(again)).isFalse();
        var rule = access().rule(PEBBLES);
        hasNone(PEBBLES);
        assertThat(result(rule)).isEmpty();
    }

    @Test
    @Requirement({"ACC-17", "ACC-22"})
    void triesAgainWhenSomebodyElseChangedTheRuleInBetween() throws Exception {
        var allowed = access().allow(PEBBLES, Permission.SEE_PRESENCE);
        hasEntry(PEBBLES, THEN, "core:data");
        sets(PEBBLES, Optional.of(THEN), "core:data", "presence:subscribe");
        replies(555);
        hasEntry(PEBBLES, THEN.plusSeconds(1), "presence:watch");
        sets(PEBBLES, Optional.of(THEN.plusSeconds(1)), "presence:watch", "presence:subscribe");
        replies(250);
        hasEntry(PEBBLES, THEN.plusSeconds(2), "presence:watch", "presence:subscribe");
        assertThat(result(allowed).permissions()).containsExactly(Permission.SEE_PRESENCE, Permission.SEE_WATCHERS);
    }

    @Test
    void givesUpWhenOthersChangeTheRuleAgainAndAgain() throws Exception {
        var blocked = access().block(PEBBLES);
        for (int i = 0; i < 5; i++) {
            hasEntry(PEBBLES, THEN.plusSeconds(i), "core:data");
            sets(PEBBLES, Optional.of(THEN.plusSeconds(i)), "all:none");
            replies(555);
        }
        fails(blocked, 555, "555");
        assertThat(relay.sent).isEmpty();
    }

    @Test
    @Requirement("ACC-12")
    void failsAsTheServiceSays() throws Exception {
        var may = endpoint.orElseThrow()
                .access(Address.parse("wilma@example.com"))
                .permissions(PEBBLES);
        for (int i = 0; i < Permission.values().length; i++) {
            assertThat(((AccessOperation.Query) asked()).owner()).hasToString("wilma@example.com");
            replies(537);
        }
        fails(may, 537, "537 action not authorized for user");
    }

    @Test
    void failsIfNobodyAnswersInTime() throws Exception {
        var rule = access().rule(PEBBLES);
        var _ = asked();
        saysAs("apex=access@rubble.com", new Reply(new ReplyCode(551), lastTransId));
        saysAs("apex=presence@example.com", new Reply(new ReplyCode(551), lastTransId));
        says(new Reply(new ReplyCode(551), lastTransId + 1));
        says(new AccessOperation.Allow(lastTransId));
        assertThat(rule).isNotDone();
        time.advance(Duration.ofSeconds(30));
        fails(rule, 421, SERVICE + " did not answer within 30 seconds");
    }

    @Test
    void failsIfTheQuestionIsNotSentOrTheSessionEnds() throws Exception {
        var lost = access().rule(PEBBLES);
        var _ = asked();
        relay.lose();
        fails(lost, 421, "");
        fails(access().rule(PEBBLES), 421, "the question was not sent");
    }

    @Test
    void failsIfTheRelayRefusesTheQuestion() {
        relay.answers = payload -> Optional.of(new ErrorReply(ReplyCode.ABORTED, "not now"));
        fails(access().rule(PEBBLES), 421, "not now");
    }

    @Test
    void asksAsMuchAtOnceAsIsAllowed() throws Exception {
        attach(EndpointLimits.DEFAULT.withSendings(1, 4096));
        var terminated = relay.next();
        assertThat(terminated.payload().element()).isInstanceOf(Terminate.class);
        var first = access().rule(PEBBLES);
        fails(access().rule(PEBBLES), 451, "1 questions to services are not answered yet");
        hasNone(PEBBLES);
        assertThat(result(first)).isEmpty();
        var next = access().rule(PEBBLES);
        hasNone(PEBBLES);
        assertThat(result(next)).isEmpty();
    }

    @Test
    void refusesWhatIsNobody() {
        assertThatThrownBy(() -> access().block("fr*d@example.com")).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> access().permissions("fred")).isInstanceOf(ProtocolException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> access().allow(PEBBLES));
    }
}
