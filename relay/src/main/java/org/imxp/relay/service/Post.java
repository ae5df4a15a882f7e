package org.imxp.relay.service;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;

/** Sends data as a service. Used by all threads; never blocks. */
@FunctionalInterface
public interface Post {
    /** What a data-content holds. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes it.
         *
         * @param dialect that of the recipient's application, as far as it is known
         * @return one element
         */
        XmlFragment in(Dialect dialect);
    }

    /**
     * Sends a data, once, to an endpoint here or in another domain. It is not held if the recipient is away.
     *
     * @param service the originator: the address of a service in a domain that the relay serves
     * @param recipient an endpoint, or a service
     * @param content what it says
     * @return what became of it: 250 if the recipient's application has answered, or took it; 350 if the next relay has it; else
     *     why not; never fails
     */
    CompletionStage<ReplyCode> send(Address service, Address recipient, Content content);
}
