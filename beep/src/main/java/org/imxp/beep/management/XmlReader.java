package org.imxp.beep.management;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** Reads the XML that RFC 3080 section 6.4 allows: no declaration, no DOCTYPE, predefined entities only (BEEP-42). */
final class XmlReader {
    static final int MAX_DEPTH = 4;
    static final int MAX_ATTRIBUTES = 16;
    static final int MAX_CHILDREN = 512;

    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    private static XMLInputFactory factory() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Lazily found faults would come as another, unchecked, exception.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_CHILDREN_PER_ELEMENT, MAX_CHILDREN);
        return factory;
    }

    static XmlNode read(ByteBuffer octets, Charset charset) {
        var xml = decode(octets, charset).strip();
        if (xml.startsWith("<?xml ") || xml.startsWith("<?xml\t")) {
            throw new ManagementException(500, "an XML declaration is not allowed");
        }
        try {
            var reader = FACTORY.createXMLStreamReader(new StringReader(xml));
            return document(reader);
        } catch (XMLStreamException e) {
            throw new ManagementException(500, "malformed XML: " + firstLine(e));
        }
    }

    private static String decode(ByteBuffer octets, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(octets)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ManagementException(500, "malformed " + charset);
        }
    }

    private static XmlNode document(XMLStreamReader reader) throws XMLStreamException {
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var root = element(reader);
                    expectEnd(reader);
                    return root;
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.SPACE -> {}
                case XMLStreamConstants.DTD -> throw new ManagementException(500, "a DOCTYPE is not allowed");
                default -> throw new ManagementException(500, "malformed XML: no element");
            }
        }
    }

    private static void expectEnd(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                throw new ManagementException(500, "malformed XML: a second root element");
            }
        }
    }

    private static XmlNode element(XMLStreamReader reader) throws XMLStreamException {
        var name = reader.getLocalName();
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        List<XmlNode> children = new ArrayList<>();
        var text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader));
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlNode(name, attributes, children, text.toString());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw new ManagementException(500, "malformed XML: an entity that is not predefined");
            }
        }
    }

    private static String firstLine(XMLStreamException e) {
        var message = e.getMessage();
        return message == null
                ? "not XML"
                : Excerpt.of(message.lines().findFirst().orElse("not XML"));
    }
}
