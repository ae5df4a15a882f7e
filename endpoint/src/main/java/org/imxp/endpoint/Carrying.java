package org.imxp.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.imxp.message.Message;
import org.imxp.message.MessageComposer;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageIds;
import org.imxp.message.MessageWriter;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.DataHopping;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Option;
import org.imxp.protocol.Originator;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.TargetHop;
import org.imxp.protocol.XmlFragment;

/** Puts messages into data (requirements SEED-16, SEED-31). Thread-safe. */
final class Carrying {
    private static final String FRAGMENT = "Content";

    private final Address endpoint;
    private final Environment environment;
    private final MessageIds ids;
    private final MessageWriter writer = new MessageWriter();

    Carrying(Address endpoint, Environment environment) {
        this.endpoint = endpoint;
        this.environment = environment;
        this.ids = new MessageIds(
                environment.random(), environment.clock(), endpoint.domain().toString());
    }

    /** Adds the fields that a receiver may look for. */
    Message complete(Message draft, SendOptions options, List<Address> recipients) {
        var originator = options.originator().orElse(endpoint);
        return new MessageComposer(originator.toString(), ids, environment.clock())
                .complete(draft, recipients.stream().map(Address::toString).toList());
    }

    /** Adds the request for receipts, unless whoever made the message has asked already. */
    Message asking(Message message, SendOptions options) {
        return options.receipts().isEmpty() || ReceiptRequest.of(message).isPresent()
                ? message
                : new ReceiptRequest(options.receipts(), token()).in(message);
    }

    /** A name for a message that nobody guesses, so that nobody can tell what has become of it whom it was not for. */
    String token() {
        var id = ids.next();
        return id.substring(0, id.indexOf('@'));
    }

    /**
     * The payload that carries a message.
     *
     * @param ids the transIDs for reports
     * @throws MessageFault with 501 if the message can't be written
     */
    Payload payload(Message message, SendOptions options, List<Address> recipients, TransIds ids) {
        var frame = new Frame(
                new Originator(options.originator().orElse(endpoint)),
                recipients.stream().map(Recipient::new).toList(),
                options(options, ids));
        return switch (options.form()) {
            case INLINE -> inline(message, frame);
            case MULTIPART -> multipart(message, frame);
        };
    }

    private record Frame(Originator originator, List<Recipient> recipients, List<Option> options) {}

    private static List<Option> options(SendOptions options, TransIds ids) {
        var all = new ArrayList<>(options.options());
        boolean reports = options.status() != SendOptions.Status.NONE;
        if (reports) {
            var hop = options.status() == SendOptions.Status.TRACE ? TargetHop.ALL : TargetHop.FINAL;
            // It may be ignored: a gateway would fail a message that says otherwise (SEED-32).
            all.add(Option.internal("statusRequest", ids.status()).withTargetHop(hop));
        }
        options.expiry()
                .ifPresent(most -> all.add(new DataTiming((int) most.toMillis(), 0, 0, reports).option(ids.timing())));
        options.mostHops().ifPresent(most -> all.add(new DataHopping(most, reports).option(ids.hopping())));
        return all;
    }

    private Payload inline(Message message, Frame frame) {
        String element;
        try {
            element = writer.writeElement(message);
        } catch (MessageFault notInXml) {
            return multipart(message, frame);
        }
        var content = new DataContent(FRAGMENT, XmlFragment.of(element));
        return Payload.of(new Data("#" + FRAGMENT, frame.originator, frame.recipients, frame.options, content));
    }

    private Payload multipart(Message message, Frame frame) {
        var partId = ids.next();
        var entity = writer.entityPieces(message, ids.nextMultipart().withEntity(partId));
        var part = new MimePart(partId, entity);
        var data = new Data(part.contentUri(), frame.originator, frame.recipients, frame.options, DataContent.NONE);
        return Payload.of(data, ids.next(), List.of(part));
    }
}
