package org.imxp.relay;

import org.imxp.beep.Session;
import org.imxp.protocol.Address;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;

/** Tells who the peer of an authenticated session is. */
@FunctionalInterface
interface Identification {
    /** On the edge each peer is an endpoint (RFC 3340 section 4.5.1). */
    Identification EDGE = (session, name) -> {
        try {
            var address = Address.parse(name);
            return address.isAnonymous()
                    ? new PeerIdentity.Anonymous(address.domain())
                    : new PeerIdentity.Endpoint(address);
        } catch (ProtocolException e) {
            throw new ProtocolException(
                    ReplyCode.NOT_AUTHORIZED, "your identity is not an endpoint's: " + e.getMessage(), e);
        }
    };

    /**
     * Who the peer is.
     *
     * @param session what else the peer has shown of itself
     * @param name the name that it authenticated as
     * @return the peer
     * @throws ProtocolException if it is nobody that may use the mesh here
     */
    PeerIdentity identify(Session session, String name);
}
