package org.imxp.protocol;

import java.util.function.Function;

/**
 * Reads what is said to a presence service and by it (RFC 3343 section 6). Safe for use by several threads.
 *
 * <p>Attributes that are not of the protocol are tolerated and dropped; elements and text that are not are refused. Either
 * dialect's spelling of services is taken.
 */
public final class PresenceReader {
    private final XmlDocuments documents;

    /**
     * A reader with its own bounds.
     *
     * @param limits what it refuses beyond
     */
    public PresenceReader(ProtocolLimits limits) {
        documents = new XmlDocuments(limits);
    }

    /**
     * Reads one operation.
     *
     * @param content the content of a data: {@link ServiceContent#of}
     * @return the operation
     * @throws ProtocolException 500 if the content is not well-formed XML, 501 if it is not such an operation, 554 if it passes
     *     a bound
     */
    public PresenceOperation read(XmlFragment content) {
        return one(content, PresenceWalk::operation);
    }

    /**
     * Reads a presence element that stands alone.
     *
     * @param content what {@link PresenceWriter#writeEntry} wrote
     * @return the entry
     * @throws ProtocolException as {@link #read}
     */
    public PresenceEntry readEntry(XmlFragment content) {
        return one(content, PresenceWalk::entry);
    }

    private <T> T one(XmlFragment content, Function<PresenceWalk, T> read) {
        try (var cursor = documents.open(content)) {
            if (!cursor.nextChild()) {
                throw ProtocolException.invalid("the content is empty: allowed are " + PresenceWalk.ALLOWED);
            }
            var value = read.apply(new PresenceWalk(cursor, documents.limits()));
            if (cursor.nextChild()) {
                throw ProtocolException.invalid("the content is several elements: allowed is one");
            }
            cursor.end();
            return value;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }
}
