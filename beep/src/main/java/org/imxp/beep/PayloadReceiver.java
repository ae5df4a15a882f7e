package org.imxp.beep;

import java.nio.ByteBuffer;

/**
 * Takes a payload piece by piece while it comes in, so that it may be larger than memory. Called by the session's
 * owner; must not block. What is taken is consumed by {@link PayloadFlow#consumed}: until then the peer's window stays
 * closed behind it.
 */
public interface PayloadReceiver {
    /**
     * Octets have come.
     *
     * @param octets a view, valid during the call only
     * @param flow where to tell, now or later, what is consumed; the same for the whole payload
     */
    void octets(ByteBuffer octets, PayloadFlow flow);

    /** The last octet has come. */
    void complete();

    /**
     * The payload ends unfinished: the channel or the session has ended. Neither other method is called after it.
     *
     * @param reason a sentence for a log
     */
    default void broken(String reason) {}
}
