package org.imxp.endpoint.keys;

import java.util.List;
import org.imxp.message.Message;
import org.imxp.protocol.Address;

/** A message as it is to be sent. */
public sealed interface Outgoing {
    /**
     * What goes to {@link org.imxp.endpoint.Endpoint#send}.
     *
     * @return the message
     */
    Message message();

    /**
     * Signed, and encrypted for all recipients.
     *
     * @param message the envelope, which has date, from, to and message-id of what is within
     * @param within what was written
     */
    record Sealed(Message message, Message within) implements Outgoing {}

    /**
     * As it was written: everybody on the way can read it.
     *
     * @param message what was written
     * @param withoutKey recipients of whom no key was found; none if it was to be so
     */
    record Plain(Message message, List<Address> withoutKey) implements Outgoing {
        /** Copies the list. */
        public Plain {
            withoutKey = List.copyOf(withoutKey);
        }
    }
}
