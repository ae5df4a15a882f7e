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

    private TestProfiles() {}

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

    private static Profile profile(String uri, java.util.function.Consumer<ChannelStart> started) {
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
