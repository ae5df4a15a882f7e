package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Domain;

/** How a session with the relay of another domain is made. Used by all threads; never blocks. */
@FunctionalInterface
interface HopConnecting {
    /** A session that takes data. */
    interface Connected {
        RelayLink link();

        /** Done, with the reason, when the link takes data no more; never fails. */
        CompletionStage<String> ended();

        /** Takes leave of the peer when everything is answered. */
        void release();
    }

    /**
     * Makes a session.
     *
     * @param domain whose relay
     * @return the session once data can be sent; fails after a bounded time, with a sentence that says why
     */
    CompletionStage<Connected> connect(Domain domain);
}
