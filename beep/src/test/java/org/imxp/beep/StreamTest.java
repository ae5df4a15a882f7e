package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Payloads that are written and taken piece by piece. */
class StreamTest {
    private static final String TAKING = "http://example.com/beep/taking";
    private static final String WRITING = "http://example.com/beep/writing";

    private final List<Taken> taken = new ArrayList<>();
    private final List<Exchange> asked = new ArrayList<>();
    private final MemoryLink link = new MemoryLink(
            SessionSettings.serving(),
            SessionSettings.serving(
                    TestProfiles.profile(TAKING, start -> start.accept(new Taking(), "")),
                    TestProfiles.profile(WRITING, start -> start.accept(asked::add, ""))));

    /** A payload that is taken, and consumed only when the test says so. */
    private static final class Taken implements PayloadReceiver {
        private final Exchange exchange;
        private @Nullable PayloadFlow flow;
        private long octets;
        private boolean complete;
        private String broken = "";

        Taken(Exchange exchange) {
            this.exchange = exchange;
        }

        PayloadFlow flow() {
            return Objects.requireNonNull(flow);
        }

        @Override
        public void octets(ByteBuffer piece, PayloadFlow now) {
            flow = now;
            octets += piece.remaining();
        }

        @Override
        public void complete() {
            complete = true;
        }

        @Override
        public void broken(String reason) {
            broken = reason;
        }
    }

    private final class Taking implements ChannelHandler {
        @Override
        public void message(Exchange exchange) {
            throw new IllegalStateException("every message is taken piece by piece");
        }

        @Override
        public Optional<PayloadReceiver> begins(Exchange exchange) {
            var taking = new Taken(exchange);
            taken.add(taking);
            return Optional.of(taking);
        }
    }

    private Channel start(String uri) {
        var started = link.initiator.start("", List.of(ProfileOffer.of(uri)), exchange -> {});
        link.run();
        return started.join().channel();
    }

