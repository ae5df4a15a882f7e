package org.imxp.message;

/**
 * How the lines of a Message element are laid out. Line ends are CRLF.
 *
 * @param prefix the namespace prefix with its colon, or empty for the default namespace
 * @param reference what parts the declaration of the namespace from the content attribute
 * @param indent what comes before a child
 * @param end what comes before the end tag
 */
record ElementLayout(String prefix, String reference, String indent, String end) {
    /** As the child of a data-content in a data element. */
    static final ElementLayout INLINE = new ElementLayout("", " ", "\r\n      ", "\r\n    ");

    /** As a MIME part of its own. */
    static final ElementLayout PART = new ElementLayout(MessageNames.PREFIX + ":", "\r\n    ", "\r\n  ", "\r\n");

    StringBuilder open(String contentReference) {
        String declaration = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.substring(0, prefix.length() - 1);
        StringBuilder out = new StringBuilder();
        out.append('<').append(prefix).append(MessageNames.MESSAGE).append(' ');
        attribute(out, declaration, MessageNames.NAMESPACE);
        out.append(reference);
        attribute(out, MessageNames.CONTENT_REFERENCE, contentReference);
        return out.append('>');
    }

    void field(StringBuilder out, HeaderField field) {
        boolean ours = field.namespace().equals(MessageNames.NAMESPACE);
        String name = ours ? prefix + field.name() : field.name();
        out.append(indent).append('<').append(name);
        if (!ours) {
            attribute(out.append(' '), "xmlns", field.namespace());
        }
        if (!field.lang().isEmpty()) {
            attribute(out.append(' '), "xml:lang", field.lang());
        }
        out.append('>')
                .append(XmlCharacters.text(field.value()))
                .append("</")
                .append(name)
                .append('>');
    }

    void content(StringBuilder out, Content content, String characters) {
        String name = prefix + MessageNames.CONTENT;
        out.append(indent).append('<').append(name).append(' ');
        attribute(out, MessageNames.CONTENT_NAME, MessageNames.CONTENT);
        attribute(out.append(' '), MessageNames.CONTENT_TYPE, content.type());
        String separator = indent + "  ";
        if (!content.lang().isEmpty()) {
            attribute(out.append(separator), "xml:lang", content.lang());
            separator = " ";
        }
        if (MediaType.parse(content.type()).parameter("format").isPresent()) {
            // Spaces at line ends carry meaning in flowed text (MSG-15).
            attribute(out.append(separator), "xml:space", "preserve");
        }
        out.append('>')
                .append(Lines.crlf(XmlCharacters.text(characters)))
                .append("</")
                .append(name)
                .append('>');
    }

    String close(StringBuilder out) {
        return out.append(end)
                .append("</")
                .append(prefix)
                .append(MessageNames.MESSAGE)
                .append('>')
                .toString();
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(name).append("='").append(XmlCharacters.attribute(value)).append('\'');
    }
}
