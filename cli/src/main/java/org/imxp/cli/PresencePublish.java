package org.imxp.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Device;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imxp presence publish}. */
@Command(
        name = "publish",
        description = "Says whether you are there.",
        footer = {
            "",
            "It holds for the time that --for gives, or until the last program that is attached as you ends, if your"
                    + " relay closes",
            "presence then (presence.close-lost). A chat of yours says again what it says itself.",
            "",
            "Examples:",
            "  ./imxp presence publish --as fred@example.com available",
            "  ./imxp presence publish --as fred@example.com away --note 'At lunch' --note-in de=Mahlzeit --for 1h",
            "  ./imxp presence publish --as fred@example.com offline",
            "  ./imxp presence publish --as wilma@example.com --of fred@example.com busy"
        })
final class PresencePublish implements Runnable {
    @Mixin
    private final ClientOptions client = new ClientOptions();

    @Parameters(index = "0", paramLabel = "HOW", description = "available, busy, away or offline.")
    private String how = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "A text that others see beside it.")
    private Optional<String> note = Optional.empty();

    @Option(
            names = "--note-in",
            paramLabel = "LANGUAGE=TEXT",
            description = "The same for those who read a language, such as de=Mahlzeit; may be given repeatedly.")
    private Map<String, String> notesIn = new LinkedHashMap<>();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long it holds, such as 90s, 30m, 8h or 7d. Default: ${DEFAULT-VALUE}.")
    private String time = "1h";

    @Option(
            names = "--device",
            paramLabel = "KIND",
            description = "On what you are there: fixed, mobile, or automaton if a program answers.")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--media",
            paramLabel = "TYPE",
            description = "A media type that is taken there, such as text/plain; may be given repeatedly.")
    private List<String> media = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "URI",
            description = "Where you are there, such as mailto:fred@example.com. Default: your address.")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--of",
            paramLabel = "OWNER",
            description = "Whose presence is meant, if not your own; they have to allow you change-presence.")
    private Optional<String> owner = Optional.empty();

    private final Surroundings surroundings;

    PresencePublish(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var own = client.address();
        var of = owner.map(EndpointArgument::address).orElse(own);
        var status = status(of);
        if (of.parent().equals(own)) {
            var _ = client.askBeside(surroundings, endpoint -> publish(endpoint, of, status));
        } else {
            // Others have rules for one's own address, not for a subaddress.
            try (var endpoint = client.attach(surroundings)) {
                var _ = publish(endpoint, of, status);
            }
        }
        surroundings.talk(VisibleText.line(of.toString()) + " is "
                + PresenceWords.of(
                        status.availability(), status.notes(), PresenceWords.languages(surroundings.environment()))
                + ".");
    }

    private static boolean publish(Endpoint endpoint, Address of, PresenceStatus status) {
        Waiting.result(endpoint.presence(of).publish(status), Waiting.LONGEST, "The presence service's answer");
        return true;
    }

    private PresenceStatus status(Address of) {
        var availability = PresenceWords.read(Availability.class, "way to be there", how);
        var kind = device.map(typed -> PresenceWords.read(Device.class, "device", typed));
        Duration holds = DurationArgument.of("--for", time);
        try {
            var notes = note.map(Notes::of).orElse(Notes.NONE);
            for (var each : notesIn.entrySet()) {
                notes = notes.with(each.getKey(), each.getValue());
            }
            var plain = PresenceStatus.of(availability)
                    .withNotes(notes)
                    .withMedia(media)
                    .lastingFor(holds)
                    .at(at.orElseGet(of::imUri));
            return kind.map(plain::withDevice).orElse(plain);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage("That cannot be published: " + Failures.message(e) + ".", e);
        }
    }
}
