package org.imxp.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.imxp.message.composing.ComposingReceiver;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.protocol.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is writing to this endpoint, as far as a handler is to know. What changes faster than the handler takes it is told once, as it is
 * then; so what waits is bounded by who writes. Thread-safe.
 */
final class Composers {
    /** Peers whose writing is told at the same time; that of one more is not. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");

    private record Writer(ComposingReceiver state, Optional<Future<?>> end) {
        void forget() {
            end.ifPresent(alarm -> alarm.cancel(false));
        }
    }

    private final int most;
    private final Environment environment;
    private final Map<Address, Writer> writers = new HashMap<>();
    private final SequencedSet<Address> changed = new LinkedHashSet<>();
    private final Set<Address> toldOf = new HashSet<>();
    private Optional<Consumer<? super ComposingEvent>> handler = Optional.empty();
    private boolean busy;

    Composers(int most, Environment environment) {
        this.most = most;
        this.environment = environment;
    }

    /** Sets the handler; it is told who writes already. */
    synchronized void handler(Consumer<? super ComposingEvent> next) {
        handler = Optional.of(next);
        work();
    }

    /** A status has come. Without a handler it means nothing. */
    synchronized void status(Address peer, ComposingStatus status) {
        if (handler.isEmpty() || (!writers.containsKey(peer) && isFull())) {
            LOG.debug("dropped that {} is writing, or not", peer);
            return;
        }
        become(
                peer,
                Optional.ofNullable(writers.get(peer))
                        .map(Writer::state)
                        .orElse(ComposingReceiver.IDLE)
                        .received(status, now()));
    }

    /** A message has come: that is what was written. */
    synchronized void wrote(Address peer) {
        var writer = writers.get(peer);
        if (writer != null) {
            become(peer, writer.state().receivedMessage());
        }
    }

    /** How many are writing. */
    synchronized int size() {
        return writers.size();
    }

    private boolean isFull() {
        return writers.size() >= most || changed.size() >= most || toldOf.size() >= most;
    }

    private void become(Address peer, ComposingReceiver state) {
        Optional.ofNullable(writers.remove(peer)).ifPresent(Writer::forget);
        state.until().ifPresent(until -> writers.put(peer, new Writer(state, Optional.of(alarm(peer, until)))));
        if (writers.containsKey(peer) != toldOf.contains(peer)) {
            changed.add(peer);
        }
        work();
    }

    private Future<?> alarm(Address peer, Instant until) {
        return environment.scheduler().schedule(Duration.between(now(), until), () -> late(peer));
    }

    private synchronized void late(Address peer) {
        var writer = writers.get(peer);
        if (writer != null && !writer.state().isComposing(now())) {
            become(peer, ComposingReceiver.IDLE);
        }
    }

    private void work() {
        if (!busy && handler.isPresent() && !changed.isEmpty()) {
            busy = true;
            environment.executor().execute(this::drain);
        }
    }

    private void drain() {
        for (var event = next(); event.isPresent(); event = next()) {
            try {
                current().accept(event.get());
            } catch (RuntimeException | Error e) {
                // An error too: nothing would tell what waits any more.
                LOG.error("a handler failed; the next event goes to it all the same", e);
            }
        }
    }

    private synchronized Consumer<? super ComposingEvent> current() {
        return handler.orElseThrow();
    }

    /** The next that is news to the handler. */
    private synchronized Optional<ComposingEvent> next() {
        while (!changed.isEmpty()) {
            var peer = changed.removeFirst();
            boolean isComposing = writers.containsKey(peer);
            if (isComposing ? toldOf.add(peer) : toldOf.remove(peer)) {
                return Optional.of(new ComposingEvent(peer, isComposing));
            }
        }
        busy = false;
        return Optional.empty();
    }

    private Instant now() {
        return environment.clock().instant();
    }
}
