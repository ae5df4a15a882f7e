package org.imxp.beep.sasl;

import java.util.Optional;

/** What anonymous peers are taken for. A listener that has none admits nobody anonymously. */
@FunctionalInterface
public interface AnonymousIdentities {
    /**
     * Decides on a peer. It is asked on the session's thread and must not block it.
     *
     * @param trace what the peer says of itself: nothing, a mail address, or a word or sentence without {@code @}; at most 255
     *     characters, none of them a control character. Proved by nothing, and good for a log only (RFC 4505 section 5)
     * @param context where the peer is
     * @return the identity that the session gets, or nothing to refuse the peer
     */
    Optional<String> identity(String trace, SaslContext context);
}
