package org.imxp.endpoint;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final Instant sentAt;
    private final SendOptions options;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<Void> accepted = new CompletableFuture<>();
    private final Map<Address, Fate> fates;
    private final AtomicInteger open;
    private final AtomicInteger unsettled;
    private final CompletableFuture<Map<Address, Outcome>> all;
    private final CompletableFuture<Void> reported = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final Executor executor;
    private final Inbox<HopReport> reports;
    private final Inbox<Receipt> receipts;

    Sending(Message message, List<Address> recipients, Instant sentAt, SendOptions options, Executor executor) {
        this.executor = executor;
        this.message = message;
        this.sentAt = sentAt;
        this.options = options;
        this.reports = new Inbox<>(MOST_REPORTS, MOST_REPORTS, executor);
        this.receipts = new Inbox<>(MOST_REPORTS, MOST_REPORTS, executor);
        var each = new LinkedHashMap<Address, Fate>();
        recipients.forEach(recipient -> each.put(recipient, new Fate(executor)));
        fates = Collections.unmodifiableMap(each);
        open = new AtomicInteger(each.size());
        unsettled = new AtomicInteger(each.size());
        all = CompletableFuture.allOf(each.values().stream().map(Fate::first).toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> joined());
    }

    private Map<Address, Outcome> joined() {
        var joined = new LinkedHashMap<Address, Outcome>();
        fates.forEach((recipient, fate) -> joined.put(recipient, fate.first().join()));
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
     * When it was handed over, by the clock of the endpoint; the times of its reports count from here.
     *
     * @return the time of sending
     */
    public Instant sentAt() {
        return sentAt;
    }

    /**
     * Whom it was sent to.
     *
     * @return the recipients, in the order given
     */
    public Set<Address> recipients() {
        return fates.keySet();
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
     * What became of the message for one recipient, as soon as anything is known: {@link Outcome.Held} counts too. It never
     * fails: see {@link Outcome.Unknown}.
     *
     * @param recipient one of {@link #recipients}
     * @return the outcome, after {@link EndpointLimits#statusWait} at the latest
     */
    public CompletableFuture<Outcome> outcome(Address recipient) {
        return fate(recipient).first().copy();
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
     * What became of the message for one recipient in the end. It is that of {@link #outcome(Address)}, unless the message is
     * held: then it is what happens when the recipient attaches, which is waited for on and on while the endpoint is open. It
     * never fails.
     *
     * @param recipient one of {@link #recipients}
     * @return the outcome, never {@link Outcome.Held}, after {@link EndpointLimits#heldWait} at the latest
     */
    public CompletableFuture<Outcome> finalOutcome(Address recipient) {
        return fate(recipient).last().copy();
    }

    /**
     * What became of the message for one recipient in the end, as {@link #finalOutcome(Address)}.
     *
     * @param recipient such as {@code wilma@example.com}
     * @return the outcome
     */
    public CompletableFuture<Outcome> finalOutcome(String recipient) {
        return finalOutcome(Address.parse(recipient));
    }

    private Fate fate(Address recipient) {
        return Optional.ofNullable(fates.get(recipient))
                .orElseThrow(() ->
                        new IllegalArgumentException(recipient + " is not a recipient: allowed are " + fates.keySet()));
    }

    /**
     * What became of the message for every recipient, as soon as something is known of each. It never fails.
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

    /**
     * Tells each receipt that {@link SendOptions#requesting} has asked for, those that came before included, in order and on a virtual
     * thread. They may come after days, or never; of the last 10,000 messages that asked they are told.
     *
     * @param handler gets them; at most 1000 wait for it, and more are dropped
     */
    public void onReceipt(Consumer<? super Receipt> handler) {
        receipts.handler(handler);
    }

    // ---- what happens to it ----------------------------------------------------------------------------------------

    SendOptions options() {
        return options;
    }

    /** Where what is told of it goes. */
    Inbox<Receipt> receipts() {
        return receipts;
    }

    /** Whether the time that the message was given is over. */
    boolean isLate(Instant now) {
        return options.expiry().filter(most -> !now.isBefore(sentAt.plus(most))).isPresent();
    }

    /** Done when there is an outcome for every recipient, which may be that it is held. */
    CompletableFuture<Void> reported() {
        return reported;
    }

    /** Done when every outcome is known that nothing can follow. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    void taken() {
        if (answered.compareAndSet(false, true)) {
            executor.execute(() -> accepted.complete(null));
        }
    }

    /** The relay, or a bound of this side, said no: there will be no report. */
    void refused(ReplyCode code, String text) {
        fail(SendException.refused(code, text));
        settle(new Outcome.Refused(code, text));
    }

    /** The session ended. What is held is told to whoever attaches as this endpoint next. */
    void lost(String why) {
        fail(new SendException(ReplyCode.SERVICE_NOT_AVAILABLE, why));
        settleOpen(why);
    }

    private void fail(SendException failure) {
        if (answered.compareAndSet(false, true)) {
            executor.execute(() -> accepted.completeExceptionally(failure));
        }
    }

    void report(HopReport report) {
        reports.add(report, 1);
    }

    /**
     * The relay of the recipient's domain says that it goes on with the message later. That is an outcome where holding was
     * asked for.
     */
    void held(Address recipient, String text) {
        if (options.isHeld()) {
            resolve(recipient, new Outcome.Held(text));
        }
    }

    /** Remembers what somebody said who may not tell. */
    void heard(Address recipient, String what) {
        fate(recipient).heard(what);
    }

    /** Takes an outcome. The first counts, and after a held one the next. */
    void resolve(Address recipient, Outcome outcome) {
        var before = fate(recipient).take(outcome);
        if (before == Fate.Known.NOTHING && open.decrementAndGet() == 0) {
            reported.complete(null);
        }
        if (before != Fate.Known.END && outcome.isFinal() && unsettled.decrementAndGet() == 0) {
            settled.complete(null);
        }
    }

    /** Resolves what is left. */
    void settle(Outcome outcome) {
        fates.keySet().forEach(recipient -> resolve(recipient, outcome));
    }

    /** Resolves what nobody has told anything about; what is held is left as it is. */
    void settleOpen(String why) {
        fates.forEach((recipient, fate) -> {
            if (fate.known() == Fate.Known.NOTHING) {
                resolve(recipient, fate.unknown(why));
            }
        });
    }
}
