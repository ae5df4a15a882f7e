package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.imxp.protocol.Data;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the program of messages that cannot be read. What it has no time for beyond the bounds is dropped: its sender has been told
 * all the same. Called by the session's owner.
 */
final class Unreadables {
    private static final Logger LOG = LoggerFactory.getLogger("org.imxp.endpoint");
    private static final int MOST = 100;
    private static final int MOST_OCTETS = 1 << 20;

    private final EndpointSettings settings;
    private final Inbox<UnreadableMessage> inbox;

    Unreadables(EndpointSettings settings) {
        this.settings = settings;
        this.inbox = new Inbox<>(MOST, MOST_OCTETS, settings.environment().executor());
    }

    Inbox<UnreadableMessage> inbox() {
        return inbox;
    }

    /** Takes what is refused. */
    void add(Payload payload, Data data, ErrorReply refusal) {
        var raw = raw(payload, data);
        var message = new UnreadableMessage(
                data.originator().identity(),
                settings.endpoint(),
                refusal.code(),
                refusal.diagnostic().text(),
                settings.environment().clock().instant(),
                raw,
                raw.remaining());
        if (!inbox.add(message, message.raw().remaining())) {
            LOG.debug("an unreadable message of {} is not told: too many wait", message.originator());
        }
    }

    private static ByteBuffer raw(Payload payload, Data data) {
        return payload.part(data.content())
                .map(MimePart::entity)
                .orElseGet(() ->
                        StandardCharsets.UTF_8.encode(data.dataContent().xml().xml()));
    }
}
