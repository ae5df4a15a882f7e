package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final SessionSettings SERVING =
            SessionSettings.serving(TestProfiles.all().toArray(Profile[]::new));
    private static final SessionSettings PLAIN = SessionSettings.serving();

    private final MemoryLink link = new MemoryLink(PLAIN, SERVING);

    private Channel start(MemoryLink on, String uri) {
        var started = on.initiator.start("", List.of(ProfileOffer.of(uri)), exchange -> {});
        on.run();
        return started.join().channel();
    }

    @Test
    @Requirement({"BEEP-1", "BEEP-7"})
    void initiatorSendsAndGetsReplies() {
        var channel = start(link, TestProfiles.ECHO);
        var replies = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 10; i++) {
            replies.add(channel.send(TestPayloads.text("message " + i)));
        }
        link.run();
        for (int i = 0; i < 10; i++) {
            assertThat(TestPayloads.text(replies.get(i).join().payload())).isEqualTo("message " + i);
        }
    }

    @Test
    @Requirement({"BEEP-1", "BEEP-26", "BEEP-41"})
    void listenerStartsEvenChannelsAndSendsMessages() {
        var both = new MemoryLink(SERVING, PLAIN);
        var started = both.listener.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        both.run();
        var channel = started.join().channel();
        assertThat(channel.number()).isEqualTo(2);
        var reply = channel.send(TestPayloads.text("from the listener"));
        both.run();
        assertThat(TestPayloads.text(reply.join().payload())).isEqualTo("from the listener");
    }

    @Test
    @Requirement("BEEP-26")
    void initiatorStartsOddChannels() {
        assertThat(start(link, TestProfiles.ECHO).number()).isEqualTo(1);
        assertThat(start(link, TestProfiles.SILENT).number()).isEqualTo(3);
    }

    @Test
    @Requirement({"BEEP-9", "BEEP-59", "BEEP-62"})
    void aMessageLargerThanEveryWindowArrivesWhole() {
        var channel = start(link, TestProfiles.ECHO);
        var text = "0123456789abcdef".repeat(40_000);
        var reply = channel.send(TestPayloads.text(text));
        link.run();
        assertThat(TestPayloads.text(reply.join().payload())).isEqualTo(text);
    }

    @Test
    @Requirement({"BEEP-59", "BEEP-61"})
    void nothingIsSentBeyondTheWindow() {
        var narrow = new MemoryLink(PLAIN, SERVING);
        var channel = start(narrow, TestProfiles.SILENT);
        var _ = channel.send(TestPayloads.text("x".repeat(10_000)));
        var sent = narrow.initiatorEnd.take();
        var header = "MSG 1 1 * 0 4096\r\n";
        assertThat(sent.remaining()).isEqualTo(header.length() + 4096 + "END\r\n".length());
        assertThat(channel.queuedOctets()).isEqualTo(10_002 - 4096);
        narrow.listener.receive(sent);
        narrow.run();
        assertThat(channel.queuedOctets()).isZero();
    }

    @Test
    void aShortMessagePassesALongOneOnAnotherChannel() {
        var slow = start(link, TestProfiles.ECHO);
        var quick = start(link, TestProfiles.ECHO);
        link.initiatorEnd.writable(false);
        var longReply = slow.send(TestPayloads.text("x".repeat(500_000)));
        var shortReply = quick.send(TestPayloads.text("short"));
        link.initiatorEnd.writable(true);
        link.initiator.writable();
        link.listener.receive(link.initiatorEnd.take());
        link.initiator.receive(link.listenerEnd.take());
        assertThat(shortReply).isCompleted();
        assertThat(longReply).isNotDone();
        link.run();
        assertThat(longReply).isCompleted();
    }

    @Test
    @Requirement({"BEEP-27", "BEEP-28", "BEEP-35"})
    void aRefusedStartTellsCodeAndSentence() {
        var started = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.GREEDY)), exchange -> {});
        link.run();
        assertThatThrownBy(started::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(PeerRefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(537);
                    assertThat(refused.text()).isEqualTo("not for you");
                });
    }

    @Test
    @Requirement({"BEEP-31", "BEEP-33"})
    void closeWaitsForTheRepliesThatAreAwaited() {
        var channel = start(link, TestProfiles.ECHO);
        var reply = channel.send(TestPayloads.text("before"));
        var closed = channel.close(ReplyCode.SUCCESS, "");
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.send(TestPayloads.text("after"))).isCompletedExceptionally();
        link.run();
        assertThat(reply).isCompleted();
        assertThat(closed).isCompleted();
    }

    @Test
    @Requirement("BEEP-33")
    void bothPeersMayCloseAtOnce() {
        var handlerSide = new ArrayList<Channel>();
        var listening = SessionSettings.serving(new Profile() {
            @Override
            public String uri() {
                return TestProfiles.ECHO;
            }

            @Override
            public void start(ChannelStart start) {
                handlerSide.add(start.accept(exchange -> {}, ""));
            }
        });
        var both = new MemoryLink(PLAIN, listening);
        var channel = start(both, TestProfiles.ECHO);
        var mine = channel.close(ReplyCode.SUCCESS, "");
        var theirs = handlerSide.getFirst().close(ReplyCode.SUCCESS, "");
        both.run();
        assertThat(mine).isCompleted();
        assertThat(theirs).isCompleted();
        assertThat(both.ends).isEmpty();
    }

    @Test
    @Requirement({"BEEP-34", "BEEP-57"})
    void releaseEndsBothSides() {
        var channel = start(link, TestProfiles.ECHO);
        var reply = channel.send(TestPayloads.text("last words"));
        var released = link.initiator.release();
        link.run();
        assertThat(reply).isCompleted();
        assertThat(released).isCompleted();
        assertThat(link.ends).extracting(SessionEnd::kind).containsOnly(SessionEnd.Kind.RELEASED);
        assertThat(link.initiatorEnd.closed()).isTrue();
        assertThat(link.listenerEnd.closed()).isTrue();
    }

    @Test
    void anEndedSessionFailsWhatIsAwaited() {
        var channel = start(link, TestProfiles.SILENT);
        var reply = channel.send(TestPayloads.text("no answer will come"));
        link.run();
        link.initiator.lost("the cable was pulled");
        assertThatThrownBy(reply::join).cause().isInstanceOf(SessionEndedException.class);
    }

    @Test
    @Requirement({"BEEP-22", "BEEP-35"})
    void aPoorlyFormedReplyOnChannelZeroEndsTheSession() {
        var transport = new MemoryTransport();
        var session = new Session(Role.INITIATOR, PLAIN, transport, new SessionListener() {});
        session.open();
        session.receive(ByteBuffer.wrap(
                "RPY 0 0 . 0 16\r\n\r\n<greeting />\r\nEND\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        var started = session.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        session.receive(ByteBuffer.wrap(
                "RPY 0 1 . 16 7\r\n\r\n<a><bEND\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(started).isCompletedExceptionally();
        assertThat(session.isAlive()).isFalse();
    }

    @Test
    @Requirement("BEEP-64")
    void aPeerThatDoesNotGreetInTimeIsLeft() {
        var transport = new MemoryTransport();
        var session = new Session(Role.LISTENER, SERVING, transport, new SessionListener() {});
        session.open();
        transport.turnClock(Duration.ofSeconds(10).minusMillis(1));
        assertThat(session.isAlive()).isTrue();
        transport.turnClock(Duration.ofMillis(1));
        assertThat(session.isAlive()).isFalse();
        assertThat(transport.closed()).isTrue();
    }

    @Test
    @Requirement("BEEP-64")
    void aReplyOverTheBoundEndsTheSession() {
        var small = new MemoryLink(PLAIN.withLimits(SessionLimits.defaults().withMessage(4096)), SERVING);
        var channel = start(small, TestProfiles.ECHO);
        var fits = channel.send(TestPayloads.text("x".repeat(4094)));
        small.run();
        assertThat(fits).isCompleted();
        var one = channel.send(TestPayloads.text("x".repeat(4095)));
        small.run();
        assertThat(one).isCompletedExceptionally();
        assertThat(small.ends.getFirst().reason()).contains("the reply has over 4096 octets");
    }

    @Test
    @Requirement("BEEP-23")
    void twoHundredFiftySevenChannelsAndNotOneMore() {
        for (int i = 0; i < 257; i++) {
            start(link, TestProfiles.ECHO);
        }
        var oneMore = link.initiator.start("", List.of(ProfileOffer.of(TestProfiles.ECHO)), exchange -> {});
        link.run();
        assertThat(oneMore).isCompletedExceptionally();
        assertThat(link.initiator.isAlive()).isTrue();
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SessionLimits.defaults().withWindow(4095))
                .hasMessage("window is 4095, allowed is 4096 or more");
        assertThatThrownBy(() -> SessionLimits.defaults().withMessage(4095))
                .hasMessage("message is 4095, allowed is 4096 or more");
        assertThatThrownBy(() -> SessionLimits.defaults().withChannels(0))
                .hasMessage("channels is 0, allowed is 1 or more");
    }

    @Test
    void anExchangeIsAnsweredOnce() {
        var exchanges = new ArrayList<Exchange>();
        var listening = SessionSettings.serving(new Profile() {
            @Override
            public String uri() {
                return TestProfiles.ECHO;
            }

            @Override
            public void start(ChannelStart start) {
                start.accept(exchanges::add, "");
            }
        });
        var on = new MemoryLink(PLAIN, listening);
        var _ = start(on, TestProfiles.ECHO).send(TestPayloads.text("hello"));
        on.run();
        exchanges.getFirst().reply(TestPayloads.text("one"));
        assertThatThrownBy(() -> exchanges.getFirst().reply(TestPayloads.text("two")))
                .isInstanceOf(IllegalStateException.class);
    }
}
