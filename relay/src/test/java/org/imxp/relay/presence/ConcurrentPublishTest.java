package org.imxp.relay.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.presence.PresenceWorld.attribute;
import static org.imxp.relay.presence.PresenceWorld.publish;
import static org.imxp.relay.presence.PresenceWorld.tuple;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Many sessions that publish for one endpoint at the same time. */
class ConcurrentPublishTest {
    private static final int SESSIONS = 20;
    private static final int ROUNDS = 25;
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";

    private final PresenceWorld world = new PresenceWorld();

    private static String delegate(int session) {
        return "d" + session + "@example.com";
    }

    @Test
    @Requirement({"PRES-18", "PRES-19", "IMPP-5.2.2"})
    void ofThoseWhoStartFromTheSameEntryOneSucceedsAndSubscribersSeeThat() {
        world.access.all("core:data", "presence:subscribe", "presence:publish");
        world.subscribes(WILMA, 7, 600).getsInitial(WILMA, 7);
        var last = PresenceWorld.SINCE.toString();
        for (int round = 0; round < ROUNDS; round++) {
            publishAllAtOnce(last);
            var answers = IntStream.range(0, SESSIONS)
                    .mapToObj(session -> world.heard(delegate(session)))
                    .toList();
            assertThat(answers.stream().filter(xml -> xml.startsWith("<reply code='555'")))
                    .hasSize(SESSIONS - 1);
            var winner = IntStream.range(0, SESSIONS)
                    .filter(session -> answers.get(session).startsWith("<reply code='250'"))
                    .findFirst();
            var seen = world.heard(WILMA);
            assertThat(seen).contains("<tuple destination='im:a" + winner.orElseThrow() + "@b'");
            last = attribute(seen.substring(seen.indexOf("<presence ")), "lastUpdate");
        }
        world.getsNothing(WILMA);
    }

    private void publishAllAtOnce(String last) {
        try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SESSIONS; i++) {
                var tuple = tuple("im:a" + i + "@b", "2030-01-01T00:00:00Z");
                var delegate = delegate(i);
                sessions.execute(() -> world.says(delegate, publish(FRED, 5, last, tuple)));
            }
        }
    }
}
