package org.imxp.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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

    /** A message on its way to one recipient. */
    private record Sent(String messageId, Address peer) {}

    private final Optional<History> history;
    private final SequencedMap<Sent, Long> numbers = new LinkedHashMap<>();
    private final Consumer<String> told;
    private final AtomicBoolean failed = new AtomicBoolean();
    private boolean closed;

    Remembering(Optional<History> history, Consumer<String> told) {
        this.history = history;
        this.told = told;
    }

    static Remembering nothing() {
        return new Remembering(Optional.empty(), _ -> {});
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
                        shown.text(),
                        shown.security().map(MessageSecurity::label).filter(label -> !label.isEmpty()),
                        Optional.empty(),
                        names(shown)),
                raw(shown.message())));
    }

    private static List<String> names(ShownMessage shown) {
        return shown.files().stream().map(file -> file.file().name().toString()).toList();
    }

    /**
     * Records what was handed over, and later what became of it.
     *
     * @param written what the person wrote; what was handed over may be sealed
     */
    void sent(Address me, Message written, Sending sending) {
        var recipients = List.copyOf(sending.recipients());
        var shown = new ShownMessage(written, me, me, sending.sentAt());
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
                            shown.text(),
                            Optional.empty(),
                            Optional.of("sent"),
                            names(shown)),
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
                fate(number, "shown to " + receipt.recipient());
            }
        }
    }

    private void follow(Sending sending, Address peer, long number) {
        var _ = sending.outcome(peer).thenAccept(outcome -> relayed(number, outcome));
        var _ = sending.finalOutcome(peer).thenAccept(outcome -> relayed(number, outcome));
    }

    /** What the relays say counts until the recipient has said more. */
    private synchronized void relayed(long number, Outcome outcome) {
        if (numbers.containsValue(number) || !outcome.isDelivered()) {
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

    @Override
    public synchronized void close() {
        closed = true;
        history.ifPresent(History::close);
    }
}
