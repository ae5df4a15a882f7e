package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointLimits;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Reattach;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay is killed as a power cut does it, in the midst of data to be held: whoever heard that it is held was told the truth,
 * and the recipient gets it once, in order.
 */
@Timeout(180)
class HoldingProcessTest {
    private static final String FRED = "fred@example.com";
    private static final String BARNEY = "barney@rubble.com";
    private static final String SLATE = "slate@quarry.example";
    private static final int EACH_TIME = 100;
    /** How many of each time are acknowledged before the relay is killed. */
    private static final List<Integer> KILLED_AFTER = List.of(1, 40);

    private static final String LAST = "the last";

    private static Domains domains;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, BARNEY, SLATE);
        domains.start("rubble.com", "mesh.routes", domains.routes("example.com", "quarry.example"));
        domains.start(
                "quarry.example",
                "mesh.routes",
                domains.routes("rubble.com", "example.com=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
        domains.start(
                "example.com",
                "mesh.routes",
                domains.routes("rubble.com", "quarry.example=through:rubble.com"),
                "mesh.trusted",
                "rubble.com");
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    private static Endpoint fred() {
        var limits = EndpointLimits.DEFAULT;
        return Endpoint.attach(domains.settings(FRED)
                .withLimits(limits.withTimes(limits.attachTime(), Duration.ofSeconds(3), limits.closeTime())));
    }

    /** Sends, and kills the relay between when some have been acknowledged; the numbers of those that are said to be held. */
    private static List<Integer> sendAndKill(Endpoint fred, String to, int first, int killedAfter) {
        var acknowledged = new CountDownLatch(killedAfter);
        var sendings = IntStream.range(first, first + EACH_TIME)
                .mapToObj(number -> held(fred, to, String.valueOf(number)))
                .toList();
        for (var sending : sendings) {
            var _ = sending.outcome(to).thenRun(acknowledged::countDown);
        }
        await(acknowledged);
        domains.restart("rubble.com");

        var held = new ArrayList<Integer>();
        for (int i = 0; i < EACH_TIME; i++) {
            var outcome = sendings.get(i).outcome(to).join();
            // Nobody claims to know what nobody can know.
            assertThat(outcome)
                    .isInstanceOfAny(
                            Outcome.Held.class,
                            Outcome.Unknown.class,
                            Outcome.Unreachable.class,
                            Outcome.Refused.class);
            if (outcome instanceof Outcome.Held) {
                held.add(first + i);
            }
        }
        return held;
    }

    private static Sending held(Endpoint fred, String to, String text) {
        return fred.send(SendOptions.DEFAULT.held(), Message.text(text), to);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The pause of a relay that was not reached ends; what is held meanwhile is held last. */
    private static void untilHeld(Endpoint fred, String to, String text) {
        long deadline = System.nanoTime() + Lines.DEADLINE.toNanos();
        while (!(held(fred, to, text).outcome(to).join() instanceof Outcome.Held)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static List<Integer> killedSeveralTimes(Endpoint fred, String to) {
        var held = new ArrayList<Integer>();
        for (int time = 0; time < KILLED_AFTER.size(); time++) {
            held.addAll(sendAndKill(fred, to, time * EACH_TIME, KILLED_AFTER.get(time)));
            untilHeld(fred, to, "again");
        }
        return held;
    }

    private static List<Integer> numbers(List<String> texts) {
        return texts.stream()
                .filter(text -> !text.equals("again"))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    @Requirement({"OPT-13", "OPT-15", "CORE-30", "IMPP-5.4.2"})
    void theRecipientsRelay() {
        try (var fred = fred()) {
            var held = killedSeveralTimes(fred, BARNEY);
            untilHeld(fred, BARNEY, LAST);

            try (var barney = Endpoint.attach(domains.settings(BARNEY)
                    .reattaching(new Reattach(Duration.ofMillis(50), Duration.ofMillis(200))))) {
                var received = Received.by(barney);
                var texts = new ArrayList<String>();
                for (int i = 0; i < held.size() / 2; i++) {
                    texts.add(received.next());
                }
                domains.restart("rubble.com");
                texts.addAll(received.until(LAST));

                assertThat(numbers(texts)).isSorted().doesNotHaveDuplicates().containsAll(held);
            }
        }
    }

    @Test
    @Requirement({"OPT-13", "CORE-30", "IMPP-5.4.2"})
    void theRelayBetween() {
        try (var fred = fred()) {
            var held = killedSeveralTimes(fred, SLATE);
            untilHeld(fred, SLATE, LAST);

            try (var slate = domains.attach(SLATE)) {
                var texts = Received.by(slate).until(LAST);

                assertThat(numbers(texts)).isSorted().doesNotHaveDuplicates().containsAll(held);
            }
        }
    }
}
