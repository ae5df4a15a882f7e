package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.OptionalInt;

/** What a data to a service, or from one, says: one element (RFC 3341 section 4.1, RFC 3343 section 4.1). */
public final class ServiceContent {
    /** Only the first tag is read with these. */
    private static final XmlDocuments DOCUMENTS = new XmlDocuments(ProtocolLimits.defaults()
            .with(ProtocolLimit.PAYLOAD_OCTETS, Integer.MAX_VALUE)
            .with(ProtocolLimit.ELEMENTS, Integer.MAX_VALUE));

    private ServiceContent() {}

    /**
     * Finds the element, in the data-content or in another part of the payload.
     *
     * @param payload what came
     * @return the XML as it came; whether it is well formed shows when it is read
     * @throws ProtocolException 501 if the content is not there or is not XML, 504 if it is encoded in a way that is not read,
     *     500 if its octets are not in its charset
     */
    public static XmlFragment of(Payload payload) {
        var data = payload.data()
                .orElseThrow(() -> ProtocolException.invalid("this is no data, which alone is for a service"));
        if (!data.dataContent().isNone()) {
            return data.dataContent().xml();
        }
        return payload.part(data.content())
                .map(ServiceContent::text)
                .orElseThrow(() -> ProtocolException.invalid("the content is \"" + Excerpt.of(data.content())
                        + "\": allowed is an element that comes along"));
    }

    private static XmlFragment text(MimePart part) {
        var entity = part.entity();
        var octets = new byte[entity.remaining()];
        entity.get(octets);
        var header = MimeHeader.read(ByteBuffer.wrap(octets), 0, octets.length, ProtocolLimits.defaults());
        var type = header.mediaType().orElse("text/plain");
        boolean isXml = type.equals(MediaTypes.CONTROL) || type.equals("application/xml") || type.equals("text/xml");
        if (!isXml) {
            throw ProtocolException.invalid(
                    "the content is of type " + Excerpt.of(type) + ": allowed is " + MediaTypes.CONTROL);
        }
        header.requireNoTransferEncoding();
        var body = ByteBuffer.wrap(octets, header.bodyFrom(), octets.length - header.bodyFrom());
        try {
            return XmlFragment.of(header.charset().newDecoder().decode(body).toString());
        } catch (CharacterCodingException e) {
            throw new ProtocolException(
                    ReplyCode.SYNTAX_ERROR, "the content is not in the charset that its header says", e);
        }
    }

    /**
     * The transaction-identifier of an element that can't be read as a whole, so that it can be answered (requirement
     * PRES-30).
     *
     * @param content what {@link #of} found
     * @return 1 to 2147483647; empty if there is none
     */
    public static OptionalInt transId(XmlFragment content) {
        try (var cursor = DOCUMENTS.open(content)) {
            if (!cursor.skipToChild()) {
                return OptionalInt.empty();
            }
            int transId = new Attributes(cursor, ProtocolLimits.defaults()).number("transID");
            return transId == 0 ? OptionalInt.empty() : OptionalInt.of(transId);
        } catch (ProtocolException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * Whether the element is a reply, which is never answered itself.
     *
     * @param content what {@link #of} found
     * @return true if it begins as one
     */
    public static boolean isReply(XmlFragment content) {
        try {
            return content.rootName().filter("reply"::equals).isPresent();
        } catch (ProtocolException e) {
            return false;
        }
    }
}
