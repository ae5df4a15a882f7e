package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imxp key list}. */
@Command(
        name = "list",
        description = "Lists everybody whose keys are known, and how far they are trusted.",
        footer = {"", "Example:", "  ./imxp key list --as fred@example.com"})
final class KeyList implements Runnable {
    @Mixin
    private final KeyOptions options = new KeyOptions();

    private final Surroundings surroundings;

    KeyList(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        options.ring(surroundings).contacts().stream()
                .filter(contact -> !contact.keys().isEmpty())
                .flatMap(contact -> KeyWords.lines(contact).stream())
                .forEach(surroundings::data);
    }
}
