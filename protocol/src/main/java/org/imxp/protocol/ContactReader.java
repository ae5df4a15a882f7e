package org.imxp.protocol;

/**
 * Reads what is said to a contact service and by it (docs/contacts.md). Safe for use by several threads.
 *
 * <p>Attributes that are not of the protocol are tolerated and dropped; elements and text that are not are refused. Either
 * dialect's spelling of services is taken.
 */
public final class ContactReader {
    private final XmlDocuments documents;

    /**
     * A reader with its own bounds.
     *
     * @param limits what it refuses beyond
     */
    public ContactReader(ProtocolLimits limits) {
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
    public ContactOperation read(XmlFragment content) {
        try (var cursor = documents.open(content)) {
            if (!cursor.nextChild()) {
                throw ProtocolException.invalid("the content is empty: allowed are " + ContactWalk.ALLOWED);
            }
            var operation = new ContactWalk(cursor, documents.limits()).operation();
            if (cursor.nextChild()) {
                throw ProtocolException.invalid("the content is several elements: allowed is one");
            }
            cursor.end();
            return operation;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
        }
    }
}
