package org.imxp.message;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Reads one Message element, whose content may be within it or elsewhere. */
final class ElementReader {
    private final XMLStreamReader in;
    private final MessageLimits limits;
    private final List<HeaderField> header = new ArrayList<>();
    private Optional<InlineContent> inline = Optional.empty();
    private String lang = "";

    private ElementReader(XMLStreamReader in, MessageLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Entities and DTDs are off; a DOCTYPE is met, and refused, before its subset is read. */
    static XMLInputFactory factory(MessageLimits limits) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // Lazily found faults would come as unchecked exceptions.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, limits.attributes());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.attributeCharacters());
        return factory;
    }

    /**
     * Reads the element.
     *
     * @param declarationAllowed whether an XML declaration may be before it, as in a part of its own
     */
    static MessageElement read(String xml, XMLInputFactory factory, MessageLimits limits, boolean declarationAllowed) {
        try {
            XMLStreamReader in = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return new ElementReader(in, limits).document(declarationAllowed);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
    }

    static MessageFault notWellFormed(XMLStreamException fault) {
        String where = fault.getLocation() == null
                ? ""
                : " at line " + fault.getLocation().getLineNumber() + ", column "
                        + fault.getLocation().getColumnNumber();
        String reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("no reason given");
        return MessageFault.malformed("The XML is not well-formed" + where + ": " + MessageFault.told(reason));
    }

    private MessageElement document(boolean declarationAllowed) throws XMLStreamException {
        if (in.getVersion() != null && !declarationAllowed) {
            throw MessageFault.malformed("A message within data has an XML declaration; none is allowed there.");
        }
        if (in.getVersion() != null && !in.getVersion().equals("1.0")) {
            throw MessageFault.invalid("The message is XML " + in.getVersion() + "; 1.0 is allowed.");
        }
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
        String reference = root();
        children();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return new MessageElement(reference, List.copyOf(header), inline);
    }

    private String root() {
        if (!in.getLocalName().equals(MessageNames.MESSAGE) || !MessageNames.NAMESPACE.equals(in.getNamespaceURI())) {
            throw MessageFault.invalid("The element is " + qualifiedName() + "; a message is 'Message' in '"
                    + MessageNames.NAMESPACE + "'.");
        }
        lang = lang("");
        return attribute("", MessageNames.CONTENT_REFERENCE)
                .orElseThrow(() -> MessageFault.invalid("The Message element has no 'content' attribute."));
    }

    private void children() throws XMLStreamException {
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                child();
            } else if (!in.isWhiteSpace()) {
                throw MessageFault.invalid("The Message element has text between its children: "
                        + MessageFault.shown(in.getText().strip()) + ".");
            }
        }
    }

    private void child() throws XMLStreamException {
        if (inline.isPresent()) {
            throw MessageFault.invalid("The element " + qualifiedName() + " comes after 'Content', which is the last.");
        }
        if (MessageNames.NAMESPACE.equals(in.getNamespaceURI())) {
            if (in.getLocalName().equals(MessageNames.CONTENT)) {
                inline = Optional.of(content());
                return;
            }
            if (MessageNames.isMimeField(in.getLocalName())) {
                text(limits.fieldCharacters());
                return;
            }
        }
        if (header.size() == limits.headerFields()) {
            throw MessageFault.invalid(
                    "The message has more than " + limits.headerFields() + " header elements, the most allowed.");
        }
        header.add(field());
    }

    private HeaderField field() throws XMLStreamException {
        String namespace = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
        String name = in.getLocalName();
        String fieldLang = lang(lang);
        return new HeaderField(namespace, name, text(limits.fieldCharacters()), fieldLang);
    }

    private InlineContent content() throws XMLStreamException {
        String name = attribute("", MessageNames.CONTENT_NAME)
                .or(() -> attribute("", "name"))
                .or(() -> attribute("", "id"))
                .or(() -> attribute(XMLConstants.XML_NS_URI, "id"))
                .orElse("");
        MediaType type =
                attribute("", MessageNames.CONTENT_TYPE).map(MediaType::parse).orElse(MediaType.PLAIN);
        String contentLang = lang(lang);
        return new InlineContent(name, InlineContent.content(type, text(limits.octets()), contentLang));
    }

    private String text(int most) throws XMLStreamException {
        String name = in.getLocalName();
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                throw MessageFault.invalid("The element " + MessageFault.shown(name) + " has a child " + qualifiedName()
                        + "; only text is allowed.");
            }
            if (text.length() + in.getTextLength() > most) {
                throw MessageFault.invalid("The element " + MessageFault.shown(name) + " has more than " + most
                        + " characters, the most allowed.");
            }
            text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
        }
        return text.toString();
    }

    /** The next event that says something: comments and processing instructions do not. */
    private int next() throws XMLStreamException {
        int event = in.next();
        while (event == XMLStreamConstants.COMMENT || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
            event = in.next();
        }
        if (event == XMLStreamConstants.DTD) {
            throw MessageFault.malformed("The message has a DOCTYPE; none is allowed.");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw MessageFault.malformed("The message refers to the entity " + MessageFault.shown(in.getLocalName())
                    + "; only lt, gt, amp, apos and quot are defined.");
        }
        return event;
    }

    private String lang(String inherited) {
        return attribute(XMLConstants.XML_NS_URI, "lang")
                .map(own -> XmlCharacters.isLanguage(own) ? own : "")
                .orElse(inherited);
    }

    private Optional<String> attribute(String namespace, String name) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            String of = in.getAttributeNamespace(i) == null ? "" : in.getAttributeNamespace(i);
            if (in.getAttributeLocalName(i).equals(name) && of.equals(namespace)) {
                return Optional.of(in.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    private String qualifiedName() {
        return MessageFault.shown(in.getLocalName()) + " in "
                + MessageFault.shown(in.getNamespaceURI() == null ? "" : in.getNamespaceURI());
    }
}
