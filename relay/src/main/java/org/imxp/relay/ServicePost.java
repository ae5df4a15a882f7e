package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Post;

/** Takes what services say on to its recipients, as it does what endpoints say: the recipient's access entries decide. */
final class ServicePost implements Post {
    private static final String FRAGMENT = "Content";

    private final Routing routing;
    private final Attachments attachments;
    private final Time time;

    ServicePost(Routing routing, Attachments attachments, Time time) {
        this.routing = routing;
        this.attachments = attachments;
        this.time = time;
    }

    @Override
    public CompletionStage<ReplyCode> send(Address service, Address recipient, Content content) {
        // What an application in another domain speaks is not known; it takes either spelling of services (requirement
        // WIRE-13).
        var dialect = attachments.find(recipient).map(Attachment::dialect).orElse(Dialect.APEX);
        var data = Data.of(new DataContent(FRAGMENT, content.in(dialect)), service, recipient);
        var transit = new Transit(Payload.of(data), data, time.instant(), DataOptions.NONE, false);
        var outcome = routing.delivers(recipient)
                ? routing.deliver(transit, new Recipient(recipient), false)
                : routing.sendOn(recipient.domain(), transit, Departure.of(transit.payload()));
        return outcome.thenApply(Outcome::code);
    }
}
