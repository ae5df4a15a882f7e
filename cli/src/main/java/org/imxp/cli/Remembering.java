package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.imxp.cli.history.Entry;
import org.imxp.cli.history.History;
import org.imxp.cli.history.HistoryException;
import org.imxp.cli.history.LogQuery;
import org.imxp.cli.history.Recorded;
import org.imxp.endpoint.Sending;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;

/**
 * Has a history, or none, know what comes and goes. That it fails is told once, and stops nothing else.
 *
 * <p>It is called on threads that may block, and blocks until the disk has an entry. So a message is recorded before it is
 * shown: nothing that a person has seen is missing after a crash.
 */
final class Remembering implements AutoCloseable {
    private final Optional<History> history;
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
                        shown.message().subject(),
                        text(shown.message()),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                raw(shown.message())));
    }

    /** Records what was handed over, and later what became of it. */
    void sent(Address me, Sending sending) {
        var recipients = List.copyOf(sending.recipients());
        for (var peer : recipients) {
            var number = attempt(it -> it.add(
                    new Entry(
                            true,
                            peer,
                            me,
                            recipients,
                            sending.sentAt(),
                            sending.message().messageId(),
                            sending.message().subject(),
                            text(sending.message()),
                            Optional.empty(),
                            Optional.of("sent"),
                            List.of()),
                    raw(sending.message())));
            number.ifPresent(known -> follow(sending, peer, known));
        }
    }

    private void follow(Sending sending, Address peer, long number) {
        var _ = sending.outcome(peer).thenAccept(outcome -> fate(number, outcome.sentence()));
        var _ = sending.finalOutcome(peer).thenAccept(outcome -> fate(number, outcome.sentence()));
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

    private static String text(Message message) {
        return message.content() instanceof TextContent(var text, var _, var _)
                ? text
                : "(" + message.content().type() + ")";
    }

    /** The message as it is written for the way; that of another program may have been laid out otherwise. */
    private static byte[] raw(Message message) {
        var writer = new MessageWriter();
        try {
            return writer.writeElement(message).getBytes(StandardCharsets.UTF_8);
        } catch (MessageFault notInline) {
            try {
                return writer.writeEntity(
                        message, MultipartIds.of("imxp-log", "message@log.invalid", "content@log.invalid"));
            } catch (MessageFault boundaryInside) {
                return new byte[0];
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        history.ifPresent(History::close);
    }
}
