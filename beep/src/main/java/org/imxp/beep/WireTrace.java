package org.imxp.beep;

import java.nio.ByteBuffer;

/** Sees the octets of a session as BEEP has them, inside TLS. For people who want to read along; never for a log. */
public interface WireTrace {
    /**
     * Octets that this side sent.
     *
     * @param octets a view, valid during the call
     */
    void sent(ByteBuffer octets);

    /**
     * Octets that the peer sent.
     *
     * @param octets a view, valid during the call
     */
    void received(ByteBuffer octets);
}
