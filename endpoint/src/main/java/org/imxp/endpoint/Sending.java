package org.imxp.endpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * A message on its way, and its fate. Thread-safe.
 *
 * <p>Stages that depend on its futures run on virtual threads, and may block.
 */
public final class Sending {
    private static final int MOST_REPORTS = 1000;

    private final Message message;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private final Map<Address, CompletableFuture<Outcome>> outcomes;
    private final CompletableFuture<Map<Address, Outcome>> all;
    private final Set<Address> unresolved = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final Inbox<HopReport> reports = new Inbox<>(MOST_REPORTS, MOST_REPORTS);

    Sending(Message message, List<Address> recipients) {
        this.message = message;
        var futures = new LinkedHashMap<Address, CompletableFuture<Outcome>>();
        recipients.forEach(recipient -> futures.put(recipient, new CompletableFuture<>()));
        outcomes = Collections.unmodifiableMap(futures);
        unresolved.addAll(futures.keySet());
        all = CompletableFuture.allOf(futures.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> joined());
    }

    private Map<Address, Outcome> joined() {
        var joined = new LinkedHashMap<Address, Outcome>();
        outcomes.forEach((recipient, outcome) -> joined.put(recipient, outcome.join()));
        return Collections.unmodifiableMap(joined);
    }

    // ---- what the program sees -------------------------------------------------------------------------------------

    /**
     * The message as it was sent, with its date and its identifier.
     *
     * @return the message
     */
    public Message message() {
        return message;
    }

    /**
     * Whom it was sent to.
     *
     * @return the recipients, in the order given
     */
    public Set<Address> recipients() {
        return outcomes.keySet();
    }

    /**
     * Whether the relay took the message.
     *
     * @return done when it did; fails with {@link SendException} when it did not, or the session ended first
     */
    public CompletableFuture<Void> accepted() {
        return accepted.copy();
    }

    /**
     * What became of the message for one recipient. It never fails: see {@link Outcome.Unknown}.
     *
     * @param recipient one of {@link #recipients}
     * @return the outcome, after {@link EndpointLimits#statusWait} at the latest
     */
    public CompletableFuture<Outcome> outcome(Address recipient) {
        return Optional.ofNullable(outcomes.get(recipient))
                .orElseThrow(() -> new IllegalArgumentException(
                        recipient + " is not a recipient: allowed are " + outcomes.keySet()))
                .copy();
    }

    /**
     * What became of the message for one recipient, as {@link #outcome(Address)}.
     *
     * @param recipient such as {@code wilma@example.com}
     * @return the outcome
     */
    public CompletableFuture<Outcome> outcome(String recipient) {
        return outcome(Address.parse(recipient));
    }

    /**
     * What became of the message for every recipient. It never fails.
     *
     * @return the outcomes, after {@link EndpointLimits#statusWait} at the latest
     */
    public CompletableFuture<Map<Address, Outcome>> outcomes() {
        return all.copy();
    }

    /**
     * Tells each report, those that came before included, in order and on a virtual thread. With
     * {@link SendOptions.Status#TRACE} every relay on the way reports.
     *
     * @param handler gets them; at most 1000 wait for it, and more are dropped
     */
    public void onReport(Consumer<HopReport> handler) {
        reports.handler(handler);
    }

    // ---- what happens to it ----------------------------------------------------------------------------------------

    /** Done when every outcome is known. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    void taken() {
        if (answered.compareAndSet(false, true)) {
            Stages.VIRTUAL.execute(() -> accepted.complete(null));
        }
    }

    /** The relay, or a bound of this side, said no: there will be no report. */
    void refused(ReplyCode code, String text) {
        fail(SendException.refused(code, text));
        settle(new Outcome.Refused(code, text));
    }

    /** Nobody will tell. */
    void lost(String why) {
        fail(new SendException(ReplyCode.SERVICE_NOT_AVAILABLE, why));
        settle(new Outcome.Unknown(why));
    }

    private void fail(SendException failure) {
        if (answered.compareAndSet(false, true)) {
            Stages.VIRTUAL.execute(() -> accepted.completeExceptionally(failure));
        }
    }

    void report(HopReport report) {
        reports.add(report, 1);
    }

    /** Each outcome is told once; the first counts. */
    void resolve(Address recipient, Outcome outcome) {
        var future = outcomes.get(recipient);
        if (future != null && unresolved.remove(recipient)) {
            Stages.VIRTUAL.execute(() -> future.complete(outcome));
            if (unresolved.isEmpty()) {
                settled.complete(null);
            }
        }
    }

    /** Resolves what is left. */
    void settle(Outcome outcome) {
        outcomes.keySet().forEach(recipient -> resolve(recipient, outcome));
    }
}
