package org.imxp.endpoint.presence;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element that is the text of a capability. Others write it, so nothing is loaded or expanded for it, and its length is
 * bounded by that of a capability.
 *
 * @param namespace of its name
 * @param name without a prefix
 * @param language its xml:lang, or empty
 * @param text all character data in it
 * @param names of the elements in it, of its own namespace
 */
record VocabularyElement(String namespace, String name, String language, String text, Set<String> names) {
    private static final int MOST_CHARACTERS = 4096;
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /** Reads it; empty if the text is no such element. */
    static Optional<VocabularyElement> read(String text) {
        if (text.length() > MOST_CHARACTERS || !text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        try {
            var reader = reader(text.strip());
            try {
                return Optional.of(read(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** A factory is not said to be safe for use by several threads. */
    private static XMLStreamReader reader(String text) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new StringReader(text));
        }
    }

    private static VocabularyElement read(XMLStreamReader reader) throws XMLStreamException {
        reader.nextTag();
        var namespace = namespace(reader);
        var name = reader.getLocalName();
        var language = reader.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        var text = new StringBuilder();
        var names = new HashSet<String>();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (namespace.equals(namespace(reader))) {
                        names.add(reader.getLocalName());
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
                    throw new XMLStreamException("entities are not read");
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
        return new VocabularyElement(namespace, name, language == null ? "" : language, text.toString(), names);
    }

    private static String namespace(XMLStreamReader reader) {
        var namespace = reader.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }
}
