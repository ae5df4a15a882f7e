package org.imxp.message.pidf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;

/** Writes presence documents: an XML declaration, UTF-8, and the elements in the order of RFC 3863 section 4.1. */
public final class PidfWriter {
    private PidfWriter() {}

    /**
     * Writes a document.
     *
     * @param pidf the document
     * @return a content of type application/pidf+xml
     * @throws org.imxp.message.MessageFault with 501 if something has a character that XML does not allow
     */
    public static XmlContent write(Pidf pidf) {
        List<XmlElement> children = new ArrayList<>();
        pidf.tuples().forEach(tuple -> children.add(tuple(tuple)));
        pidf.notes().forEach(note -> children.add(note(note)));
        children.addAll(pidf.extensions());
        XmlElement root = XmlElement.of(Pidf.NAMESPACE, "presence", children).with("entity", pidf.entity());
        return new XmlContent(root.document(), Pidf.MEDIA_TYPE, "");
    }

    private static XmlElement tuple(PidfTuple tuple) {
        List<XmlElement> status = new ArrayList<>();
        tuple.basic()
                .ifPresent(basic -> status.add(element("basic", basic.name().toLowerCase(Locale.ROOT))));
        status.addAll(tuple.status());
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of(Pidf.NAMESPACE, "status", status));
        children.addAll(tuple.extensions());
        tuple.contact().ifPresent(contact -> {
            XmlElement plain = element("contact", contact.uri());
            children.add(contact.priority()
                    .map(value -> plain.with("priority", value))
                    .orElse(plain));
        });
        tuple.notes().forEach(note -> children.add(note(note)));
        tuple.timestamp().ifPresent(time -> children.add(element("timestamp", time.toString())));
        return XmlElement.of(Pidf.NAMESPACE, "tuple", children).with("id", tuple.id());
    }

    private static XmlElement note(PidfNote note) {
        XmlElement plain = element("note", note.text());
        return note.lang().isEmpty()
                ? plain
                : plain.with(new XmlElement.Attribute(XMLConstants.XML_NS_URI, "lang", note.lang()));
    }

    private static XmlElement element(String name, String text) {
        return XmlElement.of(Pidf.NAMESPACE, name, text);
    }
}
