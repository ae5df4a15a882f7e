package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the tested peer serves. */
final class TestProfiles {
    static final String ECHO = "http://example.com/beep/echo";
    static final String SILENT = "http://example.com/beep/silent";
    static final String REVERSED = "http://example.com/beep/reversed";
    static final String GREEDY = "http://example.com/beep/greedy";

    static final String ASKING = "http://example.com/beep/asking";
    static final String GUARDED = "http://example.com/beep/guarded";

    private TestProfiles() {}

    /** Asks a question as soon as it has its channel, and echoes what it is asked. */
    static Profile asking() {
        return profile(ASKING, start -> {
            var channel = start.accept(exchange -> exchange.reply(List.of(ByteBuffer.wrap(exchange.payload()))), "");
            var _ = channel.send(TestPayloads.text("a question\r\n"));
        });
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
