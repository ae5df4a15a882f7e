package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * What arrived as an instant message and is none. It has been refused; its sender learns of that.
 *
 * @param originator who sent it, as the relays have authenticated it
 * @param recipient the endpoint that it arrived for
 * @param code what it was refused with: 500 if it is malformed, 501 otherwise (requirement MSG-22)
 * @param sentence what is wrong with it
 * @param receivedAt when
 * @param raw its octets as they came, of an inline message the characters in UTF-8; no more than {@link #MOST_RAW}
 * @param octets how many octets it has
 */
public record UnreadableMessage(
        Address originator,
        Address recipient,
        ReplyCode code,
        String sentence,
        Instant receivedAt,
        ByteBuffer raw,
        int octets) {
    /** The most octets that are kept of it. */
    public static final int MOST_RAW = 64 << 10;

    /** Copies the first octets; the buffer given is left as it was. */
    public UnreadableMessage {
        var kept = raw.slice(raw.position(), Math.min(raw.remaining(), MOST_RAW));
        raw = ByteBuffer.allocate(kept.remaining()).put(kept).flip().asReadOnlyBuffer();
    }

    /** A read-only view with a position of its own. */
    @Override
    public ByteBuffer raw() {
        return raw.duplicate();
    }

    /**
     * Whether {@link #raw} is not all of it.
     *
     * @return whether it was longer than what is kept
     */
    public boolean isCut() {
        return raw.remaining() < octets;
    }
}
