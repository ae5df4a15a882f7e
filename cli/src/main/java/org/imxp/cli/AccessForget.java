package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imxp access forget}. */
@Command(
        name = "forget",
        description = "Takes your rule for somebody away; wider ones, or those of your domain, decide then.",
        footer = {"", "Example:", "  ./imxp access forget --as fred@example.com barney@example.com"})
final class AccessForget implements Runnable {
    @Mixin
    private final AccessOptions options = new AccessOptions();

    private final Surroundings surroundings;

    AccessForget(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        boolean was = options.checked().ask(surroundings, access -> access.forget(options.who()));
        surroundings.talk((was ? "The rule for %s is gone." : "There was no rule for %s.")
                .formatted(VisibleText.line(options.who())));
    }
}
