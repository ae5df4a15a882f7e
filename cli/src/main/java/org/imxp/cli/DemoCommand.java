package org.imxp.cli;

import picocli.CommandLine.Command;

/** {@code imxp demo}. */
@Command(name = "demo", description = "To come.")
final class DemoCommand implements Runnable {
    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        surroundings.talk("To come.");
    }
}
