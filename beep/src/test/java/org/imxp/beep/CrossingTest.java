package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.junit.jupiter.api.Test;

/** Things that cross one another: each was found by the simulation, and is told here in few steps. */
class CrossingTest {
    private static final String LATE = "http://example.com/beep/late";
    private static final String START = "<start number='%d'><profile uri='%s' /></start>";

    private final List<ChannelStart> starts = new ArrayList<>();
    private final List<Channel> accepted = new ArrayList<>();
    private final List<Exchange> asked = new ArrayList<>();

    private static ByteBuffer octets(int count) {
        return ByteBuffer.allocate(count);
    }

    private static Channel start(MemoryLink link, String uri, ChannelHandler handler) {
        var started = link.initiator.start("", List.of(ProfileOffer.of(uri)), handler);
        link.run();
        return started.join().channel();
    }

    /** A listener that has accepted channel 3, and may not say so before it has decided on channel 1. */
    private ScriptedPeer deciding() {
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(
                        TestProfiles.profile(LATE, starts::add),
                        TestProfiles.profile(
                                TestProfiles.ECHO, start -> accepted.add(start.accept(exchange -> {}, "")))),
                "<greeting />");
        peer.says("MSG 0 1", START.formatted(1, LATE));
        peer.says("MSG 0 2", START.formatted(3, TestProfiles.ECHO));
        return peer;
    }

    @Test
    void nothingLeavesOnAChannelBeforeTheAnswerToItsStart() {
        var peer = deciding();
        var _ = accepted.getFirst().send(TestPayloads.text("a question"));
        assertThat(peer.heard()).isEmpty();
        starts.getFirst().refuse(ReplyCode.NOT_TAKEN, "no");
        assertThat(peer.heard()).containsSubsequence("ERR 0 1", "RPY 0 2", "MSG 3 1", "a question");
    }

    @Test
    void aChannelIsNotClosedBeforeTheAnswerToItsStart() {
        var peer = deciding();
        var _ = accepted.getFirst().close(ReplyCode.SUCCESS, "");
        assertThat(peer.heard()).isEmpty();
        starts.getFirst().refuse(ReplyCode.NOT_TAKEN, "no");
        assertThat(peer.heard()).containsSubsequence("ERR 0 1", "RPY 0 2", "<close number='3'");
    }

    private static MemoryLink refusingAtFirstSight(Function<Exchange, Optional<PayloadReceiver>> taker) {
        var handler = new ChannelHandler() {
            @Override
            public void message(Exchange exchange) {
                throw new IllegalStateException("it was refused");
            }

            @Override
            public Optional<PayloadReceiver> begins(Exchange exchange) {
                exchange.error(ReplyCode.NOT_TAKEN, "not even looked at");
                return taker.apply(exchange);
            }
        };
        return new MemoryLink(
                SessionSettings.serving(),
                SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(handler, ""))));
    }

    @Test
    void aMessageMayBeRefusedAtFirstSight() {
        var told = new PayloadReceiver() {
            @Override
            public void octets(ByteBuffer octets, PayloadFlow flow) {
                throw new IllegalStateException("it was refused");
            }

            @Override
            public void complete() {
                throw new IllegalStateException("it was refused");
            }
        };
        for (var link : List.of(
                refusingAtFirstSight(exchange -> Optional.empty()),
                refusingAtFirstSight(exchange -> Optional.of(told)))) {
            var channel = start(link, TestProfiles.ECHO, exchange -> {});
            var first = channel.send(List.of(octets(20_000)));
            var second = channel.send(List.of(octets(1)));
            link.run();
            assertThat(first).isCompleted();
            assertThat(second).isCompleted();
            assertThat(first.join().positive()).isFalse();
            assertThat(second.join().positive()).isFalse();
            assertThat(link.faults).isEmpty();
            assertThat(link.listener.held().octets()).isZero();
        }
    }

    @Test
    void sidesThatOweEachOtherRepliesDoNotWaitForEachOther() {
        var settings = SessionSettings.serving(
                        TestProfiles.profile(TestProfiles.ECHO, start -> accepted.add(start.accept(asked::add, ""))))
                .withLimits(SessionLimits.defaults().withUnanswered(1));
        var link = new MemoryLink(settings, settings);
        var mine = start(link, TestProfiles.ECHO, asked::add).send(List.of(octets(100)));
        var theirs = accepted.getFirst().send(List.of(octets(100)));
        link.run();
        asked.forEach(exchange -> exchange.reply(List.of(octets(10_000))));
        link.run();
        assertThat(mine).isCompleted();
        assertThat(theirs).isCompleted();
    }

    @Test
    void aChannelIsClosedAfterAMessageThatWasRefusedOnItsWay() {
        var link = new MemoryLink(
                SessionSettings.serving(),
                SessionSettings.serving(TestProfiles.echo())
                        .withLimits(SessionLimits.defaults().withMessage(4096)));
        var channel = start(link, TestProfiles.ECHO, exchange -> {});
        var reply = channel.send(List.of(octets(20_000)));
        var closed = channel.close(ReplyCode.SUCCESS, "");
        link.run();
        assertThat(reply).isCompleted();
        assertThat(reply.join().positive()).isFalse();
        assertThat(closed).isCompleted();
    }

    private MemoryLink asking(SessionSettings listening) {
        return new MemoryLink(SessionSettings.serving(), listening);
    }

    @Test
    void anAnswerThatIsTooMuchSaysSo() {
        var link = asking(SessionSettings.serving(
                        TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(asked::add, "")))
                .withLimits(SessionLimits.defaults().withMessage(4096).withHeld(8192)));
        var _ = start(link, TestProfiles.ECHO, exchange -> {}).send(List.of());
        link.run();
        var fits = asked.getFirst().answer(List.of(octets(20_000)));
        var tooMuch = asked.getFirst().answer(List.of(octets(1)));
        assertThat(fits).isCompletedExceptionally();
        assertThat(tooMuch).isCompletedExceptionally();
        assertThat(link.ends.getFirst().kind()).isEqualTo(SessionEnd.Kind.FAULT);
    }

    /** Takes messages, begins a reply to the first, and writes on when told that it is over. */
    private static final class WritingOn implements ChannelHandler, PayloadReceiver {
        private final boolean refusing;
        private Optional<Exchange> taken = Optional.empty();
        private Optional<PayloadStream> reply = Optional.empty();
        private boolean broken;

        WritingOn(boolean refusing) {
            this.refusing = refusing;
        }

        @Override
        public void message(Exchange exchange) {
            throw new IllegalStateException("every message is taken piece by piece");
        }

        @Override
        public Optional<PayloadReceiver> begins(Exchange exchange) {
            taken = Optional.of(exchange);
            return Optional.of(this);
        }

        @Override
        public void octets(ByteBuffer octets, PayloadFlow flow) {
            if (refusing) {
                taken.orElseThrow().error(ReplyCode.NOT_TAKEN, "no more");
            } else if (reply.isEmpty()) {
                reply = Optional.of(taken.orElseThrow().beginReply());
            }
        }

        @Override
        public void complete() {}

        @Override
        public void broken(String reason) {
            broken = true;
            reply.ifPresent(stream -> {
                var _ = stream.write(CrossingTest.octets(7));
            });
        }
    }

    private static ScriptedPeer taking(WritingOn handler) {
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(TestProfiles.profile(TestProfiles.ECHO, start -> start.accept(handler, ""))),
                "<greeting />");
        peer.says("MSG 0 1", START.formatted(1, TestProfiles.ECHO));
        return peer;
    }

    @Test
    void whoWritesOnWhenItIsOverLeavesNothingBehind() {
        var handler = new WritingOn(false);
        var peer = taking(handler);
        peer.payload("MSG 1 1 .", "whole");
        peer.payload("MSG 1 2 *", "begun");
        peer.session.lost("the cable");
        assertThat(handler.broken).isTrue();
        assertThat(peer.session.held().octets()).isZero();
    }

    @Test
    void whoHasRefusedTheRestIsNotToldThatItIsBroken() {
        var handler = new WritingOn(true);
        var peer = taking(handler);
        peer.payload("MSG 1 1 *", "begun");
        assertThat(peer.heard()).contains("ERR 1 1");
        peer.session.lost("the cable");
        assertThat(handler.broken).isFalse();
    }

    @Test
    void anAuthenticationThatEndsAfterTlsHasStartedIsOfNoInterest() {
        var thinking = new CompletableFuture<SaslStep>();
        var slow = new Authentication() {
            @Override
            public List<String> mechanisms(Session session) {
                return SaslProfile.MECHANISMS;
            }

            @Override
            public SaslServer begin(String mechanism, Session session) {
                return new SaslServer() {
                    @Override
                    public String mechanism() {
                        return mechanism;
                    }

                    @Override
                    public CompletionStage<SaslStep> respond(byte[] message) {
                        return thinking;
                    }
                };
            }
        };
        var link = new MemoryLink(
                SessionSettings.serving().withTls(TlsPolicy.OPTIONAL),
                SessionSettings.serving().withAuthentication(slow));
        var authenticated = link.initiator.authenticate(
                TestAccounts.client(SaslMechanism.SCRAM_SHA_256, TestAccounts.PASSWORD, false), "");
        link.run();
        var secured = link.listener.startTls("");
        link.run();
        assertThat(secured).isCompleted();
        assertThat(authenticated).isCompletedExceptionally();
        thinking.complete(new SaslSuccess(TestAccounts.FRED, Octets.EMPTY));
        link.run();
        assertThat(link.faults).isEmpty();
        assertThat(link.ends).isEmpty();
        assertThat(link.listener.identity()).isEmpty();
    }

    @Test
    void aChannelIsNotAcceptedWhileTheSessionEnds() {
        var closed = new ArrayList<String>();
        var peer = new ScriptedPeer(
                Role.LISTENER,
                SessionSettings.serving(
                        TestProfiles.profile(LATE, starts::add),
                        TestProfiles.profile(
                                TestProfiles.ECHO,
                                start -> start.accept(
                                        new ChannelHandler() {
                                            @Override
                                            public void message(Exchange exchange) {
                                                exchange.finish();
                                            }

                                            @Override
                                            public void closed(String reason) {
                                                try {
                                                    starts.getFirst().accept(exchange -> {}, "");
                                                } catch (SessionEndedException e) {
                                                    closed.add(e.getMessage());
                                                }
                                            }
                                        },
                                        ""))),
                "<greeting />");
        peer.says("MSG 0 1", START.formatted(1, LATE));
        peer.says("MSG 0 2", START.formatted(3, TestProfiles.ECHO));
        peer.session.lost("the cable");
        assertThat(closed).containsExactly("the session ended before channel 1 was accepted");
    }

    @Test
    void theEndComesLastThoughAHandlerBringsItAboutInATuningReset() {
        var settings = SessionSettings.serving(TestProfiles.silent()).withTls(TlsPolicy.OPTIONAL);
        var link = new MemoryLink(settings, settings);
        var told = new ArrayList<String>();
        var channel = start(link, TestProfiles.SILENT, new ChannelHandler() {
            @Override
            public void message(Exchange exchange) {
                exchange.finish();
            }

            @Override
            public void closed(String reason) {
                told.add("closed before " + link.ends.size() + " ends");
            }
        });
        channel.send(List.of(octets(9000)), new ReplyHandler() {
            @Override
            public void reply(Reply reply) {
                told.add("reply");
            }

            @Override
            public void failed(SessionEndedException reason) {
                link.initiator.terminate("no TLS for me");
            }
        });
        var secured = link.initiator.startTls("");
        link.run();
        assertThat(secured).isCompletedExceptionally();
        assertThat(told).containsExactly("closed before 0 ends");
        assertThat(link.ends).extracting(SessionEnd::reason).contains("no TLS for me");
    }
}
