package org.imxp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code imxp presence subscribe}. */
@Command(
        name = "subscribe",
        description = "Tells whether others are there, now and whenever that changes, until Ctrl-C.",
        footer = {
            "",
            "It ends with 1 when all of them have withdrawn their permission. Meanwhile no other program can be"
                    + " attached as you;",
            "messages to you are refused as if nobody was.",
            "",
            "Examples:",
            "  ./imxp presence subscribe --as fred@example.com wilma@example.com barney@rubble.com",
            "  ./imxp presence subscribe --as fred@example.com wilma@example.com --count 1 --json"
        })
final class PresenceSubscribe implements Callable<Integer> {
    @Mixin
    private final HearingOptions hearing = new HearingOptions();

    @Parameters(arity = "1..*", paramLabel = "WHO", description = "Who is meant, such as wilma@example.com.")
    private List<String> who = new ArrayList<>();

    private final AtomicInteger open = new AtomicInteger();
    private final Surroundings surroundings;

    PresenceSubscribe(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var own = hearing.client().address();
        var publishers = who.stream().map(EndpointArgument::address).distinct().toList();
        open.set(publishers.size());
        boolean isOwn =
                publishers.stream().allMatch(publisher -> publisher.parent().equals(own));
        return hearing.hear(
                surroundings,
                isOwn,
                endpoint -> publishers.forEach(publisher -> {
                    var _ = endpoint.presence().subscribe(publisher.toString(), event -> told(publisher, event));
                }));
    }

    private void told(Address publisher, PresenceEvent event) {
        var name = VisibleText.line(publisher.toString());
        var clock = surroundings.clock();
        switch (event) {
            case PresenceEvent.Changed(var state) ->
                hearing.show(
                        surroundings,
                        hearing.isJson()
                                ? PresenceWords.json(state, clock.instant()).toString()
                                : ShownMessage.time(clock.instant(), clock.getZone()) + " "
                                        + PresenceWords.sentence(
                                                publisher, state, PresenceWords.languages(surroundings.environment())));
            case PresenceEvent.Interrupted(var _, var why) ->
                surroundings.talk(name + " may be otherwise by now: " + VisibleText.line(why) + ".");
            case PresenceEvent.Ended(var code, var why) -> {
                surroundings.talk(name + " is not seen any more: " + VisibleText.line(why) + ".");
                if (open.decrementAndGet() == 0) {
                    hearing.fail(code, "Nobody is seen any more", why);
                }
            }
        }
    }
}
