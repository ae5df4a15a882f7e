package org.imxp.system.raw;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An XML element, read by the JDK's parser. */
public final class Xml {
    private final Element element;

    private Xml(Element element) {
        this.element = element;
    }

    static Xml parse(String text) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Xml(
                    builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("not XML: " + text, e);
        }
    }

    /**
     * The name without prefix.
     *
     * @return such as {@code data}
     */
    public String name() {
        return element.getLocalName();
    }

    /**
     * The namespace.
     *
     * @return empty for none
     */
    public String namespace() {
        var namespace = element.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /**
     * An attribute.
     *
     * @param name without prefix
     * @return empty if it is not there
     */
    public String attribute(String name) {
        return element.getAttribute(name);
    }

    /**
     * All character data within.
     *
     * @return as it is after unescaping
     */
    public String text() {
        return element.getTextContent();
    }

    /**
     * The elements within that have a name, at any depth.
     *
     * @param name without prefix
     * @return in their order
     */
    public List<Xml> all(String name) {
        var nodes = element.getElementsByTagNameNS("*", name);
        var found = new ArrayList<Xml>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element inner) {
                found.add(new Xml(inner));
            }
        }
        return found;
    }

    /**
     * The only element within that has a name.
     *
     * @param name without prefix
     * @return it
     */
    public Xml only(String name) {
        var found = all(name);
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " elements " + name + " in " + name());
        }
        return found.getFirst();
    }
}
