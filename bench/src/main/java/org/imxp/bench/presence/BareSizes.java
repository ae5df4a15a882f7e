package org.imxp.bench.presence;

import java.time.Instant;
import java.util.Optional;
import org.imxp.beep.frame.FrameHeader;
import org.imxp.beep.frame.Keyword;
import org.imxp.bench.measure.PayloadOctets;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PresenceOperation;

/**
 * How many octets bare messages have: as many as the frames that they stand for.
 *
 * @param publish what a publisher says
 * @param notification what a subscriber is told
 * @param ok the answer to either
 */
record BareSizes(int publish, int notification, int ok) {
    private static final int TRAILER = "END\r\n".length();
    private static final int TRANS_ID = 1_000;

    static BareSizes find() {
        var publisher = Site.endpoint(0);
        var subscriber = Site.endpoint(1_000);
        var now = Instant.parse("2026-01-01T00:00:00.001Z");
        var entry = Entries.of(publisher, Optional.of(now), TRANS_ID, now);
        var publish = new PresenceOperation.Publish(publisher, TRANS_ID, now, entry);
        return new BareSizes(
                frame(Keyword.MSG, Endpoint.octets(publisher, Site.SERVICE, publish).length),
                frame(Keyword.MSG, Endpoint.octets(Site.SERVICE, subscriber, publish).length),
                frame(Keyword.RPY, PayloadOctets.of(Payload.of(new Ok())).length));
    }

    private static int frame(Keyword keyword, int payload) {
        var header = new FrameHeader(keyword, 1, 1_000, false, 1_000_000L, payload, FrameHeader.NO_ANSWER);
        return header.octets().length + payload + TRAILER;
    }
}
