package org.imxp.message.pidf;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import org.imxp.message.MessageDates;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;

/** Reads presence documents. It may be used by several threads. */
public final class PidfReader {
    /** RFC 3863 section 4.1.7: capital letters only. */
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9T:.Z+-]+");

    private final MessageLimits limits;
    private final Set<String> understood;

    /**
     * A reader.
     *
     * @param limits how much it takes
     * @param understood the namespaces of extensions that the program understands
     */
    public PidfReader(MessageLimits limits, Set<String> understood) {
        this.limits = limits;
        this.understood = Set.copyOf(understood);
    }

    /**
     * Reads a document.
     *
     * @param content a content of type application/pidf+xml
     * @return the document; elements of unknown names in PIDF's own namespace, and extensions that must be understood and are not, are left
     *     out whole (section 4.2.3)
     * @throws MessageFault if it is none
     */
    public Pidf read(XmlContent content) {
        XmlElement root = XmlElement.read(content.xml(), limits);
        if (!root.is(Pidf.NAMESPACE, "presence")) {
            throw MessageFault.invalid("The element " + MessageFault.shown(root.name()) + " in "
                    + MessageFault.shown(root.namespace()) + " is not 'presence' in '" + Pidf.NAMESPACE + "'.");
        }
        String entity = root.attribute("entity")
                .orElseThrow(() -> MessageFault.invalid("The presence document has no entity."));
        String lang = lang(root, "");
        List<PidfTuple> tuples = new ArrayList<>();
        root.children("tuple").forEach(tuple -> tuples.add(tuple(tuple, lang)));
        return new Pidf(entity.strip(), tuples, notes(root, lang), extensions(root));
    }

    private PidfTuple tuple(XmlElement tuple, String inherited) {
        XmlElement status = tuple.child("status")
                .orElseThrow(() -> MessageFault.invalid("A tuple of the presence document has no status."));
        return new PidfTuple(
                tuple.attribute("id").map(String::strip).orElse(""),
                status.child("basic").flatMap(PidfReader::basic),
                extensions(status),
                extensions(tuple),
                tuple.child("contact").map(PidfReader::contact),
                notes(tuple, lang(tuple, inherited)),
                tuple.child("timestamp").map(PidfReader::timestamp));
    }

    private static Optional<PidfTuple.Basic> basic(XmlElement basic) {
        String text = basic.text().strip();
        return switch (text) {
            case "open" -> Optional.of(PidfTuple.Basic.OPEN);
            case "closed" -> Optional.of(PidfTuple.Basic.CLOSED);
            default ->
                throw MessageFault.invalid(
                        "The basic status " + MessageFault.shown(text) + " is neither 'open' nor 'closed'.");
        };
    }

    private static PidfContact contact(XmlElement contact) {
        return new PidfContact(
                contact.text().strip(),
                contact.attribute("priority").map(String::strip).flatMap(PidfContact::priority));
    }

    private static Instant timestamp(XmlElement timestamp) {
        String text = timestamp.text().strip();
        return Optional.of(text)
                .filter(time -> TIMESTAMP.matcher(time).matches() && time.indexOf('T') > 0)
                .flatMap(PidfReader::instant)
                .orElseThrow(() -> MessageFault.invalid(
                        "The timestamp " + MessageFault.shown(text) + " is not like 2001-10-27T16:49:29Z."));
    }

    /** With the parts of a second, which the dates of mail do not have. */
    private static Optional<Instant> instant(String text) {
        Optional<Instant> second = MessageDates.read(text).map(ZonedDateTime::toInstant);
        int point = text.indexOf('.');
        if (point < 0) {
            return second;
        }
        int end = point + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        int nanos = Integer.parseInt((text.substring(point + 1, end) + "000000000").substring(0, 9));
        return second.map(instant -> instant.plusNanos(nanos));
    }

    private static List<PidfNote> notes(XmlElement parent, String inherited) {
        return parent.children("note").stream()
                .map(note -> new PidfNote(note.text(), lang(note, inherited)))
                .toList();
    }

    private List<XmlElement> extensions(XmlElement parent) {
        return parent.children().stream()
                .filter(child -> !child.namespace().equals(Pidf.NAMESPACE) && isUnderstood(child))
                .toList();
    }

    /** What has something within that must be understood, and is not, is not understood itself. */
    private boolean isUnderstood(XmlElement extension) {
        boolean needed = extension
                .attribute(Pidf.NAMESPACE, "mustUnderstand")
                .map(String::strip)
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
        return (!needed || understood.contains(extension.namespace()))
                && extension.children().stream().allMatch(this::isUnderstood);
    }

    private static String lang(XmlElement element, String inherited) {
        return element.attribute(XMLConstants.XML_NS_URI, "lang").orElse(inherited);
    }
}
