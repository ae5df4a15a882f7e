package org.imxp.message.composing;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the writer of a message sends a status to one receiver: a state, of which each event makes the next (RFC 3994 section
 * 3.2, figure 1).
 *
 * <p>The rate: at most one active status in a refresh interval, counted anew once the message is sent, and one idle status after
 * it. The RFC's words would also forbid that idle status, which its figure has.
 *
 * @param times the timers
 * @param phase what the receiver has been told, or is to be told
 * @param lastActivity when something was last added
 * @param lastStatus when the last active status was sent for the message at hand
 */
public record ComposingSender(ComposingTimes times, Phase phase, Instant lastActivity, Optional<Instant> lastStatus) {
    /** The states. */
    public enum Phase {
        /** Nobody composes. */
        IDLE,
        /** Somebody composes, and the receiver knows. */
        ACTIVE,
        /** Somebody composes again, but the receiver may not be told yet. */
        HELD,
        /** The receiver does not take status messages. */
        REFUSED
    }

    /**
     * What follows from an event.
     *
     * @param next the state after it
     * @param status what to send to the receiver, if anything
     */
    public record Step(ComposingSender next, Optional<ComposingStatus> status) {}

    /**
     * The state before anything is composed.
     *
     * @param times the timers
     * @return the state
     */
    public static ComposingSender idle(ComposingTimes times) {
        return new ComposingSender(times, Phase.IDLE, Instant.EPOCH, Optional.empty());
    }

    /**
     * Something was added to the message, or taken from it.
     *
     * @param now when
     * @return an active status, if none is out or the last is old
     */
    public Step composing(Instant now) {
        return switch (phase) {
            case REFUSED -> new Step(this, Optional.empty());
            case IDLE -> in(Phase.HELD, now).at(now);
            case ACTIVE, HELD -> in(phase, now).at(now);
        };
    }

    /**
     * The message was sent, or thrown away.
     *
     * @param sent whether it was sent; then it tells the receiver more than a status would
     * @return an idle status, if an active one is out and nothing was sent
     */
    public Step finished(boolean sent) {
        boolean tell = phase == Phase.ACTIVE && !sent;
        ComposingSender next = phase == Phase.REFUSED
                ? this
                : new ComposingSender(times, Phase.IDLE, lastActivity, sent ? Optional.empty() : lastStatus);
        return new Step(next, tell ? Optional.of(ComposingStatus.IDLE) : Optional.empty());
    }

    /**
     * The receiver does not take status messages: none is sent any more (section 4).
     *
     * @return the state
     */
    public ComposingSender refused() {
        return new ComposingSender(times, Phase.REFUSED, lastActivity, lastStatus);
    }

    /**
     * Time has passed.
     *
     * @param now what time it is
     * @return an idle status after the time-out, an active one after the refresh interval, or nothing
     */
    public Step at(Instant now) {
        return switch (phase) {
            case IDLE, REFUSED -> new Step(this, Optional.empty());
            case ACTIVE, HELD -> {
                if (!now.isBefore(lastActivity.plus(times.idle()))) {
                    yield timedOut();
                }
                boolean due = lastStatus
                        .map(sent -> !now.isBefore(sent.plus(times.interval())))
                        .orElse(true);
                boolean repeated = phase == Phase.HELD || times.refresh().isPresent();
                yield due && repeated ? active(now) : new Step(this, Optional.empty());
            }
        };
    }

    /**
     * When {@link #at} is to be asked next.
     *
     * @return the time; empty if nothing happens by itself
     */
    public Optional<Instant> next() {
        return switch (phase) {
            case IDLE, REFUSED -> Optional.empty();
            case ACTIVE, HELD ->
                Stream.concat(
                                Stream.of(lastActivity.plus(times.idle())),
                                lastStatus
                                        .filter(_ -> phase == Phase.HELD
                                                || times.refresh().isPresent())
                                        .map(sent -> sent.plus(times.interval()))
                                        .stream())
                        .min(Instant::compareTo);
        };
    }

    private ComposingSender in(Phase other, Instant activity) {
        return new ComposingSender(times, other, activity, lastStatus);
    }

    private Step active(Instant now) {
        ComposingSender next = new ComposingSender(times, Phase.ACTIVE, lastActivity, Optional.of(now));
        return new Step(
                next, Optional.of(new ComposingStatus(true, Optional.empty(), Optional.empty(), times.refresh())));
    }

    private Step timedOut() {
        boolean tell = phase == Phase.ACTIVE;
        ComposingSender next = new ComposingSender(times, Phase.IDLE, lastActivity, lastStatus);
        return new Step(
                next,
                tell
                        ? Optional.of(new ComposingStatus(
                                false, Optional.of(lastActivity), Optional.empty(), Optional.empty()))
                        : Optional.empty());
    }
}
