package org.imxp.cli;

import picocli.CommandLine.Command;

/** {@code imxp listen}. */
@Command(name = "listen", description = "To come.")
final class ListenCommand implements Runnable {
    private final Surroundings surroundings;

    ListenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        surroundings.talk("To come.");
    }
}
