package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the tested peer serves. */
final class TestProfiles {
    static final String ECHO = "http://example.com/beep/echo";
    static final String SILENT = "http://example.com/beep/silent";
    static final String REVERSED = "http://example.com/beep/reversed";
    static final String GREEDY = "http://example.com/beep/greedy";

    static final String ASKING = "http://example.com/beep/asking";
    static final String GUARDED = "http://example.com/beep/guarded";

    static final String COUNTING = "http://example.com/beep/counting";
    static final String COLLECTING = "http://example.com/beep/collecting";
    static final String REFUSING = "http://example.com/beep/refusing";
    static final String STARTING = "http://example.com/beep/starting";
    static final String LEAVING = "http://example.com/beep/leaving";

    private TestProfiles() {}

    /** Answers a message of N letters N times, and says that there is no more. */
    static Profile counting() {
        return profile(
                COUNTING,
                start -> start.accept(
                        exchange -> {
                            var letters = TestPayloads.text(exchange.payload()).strip();
                            for (int i = 0; i < letters.length(); i++) {
                                var _ = exchange.answer(TestPayloads.text(letters.charAt(i) + "\r\n"));
                            }
                            exchange.finish();
                        },
                        ""));
    }

    /** Asks a question, and when all answers have come tells in what order they were whole. */
    static Profile collecting() {
        return profile(COLLECTING, start -> {
            var channel = start.accept(exchange -> exchange.finish(), "");
            channel.send(TestPayloads.text("a question\r\n"), new ReplyHandler() {
                private final StringBuilder all = new StringBuilder();

                @Override
                public void answer(Answer answer) {
                    all.append(answer.number())
                            .append('=')
                            .append(TestPayloads.text(answer.payload()).strip())
                            .append("\r\n");
                }

                @Override
                public void finished() {
                    var _ = channel.send(TestPayloads.text(all.toString()));
                }

                @Override
                public void reply(Reply reply) {
                    var _ = channel.send(TestPayloads.text("one reply\r\n"));
                }

                @Override
                public void failed(SessionEndedException reason) {}
            });
        });
    }

    /** Refuses each message as soon as it begins. */
    static Profile refusing() {
        return profile(
                REFUSING,
                start -> start.accept(
                        new ChannelHandler() {
                            @Override
                            public void message(Exchange exchange) {
                                throw new IllegalStateException("every message is taken piece by piece");
                            }

                            @Override
                            public Optional<PayloadReceiver> begins(Exchange exchange) {
                                return Optional.of(new PayloadReceiver() {
                                    @Override
                                    public void octets(ByteBuffer octets, PayloadFlow flow) {
                                        flow.consumed(octets.remaining());
                                        exchange.error(ReplyCode.TRANSACTION_FAILED, "no more of this");
                                    }

                                    @Override
                                    public void complete() {
                                        throw new IllegalStateException("nobody is told of what was refused");
                                    }
                                });
                            }
                        },
                        ""));
    }

    /** Asks a question as soon as it has its channel, and echoes what it is asked. */
    static Profile asking() {
        return profile(ASKING, start -> {
            var channel = start.accept(exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload()))), "");
            var _ = channel.send(TestPayloads.text("a question\r\n"));
        });
    }

    /** Asks for a channel back as soon as it has its own, and asks a question on it. */
    static Profile starting() {
        return profile(STARTING, start -> {
            ChannelHandler echo = exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload())));
            start.accept(echo, "");
            var _ = start.session()
                    .start("", List.of(ProfileOffer.of(ECHO)), echo)
                    .thenAccept(back -> {
                        var _ = back.channel().send(TestPayloads.text("a question\r\n"));
                    });
        });
    }

    /** Closes its channel, or releases the session, when it is told to; echoes. */
    static Profile leaving() {
        return profile(
                LEAVING,
                start -> start.accept(
                        exchange -> {
                            exchange.reply(List.of(ByteBuffer.wrap(exchange.payload())));
                            switch (TestPayloads.text(exchange.payload()).strip()) {
                                case "close" -> {
                                    var _ = exchange.channel().close(ReplyCode.SUCCESS, "");
                                }
                                case "release" -> {
                                    var _ = exchange.channel().session().release();
                                }
                                default -> {}
                            }
                        },
                        ""));
    }

    /** Serves nobody whom it does not know. */
    static Profile guarded() {
        return profile(GUARDED, start -> {
            if (start.session().identity().isEmpty()) {
                start.refuse(ReplyCode.AUTHENTICATION_REQUIRED, "authenticate first");
            } else {
                start.accept(exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload()))), "");
            }
        });
    }

    /** Replies with what it got; content that rides in the start rides in the answer. */
    static Profile echo() {
        return profile(
                ECHO,
                start -> start.accept(
                        exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload()))), start.content()));
    }

    /** Never replies. */
    static Profile silent() {
        return profile(SILENT, start -> start.accept(exchange -> {}, ""));
    }

    /** Waits for two messages, and replies to the second first. */
    static Profile reversed() {
        return profile(REVERSED, start -> {
            var waiting = new ArrayList<Exchange>();
            start.accept(
                    exchange -> {
                        waiting.add(exchange);
                        if (waiting.size() == 2) {
                            waiting.reversed().forEach(each -> each.reply(List.of(ByteBuffer.wrap(each.payload()))));
                            waiting.clear();
                        }
                    },
                    "");
        });
    }

    /** Refuses each start. */
    static Profile greedy() {
        return profile(GREEDY, start -> start.refuse(ReplyCode.NOT_AUTHORISED, "not for you"));
    }

    static List<Profile> all() {
        return List.of(echo(), silent(), reversed(), greedy());
    }

    static Profile profile(String uri, java.util.function.Consumer<ChannelStart> started) {
        return new Profile() {
            @Override
            public String uri() {
                return uri;
            }

            @Override
            public void start(ChannelStart start) {
                started.accept(start);
            }
        };
    }
}
