package org.imxp.beep.simulation;

import java.util.List;
import java.util.function.Consumer;
import org.imxp.beep.ChannelStart;
import org.imxp.beep.Profile;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.SessionEndedException;

/** What each side serves: a profile that takes everybody, one that decides later, one that refuses. */
final class Profiles {
    static final String SERVED = "http://example.com/beep/served";
    static final String LATE = "http://example.com/beep/late";
    static final String REFUSED = "http://example.com/beep/refused";
    static final String UNKNOWN = "http://example.com/beep/unknown";
    static final List<String> ALL = List.of(SERVED, SERVED, LATE, REFUSED, UNKNOWN);

    private Profiles() {}

    /** What rides in the answer to content. */
    static String answer(String content) {
        return content.isEmpty() ? "" : "re: " + content;
    }

    static List<Profile> of(Peer peer) {
        return List.of(
                profile(SERVED, start -> accept(peer, start, peer.epoch())),
                profile(LATE, start -> {
                    var epoch = peer.epoch();
                    peer.later(() -> {
                        decide(peer, start, epoch);
                        return true;
                    });
                }),
                profile(REFUSED, start -> start.refuse(ReplyCode.NOT_AUTHORISED, "no")));
    }

    private static void decide(Peer peer, ChannelStart start, int epoch) {
        peer.note("decides");
        if (peer.chance().oneIn(4)) {
            start.refuse(ReplyCode.NOT_AUTHORISED, "after all");
        } else {
            accept(peer, start, epoch);
        }
    }

    private static void accept(Peer peer, ChannelStart start, int epoch) {
        var app = new App(peer);
        try {
            var channel = start.accept(app, answer(start.content()));
            peer.started(app, channel);
        } catch (SessionEndedException e) {
            if (epoch == peer.epoch() && peer.goesOn()) {
                peer.violated("can't accept: " + e.getMessage());
            }
        }
    }

    private static Profile profile(String uri, Consumer<ChannelStart> started) {
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
