package org.imxp.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageNames;
import org.imxp.message.MessageReader;
import org.imxp.protocol.Data;
import org.imxp.protocol.MimePart;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;

/** Takes instant messages out of data (requirement SEED-16). Thread-safe. */
final class Contents {
    private static final String NAMESPACE = MessageNames.NAMESPACE;
    private static final String MEDIA_TYPE = "message/rfc822";
    private static final int MOST_HEADER_OCTETS = 8192;

    private final MessageReader reader;

    /**
     * Of payloads up to a size, which is the bound of a message too.
     *
     * @param octets of a payload
     */
    Contents(int octets) {
        var limits = MessageLimits.DEFAULT;
        reader = new MessageReader(limits.withOctets(Math.max(octets, limits.octets())));
    }

    /**
     * The message.
     *
     * @throws MessageFault with 500 or 501 if there is none
     * @throws ProtocolException with 501 if there is none
     */
    Message message(Payload payload, Data data) {
        if (data.content().startsWith("#")) {
            return reader.readElement(data.dataContent().xml().element());
        }
        return payload.part(data.content())
                .map(part -> reader.readEntity(part.entity()))
                .orElseThrow(() -> new ProtocolException(
                        ReplyCode.PARAMETER_SYNTAX_ERROR,
                        "the content is not in the data: allowed are a fragment and cid URLs"));
    }

    /** Whether what is no message names the messages' namespace or media type, and so was meant to be one. */
    static boolean isMeantAsMessage(Payload payload, Data data) {
        var fragment = data.dataContent().xml();
        return fragment.xml().contains(NAMESPACE)
                || fragment.namespaces().containsValue(NAMESPACE)
                || payload.part(data.content()).filter(Contents::namesMediaType).isPresent();
    }

    private static boolean namesMediaType(MimePart part) {
        var entity = part.entity();
        var start = new byte[Math.min(entity.remaining(), MOST_HEADER_OCTETS)];
        entity.get(start);
        var text = new String(start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        var end = text.indexOf("\r\n\r\n");
        return text.substring(0, end < 0 ? text.length() : end).contains(MEDIA_TYPE);
    }
}
