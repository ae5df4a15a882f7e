package org.imxp.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imxp.message.DuplicateFilter;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Element;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of data that arrives (RFC 3340 section 4.4.4.2): a report resolves a sending, a message or other content goes to
 * an inbox, a signal to whom it concerns, and the rest is refused. Called by the session's owner; it outlives sessions, so that what the relay sends again on the
 * next is known.
 *
 * <p>An {@code ok} is said when a message is in the inbox, whatever its handler makes of it.
 */
final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");
    static final String REPORT_SERVICE = "report";

    private final EndpointSettings settings;
    private final Sendings sendings;
    private final BooleanSupplier leaving;
    private final Contents contents;
    private final DuplicateFilter duplicates;
    private final Inbox<Arrival> messages;
    private final Inbox<ReceivedData> others;
    private final Composers composers;
    private final Signals signals;
    private final Unreadables unreadables;
    private volatile boolean isParting;

    Arrivals(EndpointSettings settings, Sendings sendings, BooleanSupplier leaving) {
        var limits = settings.limits();
        this.settings = settings;
        this.sendings = sendings;
        this.leaving = leaving;
        this.contents = new Contents(settings.session().message());
        this.duplicates = new DuplicateFilter(
                limits.duplicatePeriod(),
                limits.duplicates(),
                settings.environment().clock());
        var executor = settings.environment().executor();
        this.messages = new Inbox<>(limits.inboxMessages(), limits.inboxOctets(), executor);
        this.others = new Inbox<>(limits.inboxMessages(), limits.inboxOctets(), executor);
        this.composers = new Composers(Composers.MOST, settings.environment());
        this.signals = new Signals(sendings.receipts(), composers);
        this.unreadables = new Unreadables(settings);
    }

    /** From now on only reports and answers are taken: who would read a message is about to go. */
    void part() {
        isParting = true;
    }

    /**
     * Done when all that was taken has been handled, as far as there are handlers. A handler that asks is not waited for: it would
     * wait for itself.
     */
    CompletableFuture<Void> handled() {
        return CompletableFuture.allOf(Stream.of(messages, others, unreadables.inbox())
                .filter(inbox -> !inbox.isHandlingHere())
                .map(Inbox::idle)
                .toArray(CompletableFuture<?>[]::new));
    }

    Inbox<Arrival> messages() {
        return messages;
    }

    Inbox<ReceivedData> others() {
        return others;
    }

    Composers composers() {
        return composers;
    }

    Inbox<UnreadableMessage> unreadables() {
        return unreadables.inbox();
    }

    /**
     * Reads the message in a data, and what it is known by, for which its octets may be gone through. For any thread.
     *
     * @throws ProtocolException if there is none
     * @throws MessageFault if there is none, or it is faulty
     */
    IdentifiedMessage message(Payload payload) {
        var data = payload.data().orElseThrow();
        var message = contents.message(payload, data);
        return new IdentifiedMessage(message, Identifier.of(message, payload, data));
    }

    /**
     * Takes data. Its options are not processed (CORE-31).
     *
     * @param size octets of the payload
     * @param reading gives the message in it, or throws what is wrong with it
     * @return {@code ok}, or why not
     * @throws ProtocolException if the data is faulty
     * @throws MessageFault if the message is faulty
     */
    Element data(Payload payload, WireForm wire, int size, Supplier<IdentifiedMessage> reading) {
        var data = payload.data().orElseThrow();
        var endpoint = settings.endpoint();
        if (data.recipients().stream()
                .noneMatch(recipient -> recipient.identity().equals(endpoint))) {
            return new ErrorReply(ReplyCode.NOT_TAKEN, "no recipient is attached here: attached is " + endpoint);
        }
        if (leaving.getAsBoolean()) {
            return new ErrorReply(ReplyCode.NOT_TAKEN_NOW, endpoint + " is about to detach");
        }
        var originator = data.originator().identity();
        if (originator.service().equals(Optional.of(REPORT_SERVICE))) {
            sendings.report(
                    originator.domain(), wire.readReport(data.dataContent().xml()));
            return new Ok();
        }
        if (sendings.questions().isAnswer(originator, payload)) {
            return new Ok();
        }
        boolean takesMessages = !isParting && settings.receives();
        if (!takesMessages && isAwaited(reading, originator)) {
            return new Ok();
        }
        if (isParting) {
            return new ErrorReply(ReplyCode.NOT_TAKEN_NOW, endpoint + " is about to detach");
        }
        if (!settings.receives()) {
            return new ErrorReply(
                    ReplyCode.NOT_TAKEN_NOW, "the program that is attached as " + endpoint + " only sends");
        }
        if (sendings.questions().isRequest(originator, payload)) {
            return new Ok();
        }
        try {
            var read = reading.get();
            return signals.take(read.message(), originator) ? new Ok() : message(read, data, size);
        } catch (MessageFault | ProtocolException notMessage) {
            if (Contents.isMeantAsMessage(payload, data)) {
                unreadables.add(payload, data, Refusal.of(notMessage));
                throw notMessage;
            }
            return other(payload, size).orElseThrow(() -> notMessage);
        }
    }

    /** Also a program that reads no messages, or none any more, takes the receipts that it waits for. */
    private boolean isAwaited(Supplier<IdentifiedMessage> reading, Address originator) {
        try {
            return signals.takeAwaited(reading.get().message(), originator);
        } catch (MessageFault | ProtocolException notMessage) {
            return false;
        }
    }

    private Element message(IdentifiedMessage read, Data data, int size) {
        var originator = data.originator().identity();
        // A message that there is no room for is not remembered, so that it may be sent again.
        if (!messages.hasRoom(size)) {
            return full();
        }
        var id = read.identifier();
        if (id.filter(known -> duplicates.repeats(originator.toString(), known)).isPresent()) {
            LOG.debug("dropped a repeat of {} from {}", id, originator);
            return new Ok();
        }
        composers.wrote(originator);
        messages.add(
                new Arrival(
                        read.message(),
                        originator,
                        settings.environment().clock().instant(),
                        SendOptions.isHeld(data.options())),
                size);
        return new Ok();
    }

    /**
     * Data that is no message goes to its handler. Without one, what a service says is dropped, as it can't be an answer to
     * this program (OPEN-25); what an endpoint says is refused, so that its sender learns of it.
     */
    private Optional<Element> other(Payload payload, int size) {
        var data = payload.data().orElseThrow();
        if (others.hasHandler()) {
            var received = new ReceivedData(
                    data,
                    payload,
                    settings.endpoint(),
                    settings.environment().clock().instant());
            return Optional.of(others.add(received, size) ? new Ok() : full());
        }
        if (data.originator().identity().isService()) {
            LOG.debug(
                    "dropped data of {}, for which there is no handler",
                    data.originator().identity());
            return Optional.of(new Ok());
        }
        return Optional.empty();
    }

    private Element full() {
        var limits = settings.limits();
        return new ErrorReply(
                ReplyCode.ABORTED,
                "the inbox is full: it holds " + limits.inboxMessages() + " messages, " + limits.inboxOctets()
                        + " octets");
    }
}
