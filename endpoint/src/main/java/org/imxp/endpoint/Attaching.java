package org.imxp.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.imxp.beep.BeepNetwork;
import org.imxp.endpoint.AttachException.Stage;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/**
 * The way from nothing to an attachment: finds the relay, and tries one place after the other where it may be. The first with which
 * there is a session, encrypted where that is wanted, is the relay, and its no to the rest is final.
 */
final class Attaching {
    private final EndpointSettings settings;
    private final Login login;
    private final Arrivals arrivals;
    private final AtomicBoolean asked;
    private final List<AttachException> failures = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Attached> result = new CompletableFuture<>();
    private volatile @Nullable Attempt current;

    /** An attachment, and how it will end. */
    record Attached(Attachment attachment, Ending ending) {}

    /**
     * Asks for the password, and does nothing yet.
     *
     * @param asked whether this program wants the end of the endpoint
     */
    Attaching(EndpointSettings settings, Arrivals arrivals, AtomicBoolean asked) {
        this.settings = settings;
        this.login = new Login(settings);
        this.arrivals = arrivals;
        this.asked = asked;
    }

    /** Waits until the endpoint is attached. */
    Attached attach(BeepNetwork network) {
        var time = settings.limits().attachTime();
        var late = settings.environment().scheduler().schedule(time, () -> cancel("not done within " + time));
        try {
            var _ = RelaySearch.candidates(settings)
                    .thenAccept(candidates -> attempt(network, candidates))
                    .exceptionally(this::failed);
            return result.join();
        } catch (CompletionException e) {
            throw reported(e);
        } finally {
            late.cancel(false);
        }
    }

    /** Gives up, for whoever waits. */
    void cancel(String why) {
        var attempt = current;
        if (attempt == null) {
            result.completeExceptionally(RelaySearch.failure(settings.endpoint().domain(), ReplyCode.ABORTED, why));
            // One may have begun meanwhile.
            attempt = current;
        } else {
            result.completeExceptionally(told(attempt.failure(ReplyCode.ABORTED, why)));
        }
        if (attempt != null) {
            attempt.fail(ReplyCode.ABORTED, why);
        }
    }

    private @Nullable Void failed(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        result.completeExceptionally(cause);
        return null;
    }

    private static AttachException reported(CompletionException e) {
        if (e.getCause() instanceof AttachException failure) {
            // The stack of the event loop would tell the caller nothing.
            failure.fillInStackTrace();
            return failure;
        }
        throw e;
    }

    // ---- one after the other ---------------------------------------------------------------------------------------

    private void attempt(BeepNetwork network, List<Candidate> candidates) {
        // As much for each, and for having found them, so that those who say nothing leave time for the others.
        attempt(network, candidates, settings.limits().attachTime().dividedBy(candidates.size() + 1));
    }

    private void attempt(BeepNetwork network, List<Candidate> candidates, Duration share) {
        var ending = new Ending(asked);
        var attempt = new Attempt(settings, candidates.getFirst(), login, arrivals, ending);
        current = attempt;
        if (result.isDone()) {
            return;
        }
        var others = candidates.subList(1, candidates.size());
        var attached = attempt.start(network);
        if (!others.isEmpty()) {
            var late = settings.environment()
                    .scheduler()
                    .schedule(share, () -> attempt.failUnlessReached("not within " + share));
            var _ = attached.whenComplete((_, _) -> late.cancel(false));
        }
        var _ = attached.whenComplete((attachment, failure) -> {
            if (failure == null) {
                attached(new Attached(attachment, ending));
            } else if (failure instanceof AttachException known && !known.isOfReachedRelay() && !others.isEmpty()) {
                failures.add(known);
                attempt(network, others, share);
            } else {
                failed(failure instanceof AttachException known ? told(known) : failure);
            }
        });
    }

    private void attached(Attached attached) {
        if (!result.complete(attached)) {
            attached.attachment().abandon("attaching has failed");
        }
    }

    /** The last failure with those before it; a relay that was reached speaks for itself. */
    private AttachException told(AttachException last) {
        if (failures.isEmpty() || last.isOfReachedRelay()) {
            return last;
        }
        var all = new ArrayList<>(failures);
        all.add(last);
        boolean anyTls = all.stream().anyMatch(failure -> failure.stage() == Stage.TLS);
        var code = all.stream()
                .map(AttachException::code)
                .filter(one -> !one.isPermanent())
                .findFirst()
                .orElseGet(last::code);
        return new AttachException(
                anyTls ? Stage.TLS : Stage.CONNECT,
                code,
                "no relay of " + settings.endpoint().domain() + " can be used: "
                        + all.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
    }
}
