package org.imxp.message;

/**
 * An XML document, as characters. It was not parsed: who reads it minds its DOCTYPE and its depth.
 *
 * @param xml the document; lines end in LF, and no byte order mark is before it
 * @param type a media type of XML, such as {@code application/xml} or one that ends in {@code +xml}, without a charset
 * @param lang a language tag, or empty for none
 */
public record XmlContent(String xml, String type, String lang) implements Content {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Turns line ends to LF, as a parser would, and drops a charset from the type.
     *
     * @throws MessageFault with 501 if the type is not one of XML, or a surrogate stands alone
     */
    public XmlContent {
        MediaType media = MediaType.parse(type);
        if (!media.isXml()) {
            throw MessageFault.invalid("The media type " + MessageFault.shown(type) + " is not XML.");
        }
        type = media.withoutCharset().toString();
        xml = Lines.lf(Unicode.checked(xml));
        if (xml.startsWith(BYTE_ORDER_MARK)) {
            xml = xml.substring(1);
        }
        lang = XmlCharacters.checkedLanguage(lang);
    }

    @Override
    public XmlContent withLang(String other) {
        return new XmlContent(xml, type, other);
    }
}
