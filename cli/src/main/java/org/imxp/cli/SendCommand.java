package org.imxp.cli;

import picocli.CommandLine.Command;

/** {@code imxp send}. */
@Command(name = "send", description = "To come.")
final class SendCommand implements Runnable {
    private final Surroundings surroundings;

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        surroundings.talk("To come.");
    }
}
