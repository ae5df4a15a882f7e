package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.message.Message;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReattachTest {
    private static final String WILMA = "wilma@example.com";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final BlockingQueue<ReattachEvent> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Detached> detached = new CompletableFuture<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private EndpointSettings settings() {
        return relay.fred().reattaching().withEnvironment(Environment.system().withTime(time, time));
    }

    private Endpoint fred() {
        return watched(settings());
    }

    private Endpoint watched(EndpointSettings settings) {
        var fred = Endpoint.attach(settings);
        fred.onReattach(events::add);
        fred.onDetached(detached::complete);
        return fred;
    }

    private <T extends ReattachEvent> T next(Class<T> type) throws InterruptedException {
        var event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    /** Loses the attachment, and waits as long as the endpoint says that it waits. */
    private void loseAndReturn() throws InterruptedException {
        relay.lose();
        time.advance(next(ReattachEvent.Lost.class).next());
        next(ReattachEvent.Attached.class);
    }

    private static ReplyCode refusal(Sending sending) {
        return ((Outcome.Refused) sending.outcome(WILMA).join()).code();
    }

    @Test
    void attachesAgainAndGoesOn() throws Exception {
        var received = new LinkedBlockingQueue<ReceivedMessage>();
        try (var fred = fred()) {
            fred.onMessage(received::add);
            loseAndReturn();
            loseAndReturn();
            assertThat(relay.deliver(WILMA, Message.text("You are back."))).isEqualTo(new Ok());
            assertThat(received.take().text()).isEqualTo("You are back.");
            var sending = fred.send(Message.text("I am."), WILMA);
            relay.report("example.com", relay.next().transId(), WILMA, 250);
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
            assertThat(detached).isNotDone();
            assertThat(relay.starts).hasSize(3);
        }
    }

    @Test
    void doesNotUnlessItIsAskedTo() {
        try (var fred = Endpoint.attach(
                relay.fred().withEnvironment(Environment.system().withTime(time, time)))) {
            fred.onDetached(detached::complete);
            relay.lose();
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.LOST);
            time.advance(Duration.ofHours(1));
            assertThat(relay.starts).hasSize(1);
        }
    }

    @Test
    @Requirement({"CORE-30", "IMPP-5.4.2"})
    void doesNotSendAgainWhatWasBeingSent() throws Exception {
        relay.answers = payload -> payload.data().isPresent() ? Optional.empty() : Optional.of(new Ok());
        try (var fred = fred()) {
            var sending = fred.send(Message.text("Hello."), WILMA);
            relay.next();
            loseAndReturn();
            assertThat(sending.outcome(WILMA).join()).isInstanceOf(Outcome.Unknown.class);
            // What the relay gets next is the next message.
            relay.answers = _ -> Optional.of(new Ok());
            fred.send(Message.text("Another."), WILMA);
            assertThat(relay.next().data().dataContent().xml().xml()).contains("Another.");
            assertThat(relay.sent).isEmpty();
        }
    }

    @Test
    void refusesToSendMeanwhile() throws Exception {
        try (var fred = fred()) {
            relay.lose();
            var delay = next(ReattachEvent.Lost.class).next();
            assertThat(refusal(fred.send(Message.text("Hello?"), WILMA))).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
            time.advance(delay);
            next(ReattachEvent.Attached.class);
            assertThat(relay.sent).isEmpty();
        }
    }

    @Test
    void aHeldMessageIsFollowedIntoTheNextAttachment() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(SendOptions.DEFAULT.held(), Message.text("Hello."), WILMA);
            var transId = relay.next().transId();
            relay.report("example.com", transId, WILMA, 350);
            loseAndReturn();
            assertThat(sending.finalOutcome(WILMA)).isNotDone();
            relay.report("example.com", transId, WILMA, 250);
            assertThat(sending.finalOutcome(WILMA).join()).isEqualTo(new Outcome.Delivered());
        }
    }

    @Test
    @Requirement({"MSG-24", "IMPP-5.4.2"})
    void dropsWhatItHadBeforeTheRelayDied() throws Exception {
        var received = new LinkedBlockingQueue<ReceivedMessage>();
        var hello = Message.builder().messageId("1@example.com").text("one").build();
        try (var fred = fred()) {
            fred.onMessage(received::add);
            relay.deliver(WILMA, hello);
            loseAndReturn();
            assertThat(relay.deliver(WILMA, hello)).isEqualTo(new Ok());
            relay.deliver(WILMA, Message.text("two"));
            assertThat(received.take().text()).isEqualTo("one");
            assertThat(received.take().text()).isEqualTo("two");
        }
    }

    @Test
    void backsOffWithJitterWhileTheRelayRefuses() throws Exception {
        try (var fred = fred()) {
            relay.attached = _ -> Optional.of(new ErrorReply(ReplyCode.ABORTED, "too busy"));
            relay.lose();
            var delay = next(ReattachEvent.Lost.class).next();
            assertThat(delay).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
            for (int most : new int[] {2, 4, 8, 16, 32, 60, 60}) {
                time.advance(delay);
                var failed = next(ReattachEvent.Failed.class);
                assertThat(failed.why()).hasMessageContaining("too busy");
                delay = failed.next();
                assertThat(delay).isBetween(Duration.ofMillis(most * 500L), Duration.ofSeconds(most));
            }
            // Before its time nothing is tried.
            relay.attached = _ -> Optional.of(new Ok());
            time.advance(delay.minusMillis(1));
            assertThat(relay.starts).hasSize(8);
            time.advance(Duration.ofMillis(1));
            next(ReattachEvent.Attached.class);
            // A relay that drops it at once is no reason to come back sooner; one that kept it long enough is.
            relay.lose();
            delay = next(ReattachEvent.Lost.class).next();
            assertThat(delay).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
            time.advance(delay);
            next(ReattachEvent.Attached.class);
            time.advance(Duration.ofMinutes(1));
            relay.lose();
            assertThat(next(ReattachEvent.Lost.class).next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(fred.address()).hasToString("fred@example.com");
        }
    }

    @Test
    void triesAgainWhenTheRelayHasNotNoticedTheLoss() throws Exception {
        try (var _ = fred()) {
            relay.attached = _ -> Optional.of(new ErrorReply(ReplyCode.TRANSACTION_FAILED, "attached already"));
            relay.lose();
            time.advance(next(ReattachEvent.Lost.class).next());
            var delay = next(ReattachEvent.Failed.class).next();
            relay.attached = _ -> Optional.of(new Ok());
            time.advance(delay);
            next(ReattachEvent.Attached.class);
        }
    }

    @Test
    @Requirement("OPT-1")
    void doesNotThrowOutWhoTookItsPlace() throws Exception {
        try (var fred = fred()) {
            var sending = fred.send(Message.text("Hello."), WILMA);
            var overridden = new Terminate(1, ReplyCode.OVERRIDDEN, Diagnostic.of("attached elsewhere"));
            assertThat(relay.send(overridden)).isEqualTo(new Ok());
            assertThat(detached.join())
                    .isEqualTo(new Detached(Detached.Reason.TERMINATED, ReplyCode.OVERRIDDEN, "attached elsewhere"));
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Unknown("attached elsewhere"));
            time.advance(Duration.ofHours(1));
            assertThat(relay.starts).hasSize(1);
            assertThat(events).isEmpty();
        }
    }

    @Test
    void comesBackAfterARelayWasMaintained() throws Exception {
        try (var _ = fred()) {
            relay.send(new Terminate(0, ReplyCode.SERVICE_NOT_AVAILABLE, Diagnostic.of("maintenance")));
            var lost = next(ReattachEvent.Lost.class);
            assertThat(lost.how().text()).isEqualTo("maintenance");
            relay.ended.join();
            time.advance(lost.next());
            next(ReattachEvent.Attached.class);
        }
    }

    @Test
    void doesNotTryAWrongPasswordTwice() throws Exception {
        var passwords = new LinkedBlockingQueue<>(java.util.List.of("bedrock", "granite", "limestone"));
        try (var _ = watched(settings().withPassword(() -> passwords.remove().toCharArray()))) {
            relay.lose();
            time.advance(next(ReattachEvent.Lost.class).next());
            var end = detached.join();
            assertThat(end.reason()).isEqualTo(Detached.Reason.REFUSED);
            assertThat(end.code()).isEqualTo(ReplyCode.AUTHENTICATION_FAILURE);
            time.advance(Duration.ofHours(1));
            assertThat(passwords).containsExactly("limestone");
        }
    }

    @Test
    void doesNotGoOnWithoutWhatProtectsIt() throws Exception {
        try (var _ = watched(settings().withMechanisms("SCRAM-SHA-256"))) {
            relay.mechanisms = java.util.List.of(SaslMechanism.DIGEST_MD5);
            relay.lose();
            time.advance(next(ReattachEvent.Lost.class).next());
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.REFUSED);
        }
    }

    @Test
    void isClosedWhileItWaits() throws Exception {
        var fred = fred();
        var held = fred.send(SendOptions.DEFAULT.held(), Message.text("Hello."), WILMA);
        relay.report("example.com", relay.next().transId(), WILMA, 350);
        relay.lose();
        next(ReattachEvent.Lost.class);
        fred.close();
        time.advance(Duration.ofHours(1));
        assertThat(relay.starts).hasSize(1);
        assertThat(detached).isNotDone();
        assertThat(held.finalOutcome(WILMA).join()).isInstanceOf(Outcome.Unknown.class);
        assertThat(refusal(fred.send(Message.text("Hello?"), WILMA))).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
    }

    @Test
    void isClosedWhileItTries() throws Exception {
        var fred = fred();
        var asked = new CompletableFuture<Void>();
        relay.attached = _ -> {
            asked.complete(null);
            return Optional.empty();
        };
        relay.lose();
        time.advance(next(ReattachEvent.Lost.class).next());
        asked.join();
        fred.close();
        assertThat(detached).isNotDone();
        assertThat(events).isEmpty();
    }

    @Test
    void refusesWaitsThatCannotBe() {
        assertThatThrownBy(() -> new Reattach(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 millisecond or more");
        assertThatThrownBy(() -> new Reattach(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
