package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imxp.message.composing.ComposingSender;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.message.composing.ComposingTimes;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That this endpoint's user is writing to one peer (RFC 3994). The peer is told with the user's consent only, once a minute at most, and
 * that it is over 15 seconds after the last key. Nobody learns whether it arrived; a relay keeps none for a peer that is away.
 * Thread-safe.
 */
public final class Composing {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private record Alarm(Instant at, Future<?> due) {}

    private final Address peer;
    private final Supplier<Disclosure> disclosure;
    private final Function<ComposingStatus, Sending> send;
    private final Environment environment;
    private ComposingSender state = ComposingSender.idle(ComposingTimes.DEFAULT);
    private Optional<Alarm> alarm = Optional.empty();
    private boolean isTold;

    Composing(
            Address peer,
            Supplier<Disclosure> disclosure,
            Function<ComposingStatus, Sending> send,
            Environment environment) {
        this.peer = peer;
        this.disclosure = disclosure;
        this.send = send;
        this.environment = environment;
    }

    /**
     * Whom the message is for.
     *
     * @return the peer
     */
    public Address peer() {
        return peer;
    }

    /** Something was added to the message, or taken from it. It may be called for each key; it asks for consent, and so may block. */
    public synchronized void typed() {
        take(state.composing(now()));
    }

    /** The message was sent, which tells the peer that it is no longer written. */
    public synchronized void sent() {
        take(state.finished(true));
        isTold = false;
    }

    /** The message was thrown away. */
    public synchronized void stopped() {
        take(state.finished(false));
    }

    private synchronized void timePassed() {
        alarm = Optional.empty();
        take(state.at(now()));
    }

    private void take(ComposingSender.Step step) {
        state = step.next();
        step.status().ifPresent(this::tell);
        arm();
    }

    /** That it is over is told to whoever was told that it began. */
    private void tell(ComposingStatus status) {
        if (status.active() ? isConsented() : isTold) {
            isTold = status.active();
            transmit(status);
        }
    }

    private boolean isConsented() {
        try {
            return disclosure.get().to(peer).contains(Disclosed.COMPOSING);
        } catch (RuntimeException e) {
            LOG.error("the disclosure failed; {} is told nothing", peer, e);
            return false;
        }
    }

    private void transmit(ComposingStatus status) {
        var _ = send.apply(status).accepted().exceptionally(failure -> {
            if (PresenceDesk.cause(failure) instanceof SendException refusal
                    && refusal.code().isPermanent()) {
                refused();
            }
            return null;
        });
    }

    /** None is sent any more (section 4). */
    private synchronized void refused() {
        state = state.refused();
    }

    /** One that comes too early looks again, so that not every key sets another. */
    private void arm() {
        var next = state.next();
        if (next.isEmpty()) {
            disarm();
        } else if (alarm.filter(set -> !set.at().isAfter(next.get())).isEmpty()) {
            disarm();
            var delay = Duration.between(now(), next.get());
            var due = environment
                    .scheduler()
                    .schedule(
                            delay.isNegative() ? Duration.ZERO : delay,
                            () -> environment.executor().execute(this::timePassed));
            alarm = Optional.of(new Alarm(next.get(), due));
        }
    }

    private void disarm() {
        alarm.ifPresent(set -> set.due().cancel(false));
        alarm = Optional.empty();
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
