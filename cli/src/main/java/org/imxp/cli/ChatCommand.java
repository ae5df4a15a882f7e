package org.imxp.cli;

import picocli.CommandLine.Command;

/** {@code imxp chat}. */
@Command(name = "chat", description = "To come.")
final class ChatCommand implements Runnable {
    private final Surroundings surroundings;

    ChatCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        surroundings.talk("To come.");
    }
}
