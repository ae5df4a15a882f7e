package org.imxp.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imxp.cli.history.Entry;
import org.imxp.cli.history.History;
import org.imxp.cli.history.HistoryException;
import org.imxp.cli.history.HistoryLimits;
import org.imxp.cli.history.LogQuery;
import org.imxp.cli.history.Recorded;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.message.TextContent;
import org.imxp.message.receipt.Disposition;
import org.imxp.protocol.Address;

/**
 * Has a history, or none, know what comes and goes. That it fails is told once, and stops nothing else.
 *
 * <p>It is called on threads that may block, and blocks until the disk has an entry. So a message is recorded before it is
 * shown: nothing that a person has seen is missing after a crash.
 */
final class Remembering implements AutoCloseable {
    private static final int MOST_FOLLOWED = 1_000;
    private static final int MOST_OF_A_TEXT = 32_768;
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** What is said of what is sent: there is no doubt of who has signed it. */
    private static final String SEALED = "encrypted, signed";

    /** A message on its way to one recipient. */
    private record Sent(String messageId, Address peer) {}

    private final Optional<History> history;
    private final SequencedMap<Sent, Long> numbers = new LinkedHashMap<>();
    private final SequencedSet<Long> shown = new LinkedHashSet<>();
    private final Map<Long, CompletableFuture<?>> outcomes = new ConcurrentHashMap<>();
    private volatile Consumer<String> told;
    private final AtomicBoolean failed = new AtomicBoolean();
    private boolean closed;

    Remembering(Optional<History> history, Consumer<String> told) {
        this.history = history;
        this.told = told;
    }

    static Remembering nothing() {
        return new Remembering(Optional.empty(), _ -> {});
    }

    /** From now on others tell it. */
    void telling(Consumer<String> other) {
        told = other;
    }

    static String sentence(RuntimeException failure) {
        return "This conversation is not kept: " + Failures.message(failure).replaceFirst("\\.$", "") + ".";
    }

    void received(ShownMessage shown) {
        var _ = attempt(it -> it.add(
                new Entry(
                        false,
                        shown.originator(),
                        shown.originator(),
                        List.of(shown.recipient()),
                        shown.receivedAt(),
                        shown.message().messageId(),
                        shown.subject(),
                        kept(shown.text()),
                        shown.security().map(MessageSecurity::label).filter(label -> !label.isEmpty()),
                        Optional.empty(),
                        names(shown)),
                raw(shown.message())));
    }

    /** One message of a stranger must not take the room of all others. */
    private static String kept(String text) {
        return text.length() <= MOST_OF_A_TEXT
                ? text
                : text.substring(0, MOST_OF_A_TEXT) + "... (of " + text.length() + " characters)";
    }

    private static List<String> names(ShownMessage shown) {
        return shown.files().stream().map(file -> file.file().name().toString()).toList();
    }

    /**
     * Records what was handed over, and later what became of it.
     *
     * @param written what the person wrote
     * @param isSealed whether that was signed and encrypted before it was handed over
     */
    void sent(Address me, Message written, Sending sending, boolean isSealed) {
        var recipients = List.copyOf(sending.recipients());
        var mine = new ShownMessage(written, me, me, sending.sentAt());
        var id = sending.message().messageId();
        for (var peer : recipients) {
            var number = attempt(it -> it.add(
                    new Entry(
                            true,
                            peer,
                            me,
                            recipients,
                            sending.sentAt(),
                            id,
                            written.subject(),
                            kept(mine.text()),
                            isSealed ? Optional.of(SEALED) : Optional.empty(),
                            Optional.of("sent"),
                            names(mine)),
                    raw(sending.message())));
            number.ifPresent(known -> {
                id.ifPresent(message -> remember(new Sent(message, peer), known));
                follow(sending, peer, known);
            });
        }
    }

    private synchronized void remember(Sent sent, long number) {
        numbers.put(sent, number);
        if (numbers.size() > MOST_FOLLOWED) {
            numbers.remove(numbers.sequencedKeySet().getFirst());
        }
    }

    /** A recipient says what has become of a message. */
    synchronized void receipt(Receipt receipt) {
        if (receipt.disposition().status() == Disposition.Status.DISPLAYED) {
            var number = numbers.remove(new Sent(receipt.messageId(), receipt.recipient()));
            if (number != null) {
                shown.add(number);
                if (shown.size() > MOST_FOLLOWED) {
                    var _ = shown.removeFirst();
                }
                fate(number, "shown to " + receipt.recipient());
            }
        }
    }

    private void follow(Sending sending, Address peer, long number) {
        var first = sending.outcome(peer)
                .thenAccept(outcome -> {
                    relayed(number, outcome);
                    if (!outcome.isFinal()) {
                        var _ = sending.finalOutcome(peer).thenAccept(last -> relayed(number, last));
                    }
                })
                .handle((_, _) -> number);
        outcomes.put(number, first);
        var _ = first.thenRun(() -> outcomes.remove(number));
    }

    /** What the relays say, or that they say nothing, counts until the recipient has said more. */
    private synchronized void relayed(long number, Outcome outcome) {
        if (!shown.contains(number)) {
            fate(number, outcome.sentence());
        }
    }

    private void fate(long number, String fate) {
        var _ = attempt(it -> {
            it.fate(number, fate);
            return number;
        });
    }

    /** The newest of a conversation. */
    List<Recorded> last(Address peer, int most) {
        return attempt(it -> it.log(LogQuery.last(peer, most))).orElse(List.of());
    }

    /** One at a time, so that none meets a history that is being closed; a fate that is told later finds it closed. */
    private synchronized <T> Optional<T> attempt(Function<History, T> work) {
        if (closed) {
            return Optional.empty();
        }
        try {
            return history.map(work);
        } catch (HistoryException e) {
            if (failed.compareAndSet(false, true)) {
                told.accept(sentence(e));
            }
            return Optional.empty();
        }
    }

    /** The message as it is written for the way; that of another program may have been laid out otherwise. */
    private static byte[] raw(Message message) {
        var writer = new MessageWriter();
        try {
            return message.content() instanceof TextContent
                    ? writer.writeElement(message).getBytes(StandardCharsets.UTF_8)
                    : joined(writer.entityPieces(
                            message, MultipartIds.of("imxp-log", "message@log.invalid", "content@log.invalid")));
        } catch (MessageFault notWritten) {
            return new byte[0];
        }
    }

    /** No more than is kept, and one octet, of what may be a file in a mapping. */
    private static byte[] joined(List<ByteBuffer> pieces) {
        var raw = new ByteArrayOutputStream();
        for (var piece : pieces) {
            int room = HistoryLimits.DEFAULT.rawOctets() + 1 - raw.size();
            var octets = new byte[Math.min(room, piece.remaining())];
            piece.get(octets);
            raw.writeBytes(octets);
        }
        return raw.toByteArray();
    }

    /** When the endpoint is closed, there is an outcome for everything: it is waited for until these are recorded. */
    @Override
    public void close() {
        CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        synchronized (this) {
            var _ = attempt(it -> {
                it.close();
                return it;
            });
            closed = true;
        }
    }
}
