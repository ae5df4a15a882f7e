package org.imxp.cli;

import picocli.CommandLine.Command;

/** {@code imxp serve}. */
@Command(name = "serve", description = "To come.")
final class ServeCommand implements Runnable {
    private final Surroundings surroundings;

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        surroundings.talk("To come.");
    }
}
