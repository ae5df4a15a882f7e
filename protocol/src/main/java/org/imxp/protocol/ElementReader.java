package org.imxp.protocol;

/**
 * Reads control elements, and the documents of the report service, from XML. Safe for use by several threads.
 *
 * <p>Attributes that are not of the protocol are tolerated and dropped; elements and text that are not are refused. Either
 * dialect's spelling of services and of the option flag is taken; where both flags contradict each other, that of the given
 * dialect counts (requirement WIRE-14).
 */
public final class ElementReader {
    private final XmlDocuments documents;

    /**
     * A reader with its own bounds.
     *
     * @param limits what it refuses beyond
     */
    public ElementReader(ProtocolLimits limits) {
        documents = new XmlDocuments(limits);
    }

    /**
     * Reads a control element.
     *
     * @param xml the document: no declaration, no DOCTYPE
     * @param dialect that of the channel
     * @return the element
     * @throws ProtocolException 500 if the text is not well-formed XML, 501 if it is not an element of the protocol, 554 if
     *     it passes a bound
     */
    public Element read(String xml, Dialect dialect) {
        try (var cursor = documents.open(xml)) {
            var element = new ElementWalk(cursor, dialect, documents.limits()).element();
            cursor.end();
            return element;
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /**
     * Reads what the report service sent (RFC 3340 section 6.2).
     *
     * @param content the content of a data
     * @param dialect that of the channel
     * @return the report
     * @throws ProtocolException as {@link #read}
     */
    public StatusResponse readStatusResponse(XmlFragment content, Dialect dialect) {
        try (var cursor = documents.open(content)) {
            var report = new ElementWalk(cursor, dialect, documents.limits()).statusResponseInside();
            cursor.end();
            return report;
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    /** Here a value that checks itself speaks of what the remote sent. */
    private static ProtocolException refused(IllegalArgumentException e) {
        return new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, String.valueOf(e.getMessage()), e);
    }
}
