package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.beep.SessionEnd;
import org.imxp.message.Message;
import org.imxp.protocol.Diagnostic;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndTest {
    private static final String WILMA = "wilma@example.com";

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final CompletableFuture<Detached> detached = new CompletableFuture<>();

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        return Endpoint.attach(relay.fred().withEnvironment(Environment.system().withTime(time, time)));
    }

    @Test
    @Requirement({"CORE-21", "BEEP-34"})
    void detachesAndReleasesTheSession() throws Exception {
        var fred = fred();
        fred.onDetached(detached::complete);
        fred.close();
        assertThat(relay.next().payload().element()).isEqualTo(new Terminate(1));
        assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        assertThat(detached).isNotDone();
        fred.close();
        assertThat(relay.sent).isEmpty();
    }

    @Test
    void leavesWithMessagesInFlight() throws Exception {
        relay.answers = payload -> payload.data().isPresent() ? Optional.empty() : Optional.of(new Ok());
        var fred = fred();
        var sending = fred.send(Message.text("Hello."), WILMA);
        var closed = CompletableFuture.runAsync(fred::close, Stages.VIRTUAL);
        var sent = relay.next();
        assertThat(relay.next().payload().element()).isInstanceOf(Terminate.class);
        assertThat(closed).isNotDone();
        relay.answer(sent, new Ok());
        closed.join();
        sending.accepted().join();
        assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Unknown("the endpoint was closed"));
        assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
    }

    @Test
    void waitsForAnOrderlyEndNoLongerThanItsBound() throws Exception {
        relay.answers = _ -> Optional.empty();
        var fred = fred();
        var sending = fred.send(Message.text("Hello."), WILMA);
        var closed = CompletableFuture.runAsync(fred::close, Stages.VIRTUAL);
        relay.next();
        relay.next();
        time.advance(Duration.ofSeconds(4));
        assertThat(closed).isNotDone();
        time.advance(Duration.ofSeconds(1));
        closed.join();
        assertThat(sending.outcome(WILMA).join()).isInstanceOf(Outcome.Unknown.class);
        assertThat(sending.accepted()
                        .handle((_, failure) -> failure.getMessage())
                        .join())
                .contains("closed");
        assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.LOST);
    }

    @Test
    void takesNoMoreMessagesWhileItLeaves() throws Exception {
        relay.answers = _ -> Optional.empty();
        var fred = fred();
        var closed = CompletableFuture.runAsync(fred::close, Stages.VIRTUAL);
        var terminate = relay.next();
        var refusal = (ErrorReply) relay.deliver(WILMA, Message.text("Wait!"));
        assertThat(refusal.code()).isEqualTo(ReplyCode.NOT_TAKEN_NOW);
        relay.answer(terminate, new Ok());
        closed.join();
    }

    @Test
    void everyMessageThatWasAcknowledgedIsHandledBeforeItLeaves() {
        var fred = fred();
        var busy = new CompletableFuture<Void>();
        var handled = new AtomicInteger();
        fred.onMessage(message -> {
            busy.join();
            // It is still attached.
            fred.send(Message.text("You said: " + message.text()), WILMA)
                    .accepted()
                    .join();
            handled.incrementAndGet();
        });
        assertThat(relay.deliver(WILMA, Message.text("Hello."))).isEqualTo(new Ok());
        var closed = CompletableFuture.runAsync(fred::close, Stages.VIRTUAL);
        int acknowledged = 1;
        while (relay.deliver(WILMA, Message.text("Still there?")).equals(new Ok())) {
            acknowledged++;
        }
        assertThat(closed).isNotDone();
        busy.complete(null);
        closed.join();
        assertThat(handled).hasValue(acknowledged);
        assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
    }

    @Test
    void waitsForAHandlerNoLongerThanItsBound() throws Exception {
        var fred = fred();
        var busy = new CompletableFuture<Void>();
        fred.onMessage(_ -> busy.join());
        assertThat(relay.deliver(WILMA, Message.text("Hello."))).isEqualTo(new Ok());
        var closed = CompletableFuture.runAsync(fred::close, Stages.VIRTUAL);
        time.awaitAlarm(Duration.ofSeconds(5));
        time.advance(Duration.ofSeconds(4));
        assertThat(closed).isNotDone();
        assertThat(relay.sent).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(relay.next().payload().element()).isInstanceOf(Terminate.class);
        closed.join();
        busy.complete(null);
    }

    @Test
    void mayBeClosedByItsOwnHandler() throws Exception {
        var fred = fred();
        var closed = new CompletableFuture<Void>();
        fred.onMessage(_ -> {
            fred.close();
            closed.complete(null);
        });
        relay.deliver(WILMA, Message.text("Go home."));
        closed.join();
        assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
    }

    @Test
    @Requirement({"CORE-19", "CORE-21"})
    void tellsThatTheRelayEndedTheAttachment() {
        try (var fred = fred()) {
            fred.onDetached(detached::complete);
            var sending = fred.send(Message.text("Hello."), WILMA);
            var overridden = new Terminate(1, ReplyCode.OVERRIDDEN, Diagnostic.of("attached elsewhere"));
            assertThat(relay.send(overridden)).isEqualTo(new Ok());
            assertThat(detached.join())
                    .isEqualTo(new Detached(Detached.Reason.TERMINATED, ReplyCode.OVERRIDDEN, "attached elsewhere"));
            assertThat(sending.outcome(WILMA).join()).isEqualTo(new Outcome.Unknown("attached elsewhere"));
            assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    @Requirement("CORE-20")
    void takesATerminateOfEverything() {
        try (var fred = fred()) {
            assertThat(relay.send(new Terminate(0))).isEqualTo(new Ok());
            // The handler is told of an end that came before it.
            relay.ended.join();
            fred.onDetached(detached::complete);
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.TERMINATED);
        }
    }

    @Test
    @Requirement("CORE-21")
    void refusesATerminateOfSomethingElse() {
        try (var fred = fred()) {
            fred.onDetached(detached::complete);
            assertThat(((ErrorReply) relay.send(new Terminate(2))).code()).isEqualTo(ReplyCode.NOT_TAKEN);
            assertThat(detached).isNotDone();
        }
    }

    @Test
    void tellsThatTheConnectionWasLost() {
        try (var fred = fred()) {
            fred.onDetached(detached::complete);
            relay.lose();
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.LOST);
            assertThat(detached.join().code()).isEqualTo(ReplyCode.SERVICE_NOT_AVAILABLE);
        }
    }

    @Test
    @Requirement("CORE-17")
    void tellsThatTheRelayClosedTheChannel() {
        try (var fred = fred()) {
            fred.onDetached(detached::complete);
            relay.run(() -> {
                var _ = relay.channel().close(200, "maintenance");
            });
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.RELEASED);
            assertThat(detached.join().text()).contains("maintenance");
            assertThat(relay.ended.join().kind()).isEqualTo(SessionEnd.Kind.RELEASED);
        }
    }

    @Test
    void tellsThatTheRelayReleasedTheSession() {
        try (var fred = fred()) {
            fred.onDetached(detached::complete);
            relay.run(() -> {
                var _ = relay.channel().session().release();
            });
            assertThat(detached.join().reason()).isEqualTo(Detached.Reason.RELEASED);
        }
    }

    @Test
    void keepsWhatWasAcknowledgedBeforeTheEnd() {
        var fred = fred();
        assertThat(relay.deliver(WILMA, Message.text("Hello."))).isEqualTo(new Ok());
        fred.close();
        var received = new CompletableFuture<ReceivedMessage>();
        fred.onMessage(received::complete);
        assertThat(received.join().originator()).hasToString(WILMA);
    }
}
