package org.imxp.message;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads an element with all that is within. */
final class XmlElementReader {
    private final XMLStreamReader in;
    private final MessageLimits limits;
    private int elements;

    private XmlElementReader(XMLStreamReader in, MessageLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    static XmlElement read(String xml, MessageLimits limits) {
        if (xml.length() > limits.octets()) {
            throw MessageFault.invalid(
                    "The XML has " + xml.length() + " characters; at most " + limits.octets() + " are allowed.");
        }
        try {
            XMLStreamReader in = ElementReader.factory(limits).createXMLStreamReader(new StringReader(xml));
            try {
                return new XmlElementReader(in, limits).document();
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw ElementReader.notWellFormed(e);
        }
    }

    private XmlElement document() throws XMLStreamException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            event = next();
        }
        XmlElement root = element(1);
        while (event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return root;
    }

    private XmlElement element(int level) throws XMLStreamException {
        elements++;
        if (level > limits.nesting()) {
            throw MessageFault.invalid(
                    "The XML has elements more than " + limits.nesting() + " deep, the most allowed.");
        }
        if (elements > limits.elements()) {
            throw MessageFault.invalid("The XML has more than " + limits.elements() + " elements, the most allowed.");
        }
        String namespace = orEmpty(in.getNamespaceURI());
        String name = in.getLocalName();
        List<XmlElement.Attribute> attributes = attributes();
        List<XmlNode> content = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                flush(text, content);
                content.add(element(level + 1));
            } else {
                text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
            }
        }
        flush(text, content);
        return new XmlElement(namespace, name, attributes, content);
    }

    private static void flush(StringBuilder text, List<XmlNode> content) {
        if (!text.isEmpty()) {
            content.add(new XmlNode.Text(text.toString()));
            text.setLength(0);
        }
    }

    private List<XmlElement.Attribute> attributes() {
        List<XmlElement.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < in.getAttributeCount(); i++) {
            attributes.add(new XmlElement.Attribute(
                    orEmpty(in.getAttributeNamespace(i)), in.getAttributeLocalName(i), in.getAttributeValue(i)));
        }
        return attributes;
    }

    private int next() throws XMLStreamException {
        int event = in.next();
        while (event == XMLStreamConstants.COMMENT || event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
            event = in.next();
        }
        if (event == XMLStreamConstants.DTD) {
            throw MessageFault.malformed("The XML has a DOCTYPE; none is allowed.");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw MessageFault.malformed("The XML refers to the entity " + MessageFault.shown(in.getLocalName())
                    + "; only lt, gt, amp, apos and quot are defined.");
        }
        return event;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
