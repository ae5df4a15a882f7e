package org.imxp.message;

import javax.xml.XMLConstants;

/** Writes elements: each namespace as the default one where it begins, and prefixes for attributes alone. */
final class XmlElementWriter {
    private final StringBuilder out = new StringBuilder();
    private int prefixes;

    private XmlElementWriter() {}

    static String write(XmlElement element) {
        XmlElementWriter writer = new XmlElementWriter();
        writer.element(element, "");
        return writer.out.toString();
    }

    private void element(XmlElement element, String inherited) {
        out.append('<').append(element.name());
        if (!element.namespace().equals(inherited)) {
            attribute("xmlns", element.namespace());
        }
        element.attributes().forEach(this::attribute);
        if (element.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (XmlNode node : element.content()) {
            switch (node) {
                case XmlElement child -> element(child, element.namespace());
                // A carriage return would be read as a line feed.
                case XmlNode.Text(String text) ->
                    out.append(XmlCharacters.text(text).replace("\r", "&#13;"));
            }
        }
        out.append("</").append(element.name()).append('>');
    }

    private void attribute(XmlElement.Attribute attribute) {
        if (attribute.namespace().isEmpty()) {
            attribute(attribute.name(), attribute.value());
        } else if (attribute.namespace().equals(XMLConstants.XML_NS_URI)) {
            attribute("xml:" + attribute.name(), attribute.value());
        } else {
            String prefix = "a" + prefixes++;
            attribute("xmlns:" + prefix, attribute.namespace());
            attribute(prefix + ":" + attribute.name(), attribute.value());
        }
    }

    private void attribute(String name, String value) {
        out.append(' ')
                .append(name)
                .append("='")
                .append(XmlCharacters.attribute(value))
                .append('\'');
    }
}
