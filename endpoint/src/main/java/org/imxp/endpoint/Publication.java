package org.imxp.endpoint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this program says of one place: published, and again before its time is over and after each reattachment. One change is
 * under way, and one waits. Guarded by its desk.
 */
final class Publication {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    /** Which tuple of whom it is. */
    record Place(Address publisher, String destination) {}

    /** What is to be said, and who waits for that. */
    private record Next(PresenceStatus status, CompletableFuture<Void> done) {}

    private final PresenceDesk desk;
    private final Place place;
    private Optional<PresenceStatus> kept = Optional.empty();
    private Optional<Next> underWay = Optional.empty();
    private Optional<Next> next = Optional.empty();
    private Optional<Future<?>> alarm = Optional.empty();
    private boolean isAsleep;
    private int attempts;

    Publication(PresenceDesk desk, Place place) {
        this.desk = desk;
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** Says something in place of what was said, or is about to be. */
    CompletableFuture<Void> publish(PresenceStatus status) {
        cancelAlarm();
        if (underWay.isPresent()) {
            var done = next.map(Next::done).orElseGet(CompletableFuture::new);
            next = Optional.of(new Next(status, done));
            return done;
        }
        var done = new CompletableFuture<Void>();
        begin(new Next(status, done));
        return done;
    }

    /** What follows is never done by a thread that holds the desk: stages may block. */
    private void begin(Next now) {
        underWay = Optional.of(now);
        var _ = desk.change(place, now.status())
                .whenCompleteAsync(
                        (_, failure) -> {
                            var done = over(now.status(), Optional.ofNullable(failure));
                            if (done.isEmpty()) {
                                now.done().complete(null);
                            } else {
                                now.done().completeExceptionally(done.get());
                            }
                        },
                        Stages.VIRTUAL);
    }

    /** Gives why it failed, if it did. That something new is refused does not end what was said before. */
    private Optional<Throwable> over(PresenceStatus status, Optional<Throwable> failure) {
        synchronized (desk) {
            underWay = Optional.empty();
            var cause = failure.map(PresenceDesk::cause);
            if (cause.isEmpty()) {
                kept = Optional.of(status).filter(Publication::isKept);
                attempts = 0;
            } else if (isForGood(cause.get())) {
                kept = kept.filter(before -> !before.equals(status));
            }
            if (next.isPresent()) {
                var following = next.get();
                next = Optional.empty();
                begin(following);
            } else if (kept.isEmpty()) {
                desk.gone(this);
            } else if (!isAsleep) {
                keep(kept.get(), cause.isPresent());
            }
            return cause;
        }
    }

    /** That others were faster every time (555) passes. */
    private static boolean isForGood(Throwable failure) {
        return failure instanceof ServiceException refused
                && refused.code().isPermanent()
                && !refused.code().equals(ReplyCode.TRANSACTION_IN_PROGRESS);
    }

    private static boolean isKept(PresenceStatus status) {
        return !status.lasting() && status.availability() != Availability.OFFLINE;
    }

    // ---- keeping it
    // --------------------------------------------------------------------------------------------------

    private void keep(PresenceStatus status, boolean hasFailed) {
        Duration delay = hasFailed
                ? desk.limits().presence().retry().delay(attempts++, desk.random())
                : desk.renewal(status.holds());
        alarm = Optional.of(desk.schedule(delay, this::again));
    }

    private void again() {
        synchronized (desk) {
            if (underWay.isEmpty() && !isAsleep && desk.isOpen()) {
                kept.ifPresent(this::renew);
            }
        }
    }

    private void renew(PresenceStatus status) {
        var _ = publish(status).exceptionally(failure -> {
            LOG.debug("the presence of {} was not renewed: {}", place.publisher(), failure.getMessage());
            return null;
        });
    }

    private void cancelAlarm() {
        alarm.ifPresent(due -> due.cancel(false));
        alarm = Optional.empty();
    }

    void sleep() {
        isAsleep = true;
        cancelAlarm();
    }

    /** The service may have closed the tuple when the attachment was lost (OPEN-41). */
    void wake() {
        isAsleep = false;
        again();
    }

    /** The program ends: what was said is taken back. */
    CompletableFuture<Void> leave() {
        cancelAlarm();
        var wanted = next.or(() -> underWay).map(Next::status).or(() -> kept);
        if (wanted.filter(Publication::isKept).isPresent() && !isAsleep) {
            return publish(PresenceStatus.of(Availability.OFFLINE));
        }
        return next.or(() -> underWay).map(Next::done).orElseGet(() -> CompletableFuture.completedFuture(null));
    }
}
