package org.imxp.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.imxp.endpoint.WatchEvent;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code imxp presence watch}. */
@Command(
        name = "watch",
        description = "Tells who sees whether you are there: all who are subscribed now, then who comes and goes, and"
                + " who looks once, until Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  ./imxp presence watch --as fred@example.com",
            "  ./imxp presence watch --as fred@example.com --for 5s --json",
            "  ./imxp presence watch --as wilma@example.com --of fred@example.com"
        })
final class PresenceWatch implements Callable<Integer> {
    @Mixin
    private final HearingOptions hearing = new HearingOptions();

    @Option(
            names = "--of",
            paramLabel = "OWNER",
            description = "Whose presence is meant, if not your own; they have to allow you see-watchers.")
    private Optional<String> owner = Optional.empty();

    private final Surroundings surroundings;

    PresenceWatch(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var own = hearing.client().address();
        var of = owner.map(EndpointArgument::address).orElse(own);
        return hearing.hear(surroundings, of.parent().equals(own), endpoint -> {
            var _ = endpoint.presence(of).watch(event -> told(of, event));
        });
    }

    private void told(Address of, WatchEvent event) {
        switch (event) {
            case WatchEvent.Came(var subscriber) -> show(subscriber, "came");
            case WatchEvent.Left(var subscriber) -> show(subscriber, "left");
            // Programs of the owner look before they publish.
            case WatchEvent.Looked(var subscriber) when subscriber.parent().equals(of.parent()) -> {}
            case WatchEvent.Looked(var subscriber) -> show(subscriber, "looked");
            case WatchEvent.Interrupted(var _, var why) ->
                surroundings.talk("Who is there may be otherwise by now: " + VisibleText.line(why) + ".");
            case WatchEvent.Ended(var code, var why) -> hearing.fail(code, "Who is there is not told any more", why);
        }
    }

    private void show(Address subscriber, String action) {
        var clock = surroundings.clock();
        hearing.show(
                surroundings,
                hearing.isJson()
                        ? new JsonObject()
                                .with("time", clock.instant().toString())
                                .with("subscriber", subscriber.toString())
                                .with("action", action)
                                .toString()
                        : ShownMessage.time(clock.instant(), clock.getZone()) + " "
                                + VisibleText.line(subscriber.toString()) + " " + action);
    }
}
