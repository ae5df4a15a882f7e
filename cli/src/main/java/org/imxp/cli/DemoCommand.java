package org.imxp.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code imxp demo}. */
@Command(
        name = "demo",
        description = "Plays a conversation with a relay of its own on this machine, and tells it line by line.",
        footer = {
            "",
            "Exit status 0 if everything happened as it should, else 1. Nothing stays behind.",
            "",
            "Examples:",
            "  ./imxp demo",
            "  ./imxp demo --wire       with the protocol's frames, C: from the person, S: from the relay"
        })
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--wire", description = "Show the protocol's frames, as they are inside TLS.")
    private boolean wire;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        return new Demo(Scenes.all(), surroundings, wire).play() ? 0 : CommandFailure.REFUSED;
    }
}
