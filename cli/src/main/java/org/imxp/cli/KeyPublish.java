package org.imxp.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp key publish}. */
@Command(
        name = "publish",
        description = "Shows your key in your presence, for a year; listen and chat do so too.",
        footer = {
            "",
            "Others of yours stay there, unless you say that this is the only one: do that when a program of yours is"
                    + " no more.",
            "",
            "Example:",
            "  ./imxp key publish --as fred@example.com --only"
        })
final class KeyPublish implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Option(names = "--only", description = "Take away what other keys of yours are shown.")
    private boolean only;

    private final Surroundings surroundings;

    KeyPublish(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static ClientHome home(ClientOptions client, Surroundings surroundings) {
        return client.home(surroundings)
                .orElseThrow(() -> CommandFailure.wrongUsage("Nobody in particular has keys: --as says who you are."));
    }

    @Override
    public void run() {
        var home = home(client, surroundings);
        var own = KeyOptions.ring(home, client.address(), surroundings).own().certificate();
        var _ = client.askBeside(surroundings, endpoint -> {
            Waiting.result(endpoint.publicKeys().publish(own, only), Waiting.LONGEST, "The presence service's answer");
            return true;
        });
        surroundings.talk("Whoever may see your presence finds " + KeyWords.grouped(own.fingerprint()) + ".");
    }
}
