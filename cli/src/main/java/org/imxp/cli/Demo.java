package org.imxp.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.imxp.beep.WireTrace;

/** Plays scenes, tells each, and counts those that went as they should. */
final class Demo {
    private static final int INDENT = 6;

    private final List<Scene> scenes;
    private final Surroundings surroundings;
    private final boolean showsWire;

    Demo(List<Scene> scenes, Surroundings surroundings, boolean showsWire) {
        this.scenes = List.copyOf(scenes);
        this.surroundings = surroundings;
        this.showsWire = showsWire;
    }

    /**
     * Plays all scenes, also those after one that failed.
     *
     * @return whether all went as they should
     */
    boolean play() {
        say("Everything below really happens, over TCP and TLS on this machine, and each step is checked.");
        say("Nothing of it stays behind.");
        if (showsWire) {
            say("C: is what a person's program sends, S: what the relay sends; after <proceed /> all of it is"
                    + " encrypted.");
        }
        int happened = 0;
        try (var stage = new Stage(surroundings, line -> say(line.indent(INDENT).stripTrailing()), this::wire)) {
            surroundings.stop().onStop(stage::close);
            for (int i = 0; i < scenes.size(); i++) {
                happened += play(i + 1, scenes.get(i), stage) ? 1 : 0;
            }
        }
        say("");
        say(happened + " of " + scenes.size() + " things happened as they should.");
        return happened == scenes.size();
    }

    private boolean play(int number, Scene scene, Stage stage) {
        say("");
        say("%3d. %s".formatted(number, scene.story()));
        try {
            scene.play().on(stage);
            say("      ok");
            return true;
        } catch (RuntimeException e) {
            var failure = Failures.unwrapped(e);
            say("      NOT as it should: " + Failures.message(failure));
            if (surroundings.isDebugging()) {
                failure.printStackTrace(surroundings.err());
            }
            return false;
        }
    }

    private Optional<WireTrace> wire(String name, Consumer<String> teller) {
        return showsWire ? Optional.of(new WireLines(line -> teller.accept(name + " " + line))) : Optional.empty();
    }

    private synchronized void say(String line) {
        surroundings.data(line);
    }
}
