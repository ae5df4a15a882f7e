package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code imxp access block}. */
@Command(
        name = "block",
        description = "Allows somebody nothing from now on: no message, no look at your presence.",
        footer = {
            "",
            "Examples:",
            "  ./imxp access block --as fred@example.com barney@example.com",
            "  ./imxp access block --as fred@example.com '*@spam.example'"
        })
final class AccessBlock implements Runnable {
    @Mixin
    private final AccessOptions options = new AccessOptions();

    private final Surroundings surroundings;

    AccessBlock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var rule = options.checked().ask(surroundings, access -> access.block(options.who()));
        surroundings.talk(PermissionWords.sentence(rule) + ".");
    }
}
