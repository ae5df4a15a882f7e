package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class DemoTest {
    private static final Path FOLDER = Path.of("target");
    private static final Predicate<String> WIRE =
            Pattern.compile("^ *\\w+ [CS]: ").asPredicate();

    @Test
    @Timeout(120)
    @Requirement({"IMPP-4.1.6", "IMPP-4.2.1", "IMPP-5.4.1", "IMPP-5.4.4", "CORE-22", "SEED-16", "SEED-46"})
    void everythingHappensAsItShould() {
        var folder = new AtomicReference<>(Path.of(""));
        var scenes = new ArrayList<>(Scenes.all());
        scenes.add(new Scene("The folder is there.", stage -> folder.set(stage.folder())));
        var run = new Trial.Run();
        assertThat(new Demo(scenes, new Trial(FOLDER).surroundings(run), false).play())
                .isTrue();
        assertThat(run.out())
                .contains("23 of 23 things happened as they should.")
                .doesNotContain("NOT as it should");
        assertThat(folder.get().toString()).contains("imxp-demo-");
        assertThat(folder.get()).doesNotExist();
    }

    @Test
    @Timeout(120)
    void theFramesAreShownAsTheRfcsDo() {
        var run = new Trial(FOLDER).run("demo", "--wire");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "C: RPY 0 0 . 0 52",
                        "S: RPY 0 0 . 0 ",
                        "C: MSG 0 1 . 52 ",
                        "C: END",
                        "<greeting",
                        "<attach endpoint=",
                        "fred@example.com");
    }

    /** Messages, reports, presence and access, within a domain and between two: whoever gets them learns no IP address. */
    @Test
    @Timeout(120)
    @Requirement({"IMPP-5.1.17", "IMPP-5.1.18", "IMPP-5.2.5", "IMPP-5.2.6", "IMPP-5.4.5"})
    void nobodyIsToldAnybodysIpAddress() {
        var wire = new Trial(FOLDER)
                .run("demo", "--wire")
                .out()
                .lines()
                .filter(WIRE)
                .toList();
        assertThat(wire).anyMatch(line -> line.contains("<presence ")).anyMatch(line -> line.contains("<Message "));
        assertThat(wire).noneMatch(line -> line.contains("127.0.0.1") || line.contains("::1"));
    }

    @Test
    void oneThingThatDoesNotHappenIsToldAndCounted() {
        var run = new Trial.Run();
        var scenes = List.of(
                new Scene("This works.", stage -> stage.tell("It does.")),
                new Scene("This does not.", stage -> {
                    throw CommandFailure.refused("it is broken");
                }),
                new Scene("This works too.", stage -> {}));
        assertThat(new Demo(scenes, new Trial(FOLDER).surroundings(run), false).play())
                .isFalse();
        assertThat(run.out()).contains("NOT as it should: it is broken", "2 of 3 things happened as they should.");
    }

    @Test
    @Timeout(120)
    void withoutRelayNoSceneClaimsToHaveHappened() {
        var run = new Trial.Run();
        var scenes = Scenes.all();
        var withoutStart = scenes.subList(1, scenes.size());
        assertThat(new Demo(withoutStart, new Trial(FOLDER).surroundings(run), false).play())
                .isFalse();
        assertThat(run.out()).contains("1 of 21 things happened"); // accounts need no relay
    }

    @Test
    @Timeout(120)
    void aRelayThatStopsInTheMiddleIsNoticedByEachSceneAfter() {
        var run = new Trial.Run();
        var scenes = new ArrayList<>(Scenes.all());
        scenes.add(4, new Scene("The relay is stopped.", stage -> stage.relay().close()));
        assertThat(new Demo(scenes, new Trial(FOLDER).surroundings(run), false).play())
                .isFalse();
        assertThat(run.out()).contains("6 of 23 things happened"); // 1 to 4, the stop, and the leaving
    }
}
