package org.imxp.cli;

import java.util.Optional;
import org.imxp.endpoint.SendOptions;
import picocli.CommandLine.Option;

/** How far, how long and for whom a message is on its way. */
final class DeliveryOptions {
    @Option(names = "--hold", description = "Let a relay keep it for recipients that are not attached, until they are.")
    private boolean hold;

    @Option(
            names = "--expire",
            paramLabel = "TIME",
            description = "Let relays drop it when it is not delivered in that time, such as 30s, 10m, 2h or 7d.")
    private Optional<String> expire = Optional.empty();

    @Option(
            names = "--max-hops",
            paramLabel = "N",
            description = "Let it pass at most N relays, 1 to 255; so it cannot run in circles.")
    private Optional<Integer> maxHops = Optional.empty();

    boolean isHeld() {
        return hold;
    }

    /**
     * The options of the sending.
     *
     * @throws CommandFailure of wrong usage if a bound is out of its range
     */
    SendOptions apply(SendOptions plain) {
        try {
            var options = hold ? plain.held() : plain;
            if (expire.isPresent()) {
                options = options.expiringAfter(DurationArgument.of("--expire", expire.get()));
            }
            return maxHops.isPresent() ? options.withMostHops(maxHops.get()) : options;
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUsage("This cannot be asked for: " + Failures.message(e) + ".", e);
        }
    }
}
