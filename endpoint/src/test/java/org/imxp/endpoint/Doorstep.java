package org.imxp.endpoint;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.Message;
import org.imxp.message.receipt.Answering;
import org.imxp.protocol.Address;

/** Where messages arrive as a test wants them, for an endpoint that nobody writes to otherwise. */
public final class Doorstep implements AutoCloseable {
    private final ScriptedRelay relay = new ScriptedRelay();
    private final Endpoint endpoint = Endpoint.attach(relay.fred());

    /**
     * A message that has arrived for {@code fred@example.com}.
     *
     * @param message the message
     * @param originator who has sent it
     * @param at when
     * @return what a handler would get
     */
    public ReceivedMessage arrived(Message message, Address originator, Instant at) {
        var fred = Address.parse("fred@example.com");
        var nothing = new Answering(Optional.empty(), "", "", Set.of(), false);
        return new ReceivedMessage(
                message,
                originator,
                message.sender(originator.toString()).mismatch(),
                fred,
                at,
                endpoint,
                new ReceiptsDue(nothing, originator, () -> Disclosure.NOTHING, _ -> {}));
    }

    @Override
    public void close() {
        relay.close();
    }
}
