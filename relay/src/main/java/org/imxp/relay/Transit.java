package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Data;
import org.imxp.protocol.Originator;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;

/**
 * A data on its way through this relay.
 *
 * @param payload what came, with the data in it
 * @param data what came
 * @param received when it came
 * @param options what its options ask
 * @param fromRelay whether another relay sent it
 */
record Transit(Payload payload, Data data, Instant received, DataOptions options, boolean fromRelay) {
    /** How long it has been here, in milliseconds. A clock that was set back does not make it younger than new. */
    long elapsed(Instant now) {
        return Math.max(0, Duration.between(received, now).toMillis());
    }

    /** When it is of no use any more; empty for never. */
    Optional<Instant> expiry(boolean delivers) {
        return options.timing(delivers)
                .map(timing -> timing.value().noLaterThan())
                .filter(bound -> bound != 0)
                .map(received::plusMillis);
    }

    /** What a recipient gets that is attached here. */
    Payload forDelivery(Recipient recipient, long elapsed) {
        return payload.withData(
                data.withRecipients(List.of(recipient)).withOptions(options.forDelivery(data.options(), elapsed)));
    }

    /**
     * What the next relay gets for some of the recipients.
     *
     * @param limit for what another relay sent: a loop has such a relay in it
     */
    Payload onward(List<Recipient> recipients, long elapsed, HopLimit limit) {
        var originator = data.originator();
        var onward = options.onward(data.options(), elapsed);
        return payload.withData(data.withOriginator(
                        new Originator(originator.identity(), OptionProcessing.onward(originator.options())))
                .withRecipients(recipients.stream()
                        .map(recipient ->
                                new Recipient(recipient.identity(), OptionProcessing.onward(recipient.options())))
                        .toList())
                .withOptions(fromRelay ? limit.on(onward) : onward));
    }
}
