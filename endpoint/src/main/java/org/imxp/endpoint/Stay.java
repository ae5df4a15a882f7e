package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.imxp.beep.BeepNetwork;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint's stay in the mesh: its attachment, and the next one when that is lost, until the program closes it or the relay
 * says no for good.
 *
 * <p>Thread-safe. The state is guarded by this object, which nobody holds while waiting, or while telling others what has happened.
 */
final class Stay {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");
    private static final int MOST_EVENTS = 1000;
    private static final CompletableFuture<Void> NOTHING_LEFT = CompletableFuture.completedFuture(null);

    private sealed interface State {
        record Attached(Attachment attachment, Ending ending, Instant since) implements State {}

        record Waiting(Future<?> next) implements State {}

        record Trying(Attaching attaching) implements State {}

        record Over() implements State {}
    }

    private final EndpointSettings settings;
    private final Sendings sendings;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Arrivals arrivals;
    private final BeepNetwork network;
    private final Runnable releaseNetwork;
    private final Inbox<ReattachEvent> events;
    private final CompletableFuture<Detached> unasked = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private State state = new State.Over();
    private int attempts;
    private volatile @Nullable Dialect dialect;

    Stay(EndpointSettings settings, Sendings sendings) {
        this.settings = settings;
        this.sendings = sendings;
        this.events =
                new Inbox<>(MOST_EVENTS, MOST_EVENTS, settings.environment().executor());
        this.arrivals = new Arrivals(settings, sendings, asked::get);
        var shared = settings.environment().network();
        this.network = shared.orElseGet(() -> BeepNetwork.open(1));
        this.releaseNetwork = shared.isPresent() ? () -> {} : network::close;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    /** What there is to send through, if anything now. */
    synchronized Optional<Attachment> attachment() {
        return state instanceof State.Attached(var attachment, var _, var _)
                ? Optional.of(attachment)
                : Optional.empty();
    }

    /** The dialect of the attachment, or of the last there was. */
    Dialect dialect() {
        return Optional.ofNullable(dialect).orElse(settings.dialect());
    }

    void onReattach(Consumer<? super ReattachEvent> handler) {
        events.handler(handler);
    }

    /** Done at an end that this program did not ask for. */
    CompletableFuture<Detached> unasked() {
        return unasked;
    }

    // ---- attaching -------------------------------------------------------------------------------------------------

    /** Attaches for the first time; waits until that is done. */
    void begin() {
        try {
            attach(State.Over.class);
        } catch (RuntimeException e) {
            releaseNetwork.run();
            throw e;
        }
    }

    /** Attaches, if nothing has happened meanwhile; tells whether that is so. */
    private boolean attach(Class<? extends State> from) {
        var trying = new State.Trying(new Attaching(settings, arrivals, asked));
        synchronized (this) {
            if (!from.isInstance(state)) {
                return false;
            }
            state = trying;
        }
        var attached = trying.attaching().attach(network);
        var attachment = attached.attachment();
        dialect = attachment.wire().dialect();
        boolean isUnwanted;
        synchronized (this) {
            isUnwanted = asked.get();
            if (!isUnwanted) {
                state = new State.Attached(attachment, attached.ending(), now());
            }
        }
        if (isUnwanted) {
            attachment.abandon(Ending.CLOSED.text());
            over(Optional.empty(), Ending.CLOSED.text(), () -> NOTHING_LEFT);
            return false;
        }
        var _ = attached.ending().ended().thenAccept(how -> ended(attachment, how));
        return true;
    }

    private void attachAgain() {
        try {
            if (attach(State.Waiting.class)) {
                sendings.questions().back();
                tell(new ReattachEvent.Attached());
            }
        } catch (AttachException e) {
            if (isForGood(e)) {
                LOG.debug("not attached again: {}", e.getMessage());
                var text = String.valueOf(e.getMessage());
                over(Optional.of(new Detached(Detached.Reason.REFUSED, e.code(), text)), text, () -> NOTHING_LEFT);
            } else {
                later(next -> new ReattachEvent.Failed(e, next));
            }
        } catch (RuntimeException e) {
            LOG.error("could not try to attach again", e);
            var text = String.valueOf(e.getMessage());
            over(
                    Optional.of(new Detached(Detached.Reason.LOST, ReplyCode.SERVICE_NOT_AVAILABLE, text)),
                    text,
                    () -> NOTHING_LEFT);
        }
    }

    /**
     * What will not pass by itself. That the endpoint is attached already (554) will: the relay may not have noticed yet that
     * the attachment before was lost.
     */
    private static boolean isForGood(AttachException failure) {
        boolean isTaken = failure.stage() == AttachException.Stage.ATTACH
                && failure.code().equals(ReplyCode.TRANSACTION_FAILED);
        return failure.code().isPermanent() && !isTaken;
    }

    // ---- losing the attachment -------------------------------------------------------------------------------------

    private void ended(Attachment attachment, Detached how) {
        var why = how.text().isEmpty() ? "the endpoint was detached: " + how.code() : how.text();
        Supplier<CompletableFuture<Void>> close = () -> (asked.get() ? NOTHING_LEFT : bounded(attachment::close))
                .thenRun(() -> attachment.abandon("the endpoint is detached"));
        if (asked.get()) {
            over(Optional.empty(), why, close);
        } else if (settings.reattach().isEmpty() || isForGood(how)) {
            over(Optional.of(how), why, close);
        } else {
            sendings.interrupted(why);
            var _ = close.get();
            later(next -> new ReattachEvent.Lost(how, next));
        }
    }

    /** Such as 556: whoever took the place is not to be thrown out in turn. */
    private static boolean isForGood(Detached how) {
        return how.reason() == Detached.Reason.TERMINATED && how.code().isPermanent();
    }

    private void later(Function<Duration, ReattachEvent> event) {
        synchronized (this) {
            if (!asked.get()) {
                wait(settings.reattach().orElse(Reattach.DEFAULT), event);
                return;
            }
        }
        over(Optional.empty(), Ending.CLOSED.text(), () -> NOTHING_LEFT);
    }

    /** A relay that takes endpoints and drops them at once is no reason to come back sooner. */
    private void wait(Reattach policy, Function<Duration, ReattachEvent> event) {
        if (state instanceof State.Attached(var _, var _, var since) && !now().isBefore(since.plus(policy.longest()))) {
            attempts = 0;
        }
        var environment = settings.environment();
        var delay = policy.delay(attempts++, environment.random());
        var next = environment
                .scheduler()
                .schedule(delay, () -> environment.executor().execute(this::attachAgain));
        state = new State.Waiting(next);
        tell(event.apply(delay));
    }

    private void tell(ReattachEvent event) {
        if (events.hasHandler()) {
            events.add(event, 1);
        }
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** Detaches, and waits until all is gone; bounded. */
    void close() {
        if (asked.compareAndSet(false, true)) {
            switch (state()) {
                case State.Attached(var attachment, var ending, var _) -> {
                    bounded(attachment::leave).join();
                    ending.came(Ending.CLOSED);
                }
                case State.Waiting(var next) -> {
                    next.cancel(false);
                    over(Optional.empty(), Ending.CLOSED.text(), () -> NOTHING_LEFT);
                }
                // The thread that tries notices, and tells.
                case State.Trying(var attaching) -> attaching.cancel(Ending.CLOSED.text());
                case State.Over _ -> {}
            }
        }
        gone.join();
    }

    private synchronized State state() {
        return state;
    }

    /** Whatever ended the attachment, the session goes too. */
    private void over(Optional<Detached> unwanted, String why, Supplier<CompletableFuture<Void>> close) {
        synchronized (this) {
            if (state instanceof State.Over) {
                return;
            }
            state = new State.Over();
        }
        sendings.end(why);
        unwanted.filter(_ -> !asked.get()).ifPresent(unasked::complete);
        var _ = close.get()
                .thenRunAsync(releaseNetwork, settings.environment().executor())
                .whenComplete((_, _) -> gone.complete(null));
    }

    /** The time runs before the step begins. */
    private CompletableFuture<Void> bounded(Supplier<CompletableFuture<Void>> step) {
        var done = new CompletableFuture<Void>();
        var late =
                settings.environment().scheduler().schedule(settings.limits().closeTime(), () -> done.complete(null));
        var _ = step.get().thenAccept(done::complete);
        return done.whenComplete((_, _) -> late.cancel(false));
    }

    private Instant now() {
        return settings.environment().clock().instant();
    }
}