    private static ByteBuffer octets(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    @Requirement({"BEEP-59", "BEEP-62"})
    void whatIsNotConsumedKeepsTheWindowClosed() {
        var stream = start(TAKING).begin(new FutureReply());
        var first = stream.write(octets(4096));
        var second = stream.write(octets(10_000));
        link.run();
        assertThat(taken.getFirst().octets).isEqualTo(4096);
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(stream.queuedOctets()).isEqualTo(10_000);

        taken.getFirst().flow().consumed(4096);
        link.run();
        assertThat(taken.getFirst().octets).as("the window has doubled").isEqualTo(4096 + 8192);

        taken.getFirst().flow().consumed(8192);
        stream.end();
        link.run();
        assertThat(second).isCompleted();
        assertThat(taken.getFirst().octets).isEqualTo(14_096);
        assertThat(taken.getFirst().complete).isTrue();
    }

    @Test
    @Requirement("BEEP-38")
    void aReplyThatIsGivenEarlyWaitsForTheEndOfTheMessage() {
        var reply = new FutureReply();
        var stream = start(TAKING).begin(reply);
        var _ = stream.write(octets(10));
        link.run();
        taken.getFirst().exchange.reply(TestPayloads.text("thanks"));
        link.run();
        assertThat(reply.future()).isNotDone();
        stream.end();
        link.run();
        assertThat(TestPayloads.text(reply.future().join().payload())).isEqualTo("thanks");
    }

    @Test
    @Requirement("BEEP-40")
    void anErrorMayComeBeforeTheEndAndStopsTheStream() {
        var reply = new FutureReply();
        var channel = start(TAKING);
        var stream = channel.begin(reply);
        var _ = stream.write(octets(10));
        link.run();
        taken.getFirst().exchange.error(ReplyCode.TRANSACTION_FAILED, "enough");
        link.run();
        assertThat(reply.future().join().positive()).isFalse();
        assertThat(stream.isOpen()).isFalse();
        assertThat(stream.write(octets(1))).isCompletedExceptionally();
        stream.end();

        var next = channel.begin(new FutureReply());
        next.end();
        link.run();
        assertThat(taken.get(1).complete).as("the channel goes on").isTrue();
        assertThat(link.ends).isEmpty();
    }

    @Test
    void theRestCanBeThrownAway() {
        var stream = start(TAKING).begin(new FutureReply());
        var all = stream.write(octets(1_000_000));
        stream.end();
        link.run();
        assertThat(all).isNotDone();
        taken.getFirst().flow().discard();
        link.run();
        assertThat(all).isCompleted();
        assertThat(taken.getFirst().octets).isEqualTo(4096);
        assertThat(taken.getFirst().complete).isTrue();
    }

    @Test
    void moreThanHasComeCannotBeConsumed() {
        var stream = start(TAKING).begin(new FutureReply());
        var _ = stream.write(octets(10));
        link.run();
        var flow = taken.getFirst().flow();
        assertThatThrownBy(() -> flow.consumed(11)).hasMessage("11 octets consumed, 10 have come and are not consumed");
        assertThatThrownBy(() -> flow.consumed(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bothSidesAreToldWhenTheSessionIsLost() {
        var reply = new FutureReply();
        var stream = start(TAKING).begin(reply);
        var _ = stream.write(octets(10));
        link.run();
        var waiting = stream.write(octets(10_000));
        link.initiator.lost("the cable");
        link.listener.lost("the cable");
        assertThat(waiting).isCompletedExceptionally();
        assertThat(reply.future()).isCompletedExceptionally();
        assertThat(stream.isOpen()).isFalse();
        assertThat(taken.getFirst().broken).isEqualTo("the cable");
        assertThat(taken.getFirst().complete).isFalse();
    }

    @Test
    void aMessageMayBeEmpty() {
        start(TAKING).begin(new FutureReply()).end();
        link.run();
        assertThat(taken.getFirst().complete).isTrue();
        assertThat(taken.getFirst().octets).isZero();
    }

    @Test
    void anEndedStreamTakesNothing() {
        var stream = start(TAKING).begin(new FutureReply());
        stream.end();
        assertThatThrownBy(() -> stream.write(octets(1))).hasMessage("the payload is ended already");
        assertThatThrownBy(stream::end).hasMessage("the payload is ended already");
    }

    @Test
    @Requirement("BEEP-2")
    void repliesAndAnswersAreStreamedToo() {
        var channel = start(WRITING);
        var answers = new ArrayList<String>();
        var takenReply = new ArrayList<Long>();
        channel.send(TestPayloads.text("one"), new ReplyHandler() {
            @Override
            public void reply(Reply reply) {
                throw new IllegalStateException("it is taken piece by piece");
            }

            @Override
            public void failed(SessionEndedException reason) {
                throw reason;
            }

            @Override
            public Optional<PayloadReceiver> begins(ReplyKind kind) {
                assertThat(kind).isEqualTo(ReplyKind.POSITIVE);
                takenReply.add(0L);
                return Optional.of(new PayloadReceiver() {
                    @Override
                    public void octets(ByteBuffer octets, PayloadFlow flow) {
                        takenReply.set(0, takenReply.getFirst() + octets.remaining());
                        flow.consumed(octets.remaining());
                    }

                    @Override
                    public void complete() {
                        answers.add("complete");
                    }
                });
            }
        });
        channel.send(TestPayloads.text("many"), new ReplyHandler() {
            @Override
            public void reply(Reply reply) {
                answers.add("one reply");
            }

            @Override
            public void answer(Answer answer) {
                answers.add(answer.number() + ": " + answer.payload().length);
            }

            @Override
            public void finished() {
                answers.add("finished");
            }

            @Override
            public void failed(SessionEndedException reason) {
                answers.add(reason.getMessage());
            }
        });
        link.run();
        // The second is answered first, and waits.
        var first = asked.get(1).beginAnswer();
        var _ = first.write(octets(50_000));
        first.end();
        var second = asked.get(1).answer(List.of(octets(3)));
        asked.get(1).finish();
        link.run();
        assertThat(answers).isEmpty();
        assertThat(second).isNotDone();

        var reply = asked.get(0).beginReply();
        var written = reply.write(octets(2_000_000));
        reply.end();
        link.run();
        assertThat(written).isCompleted();
        assertThat(second).isCompleted();
        assertThat(takenReply).containsExactly(2_000_000L);
        assertThat(answers).containsExactly("complete", "0: 50000", "1: 3", "finished");
        assertThat(link.listener.held().octets()).isZero();
        assertThat(link.initiator.held().octets()).isZero();
    }

    @Test
    void oneReplyIsExpectedAndManyCome() {
        var reply = start(WRITING).send(TestPayloads.text("one"));
        link.run();
        var _ = asked.getFirst().answer(TestPayloads.text("a"));
        asked.getFirst().finish();
        link.run();
        assertThatThrownBy(reply::join)
                .hasMessageContaining("the peer replied one-to-many (ANS, NUL), expected one RPY or ERR");
        assertThat(link.ends).isEmpty();
    }

    @Test
    void aReplyIsOfOneStyle() {
        var channel = start(WRITING);
        var _ = channel.send(TestPayloads.text("one"));
        link.run();
        var exchange = asked.getFirst();
        var _ = exchange.answer(TestPayloads.text("a"));
        assertThatThrownBy(() -> exchange.reply(List.of()))
                .hasMessage("message 1 on channel 1 has answers already, allowed are more of them and their end");
        exchange.finish();
        assertThatThrownBy(exchange::finish).hasMessage("message 1 on channel 1 has its reply already");
        assertThatThrownBy(() -> exchange.answer(List.of())).hasMessage("message 1 on channel 1 has its reply already");
    }

    @Test
    void answersThatWillNotLeaveSaySo() {
        var channel = start(WRITING);
        var _ = channel.send(TestPayloads.text("one"));
        var _ = channel.send(TestPayloads.text("two"));
        link.run();
        var waiting = asked.get(1).answer(TestPayloads.text("a"));
        link.listener.terminate("the house is on fire");
        assertThat(waiting).isCompletedExceptionally();
        assertThat(asked.get(1).answer(TestPayloads.text("b"))).isCompletedExceptionally();
    }
}
