package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Handlers, profiles and listeners that end, secure or break the session from inside its callbacks. */
class CallbackTest {
    private static final SessionSettings PLAIN = SessionSettings.serving();
    private static final SessionSettings SERVING =
            SessionSettings.serving(TestProfiles.all().toArray(Profile[]::new)).withTls(TlsPolicy.OPTIONAL);

    private final List<String> told = new ArrayList<>();

    private ChannelHandler whenClosed(Consumer<String> closed) {
        return new ChannelHandler() {
            @Override
            public void message(Exchange exchange) {
                exchange.error(ReplyCode.NOT_TAKEN, "not expected");
            }

            @Override
            public void closed(String reason) {
                told.add(reason);
                closed.accept(reason);
            }
        };
    }

    private static SessionSettings handling(ChannelHandler handler) {
        return SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(handler, "")));
    }

    private static Channel start(MemoryLink on, ChannelHandler handler) {
        var started = on.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), handler);
        on.run();
        return started.join().channel();
    }

    private static Channel start(MemoryLink on) {
        return start(on, exchange -> {});
    }

    @Test
    void aReplyLeavesBeforeTheSessionThatItsHandlerEnds() {
        var link = new MemoryLink(PLAIN, handling(exchange -> {
            exchange.reply(TestPayloads.text("the last"));
            exchange.channel().session().terminate("enough");
        }));
        var reply = start(link).send(TestPayloads.text("hello"));
        link.run();
        assertThat(TestPayloads.text(reply.join().payload())).isEqualTo("the last");
        assertThat(link.listener.isAlive()).isFalse();
    }

    @Test
    void anEndInsideAnEndIsOneEnd() {
        var link = new MemoryLink(PLAIN, SERVING);
        start(link, whenClosed(reason -> link.initiator.terminate("again")));
        start(link, whenClosed(reason -> link.initiator.terminate("and again")));
        link.initiator.terminate("enough");
        assertThat(link.ends).containsExactly(new SessionEnd(SessionEnd.Kind.TERMINATED, "enough"));
        assertThat(told).containsExactly("enough", "enough");
    }

    @Test
    void aHandlerThatThrowsWhenToldOfTheEndKeepsNobodyElseFromKnowing() {
        var link = new MemoryLink(PLAIN, SERVING);
        start(link, whenClosed(reason -> {
            throw new IllegalStateException("a handler's fault");
        }));
        var reply = start(link, whenClosed(reason -> {
                    throw new IllegalStateException("another's");
                }))
                .send(TestPayloads.text("hello"));
        link.initiator.lost("the cable was pulled");
        assertThat(told).hasSize(2);
        assertThat(reply).isCompletedExceptionally();
        assertThat(link.ends).containsExactly(new SessionEnd(SessionEnd.Kind.LOST, "the cable was pulled"));
        assertThat(link.faults).hasSize(2);
    }

    @Test
    void aHandlerThatThrowsOnCloseEndsTheSessionAndThePeerIsNotLeftWaiting() {
        var link = new MemoryLink(PLAIN, handling(whenClosed(reason -> {
            throw new IllegalStateException("a handler's fault");
        })));
        var closed = start(link).close(ReplyCode.SUCCESS, "");
        link.run();
        assertThat(link.listener.isAlive()).isFalse();
        assertThat(link.listenerEnd.closed()).isTrue();
        assertThat(link.faults).singleElement().hasToString("java.lang.IllegalStateException: a handler's fault");
        link.initiator.lost("the connection was closed");
        assertThat(closed).isCompletedExceptionally();
    }

    @Test
    void aHandlerThatThrowsOnAMessageEndsTheSession() {
        var link = new MemoryLink(PLAIN, handling(exchange -> {
            throw new IllegalStateException("a handler's fault");
        }));
        var _ = start(link).send(TestPayloads.text("hello"));
        link.run();
        assertThat(link.ends.getFirst()).isEqualTo(new SessionEnd(SessionEnd.Kind.TERMINATED, "a fault of this side"));
        assertThat(link.faults).hasSize(1);
    }

    @Test
    void aListenerThatThrowsOnTheGreetingEndsTheSession() {
        var transport = new MemoryTransport();
        var faults = new ArrayList<RuntimeException>();
        var session = new Session(Role.INITIATOR, PLAIN, transport, new SessionListener() {
            @Override
            public void greeted(Session greeted, Greeting greeting) {
                throw new IllegalStateException("a listener's fault");
            }

            @Override
            public void failed(Session failed, RuntimeException fault) {
                faults.add(fault);
            }
        });
        session.open();
        session.receive(StandardCharsets.US_ASCII.encode("RPY 0 0 . 0 16\r\n\r\n<greeting />\r\nEND\r\n"));
        assertThat(session.isAlive()).isFalse();
        assertThat(faults).hasSize(1);
    }

    @Test
    @Requirement("BEEP-44")
    void aSessionMayEndWhileTlsTakesItsChannels() {
        var link = new MemoryLink(PLAIN, SERVING);
        start(link, whenClosed(reason -> link.initiator.terminate("no more")));
        var secured = link.initiator.startTls("");
        link.run();
        assertThat(link.initiator.isAlive()).isFalse();
        assertThat(secured).isCompletedExceptionally();
        assertThat(link.faults).isEmpty();
    }

    @Test
    @Requirement({"BEEP-46", "BEEP-47"})
    void tlsMayBeStartedFromACallback() {
        var link = new MemoryLink(PLAIN, SERVING);
        var secured = new ArrayList<CompletableFuture<Void>>();
        var _ = start(link).send(TestPayloads.text("hello")).thenAccept(reply -> {
            secured.add(link.initiator.startTls(""));
            secured.add(link.initiator.startTls(""));
        });
        link.run();
        assertThat(secured.getFirst()).isCompleted();
        assertThat(secured.getLast()).isCompletedExceptionally();
        assertThat(link.initiator.tlsPeer()).isPresent();
    }

    @Test
    void aChannelMayBeClosedAndTheSessionReleasedFromAHandler() {
        var link = new MemoryLink(PLAIN, handling(exchange -> {
            var _ = exchange.channel().close(ReplyCode.SUCCESS, "no more");
            var _ = exchange.channel().session().release();
            exchange.reply(TestPayloads.text("the last"));
        }));
        var channel = start(link);
        var reply = channel.send(TestPayloads.text("hello"));
        link.run();
        assertThat(reply).isCompleted();
        assertThat(channel.isOpen()).isFalse();
        assertThat(link.ends).extracting(SessionEnd::kind).containsOnly(SessionEnd.Kind.RELEASED);
    }

    @Test
    void aStartIsAnsweredOnce() {
        var starts = new ArrayList<ChannelStart>();
        var link = new MemoryLink(PLAIN, SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, starts::add)));
        var started = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        link.run();
        var start = starts.getFirst();
        var channel = start.accept(exchange -> exchange.reply(TestPayloads.text("first")), "");
        assertThatThrownBy(() -> start.accept(exchange -> {}, "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> start.refuse(ReplyCode.NOT_TAKEN, "")).isInstanceOf(IllegalStateException.class);
        link.run();
        var reply = started.join().channel().send(TestPayloads.text("hello"));
        link.run();
        assertThat(channel.isOpen()).isTrue();
        assertThat(reply).isCompleted();
    }

    @Test
    @Requirement("BEEP-27")
    void contentOverTheBoundIsNotSent() {
        assertThat(new ProfileOffer(TestProfiles.ECHO, "x".repeat(4096)).content())
                .hasSize(4096);
        assertThatThrownBy(() -> new ProfileOffer(TestProfiles.ECHO, "x".repeat(4097)))
                .hasMessage("content of 4097 octets, allowed are 4096");
        var link = new MemoryLink(PLAIN, SERVING);
        assertThatThrownBy(() -> link.initiator.start("", List.of(), exchange -> {}))
                .hasMessage("a start with 0 profiles, allowed is 1 or more");
    }
}
