package org.imxp.cli;

import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.PublicKeys;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp presence get}. */
@Command(
        name = "get",
        description = "Tells whether somebody is there now.",
        footer = {
            "",
            "Below it stands each program of theirs, and other ways in which they are reached. Exits with 1 if they do"
                    + " not let",
            "you see it.",
            "",
            "Examples:",
            "  ./imxp presence get --as fred@example.com wilma@example.com",
            "  ./imxp presence get --as fred@example.com wilma@example.com --json"
        })
final class PresenceGet implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(paramLabel = "WHO", description = "Who is meant, such as wilma@example.com.")
    private String who = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Surroundings surroundings;

    PresenceGet(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var own = client.address();
        var of = EndpointArgument.address(who);
        if (of.parent().equals(own)) {
            show(of, client.askBeside(surroundings, endpoint -> get(endpoint, of)));
            return;
        }
        try (var endpoint = client.attachToSee(surroundings)) {
            show(of, get(endpoint, of));
        }
    }

    private static PresenceState get(Endpoint endpoint, Address of) {
        return Waiting.result(endpoint.presence().get(of.toString()), Waiting.LONGEST, "The presence service's answer");
    }

    private void show(Address of, PresenceState state) {
        if (json) {
            surroundings.data(
                    PresenceWords.json(state, surroundings.clock().instant()).toString());
            return;
        }
        var languages = PresenceWords.languages(surroundings.environment());
        surroundings.data(PresenceWords.sentence(of, state, languages));
        // A key says nothing of how they are reached: ./imxp key shows it.
        state.ways().stream()
                .filter(way -> !way.destination().startsWith(PublicKeys.SCHEME))
                .forEach(way -> surroundings.data(
                        PresenceWords.line(way, languages, surroundings.clock().getZone())));
    }
}
