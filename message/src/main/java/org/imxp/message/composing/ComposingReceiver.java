package org.imxp.message.composing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver knows of one sender: a state, of which each event makes the next (RFC 3994 section 3.3, figure 2).
 *
 * @param until until when the sender composes, as far as is known
 * @param contentType what is composed
 */
public record ComposingReceiver(Optional<Instant> until, Optional<String> contentType) {
    /** How long a status without a refresh interval is good for. */
    public static final Duration WITHOUT_REFRESH = Duration.ofMinutes(2);

    /** The longest that any status is good for, whatever it says. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** Nobody composes. */
    public static final ComposingReceiver IDLE = new ComposingReceiver(Optional.empty(), Optional.empty());

    /**
     * A status message has arrived.
     *
     * @param status what it says
     * @param now when
     * @return the next state
     */
    public ComposingReceiver received(ComposingStatus status, Instant now) {
        if (!status.active()) {
            return IDLE;
        }
        Duration interval = status.refresh().orElse(WITHOUT_REFRESH);
        Duration bounded = interval.compareTo(LONGEST) > 0 ? LONGEST : interval;
        return new ComposingReceiver(Optional.of(now.plus(bounded)), status.contentType());
    }

    /**
     * A message has arrived from the sender.
     *
     * @return the next state
     */
    public ComposingReceiver receivedMessage() {
        return IDLE;
    }

    /**
     * Whether the sender composes.
     *
     * @param now what time it is
     * @return whether a status says so that has not run out
     */
    public boolean isComposing(Instant now) {
        return until.filter(now::isBefore).isPresent();
    }
}
