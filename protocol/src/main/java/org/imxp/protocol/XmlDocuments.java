package org.imxp.protocol;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/** The one place that sets up the XML parser: no DTD, no external entity, bounded. Safe for use by several threads. */
final class XmlDocuments {
    /** Woodstox's own bounds guard its attribute table; ours are met first, and say 554. */
    private static final int PARSER_ATTRIBUTES = 1000;

    private static final String DECLARATION = "<?xml";

    private final WstxInputFactory factory = new WstxInputFactory();
    private final ProtocolLimits limits;

    XmlDocuments(ProtocolLimits limits) {
        this.limits = limits;
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(XMLInputFactory2.P_INTERN_NS_URIS, false);
        factory.setProperty(
                WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT,
                Math.max(PARSER_ATTRIBUTES, limits.of(ProtocolLimit.ATTRIBUTES)));
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.of(ProtocolLimit.PAYLOAD_OCTETS));
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.of(ProtocolLimit.XML_DEPTH) + 1);
    }

    ProtocolLimits limits() {
        return limits;
    }

    /**
     * Begins to read a document.
     *
     * @return a cursor on the root element
     * @throws ProtocolException 500 if there is none, or if an XML declaration or a DOCTYPE precedes it
     */
    XmlCursor open(String text) {
        limits.check(ProtocolLimit.PAYLOAD_OCTETS, text.length());
        if (text.startsWith(DECLARATION)
                && text.length() > DECLARATION.length()
                && Character.isWhitespace(text.charAt(DECLARATION.length()))) {
            throw ProtocolException.malformed("the XML has an XML declaration: allowed is the element alone");
        }
        if (!XmlSyntax.isText(text)) {
            throw ProtocolException.malformed("the XML has a character that XML does not allow");
        }
        try {
            var reader = (XMLStreamReader2) factory.createXMLStreamReader(new StringReader(text));
            return new XmlCursor(reader, text, limits).toRoot();
        } catch (XMLStreamException e) {
            throw XmlCursor.malformed(e);
        }
    }

    /** Begins to read a fragment: the cursor stands on an element around it, which declares what is in scope. */
    XmlCursor open(XmlFragment fragment) {
        var document = new StringBuilder("<fragment");
        XmlText.namespaces(document, fragment.namespaces());
        return open(document.append('>')
                .append(fragment.xml())
                .append("</fragment>")
                .toString());
    }
}
