package org.imxp.message.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;

/** Notifications as XML: what is of other namespaces is no concern of ours (RFC 5438 section 11.1). */
final class NotificationFormat {
    private NotificationFormat() {}

    static XmlContent write(Notification notification) {
        List<XmlElement> children = new ArrayList<>();
        children.add(element("message-id", notification.messageId()));
        children.add(element("datetime", notification.dateTime()));
        notification.recipient().ifPresent(uri -> children.add(element("recipient-uri", uri)));
        // The schema has the two together or neither, and the subject with them only.
        notification
                .originalRecipient()
                .or(notification::recipient)
                .ifPresent(uri -> children.add(element("original-recipient-uri", uri)));
        notification.subject().ifPresent(subject -> children.add(element("subject", subject)));
        Disposition disposition = notification.disposition();
        XmlElement status = XmlElement.of(
                Notification.NAMESPACE,
                "status",
                List.of(element(disposition.status().element(), "")));
        children.add(XmlElement.of(Notification.NAMESPACE, disposition.kind().element(), List.of(status)));
        String document =
                XmlElement.of(Notification.NAMESPACE, "imdn", children).document();
        return new XmlContent(document, Notification.MEDIA_TYPE, "");
    }

    static Notification read(XmlContent content, MessageLimits limits) {
        XmlElement root = XmlElement.read(content.xml(), limits);
        if (!root.is(Notification.NAMESPACE, "imdn")) {
            throw MessageFault.invalid("The element " + MessageFault.shown(root.name()) + " in "
                    + MessageFault.shown(root.namespace()) + " is not 'imdn' in '" + Notification.NAMESPACE + "'.");
        }
        return new Notification(
                needed(root, "message-id"),
                needed(root, "datetime"),
                text(root, "recipient-uri"),
                text(root, "original-recipient-uri"),
                text(root, "subject"),
                disposition(root));
    }

    private static Disposition disposition(XmlElement root) {
        List<Disposition.Kind> kinds = Stream.of(Disposition.Kind.values())
                .filter(kind -> root.child(kind.element()).isPresent())
                .toList();
        if (kinds.size() != 1) {
            throw MessageFault.invalid("A disposition notification tells of " + kinds.size()
                    + " things; it tells of one: delivery, processing or display.");
        }
        Disposition.Kind kind = kinds.getFirst();
        XmlElement status = root.child(kind.element())
                .flatMap(element -> element.child("status"))
                .orElseThrow(() -> MessageFault.invalid("The '" + kind.element() + "' has no 'status'."));
        List<Disposition.Status> found = Stream.of(Disposition.Status.values())
                .filter(value ->
                        kind.allows(value) && !status.children(value.element()).isEmpty())
                .toList();
        if (found.size() != 1) {
            throw MessageFault.invalid("The status of the '" + kind.element() + "' has " + found.size()
                    + " of the values of RFC 5438; it has one.");
        }
        return new Disposition(kind, found.getFirst());
    }

    private static XmlElement element(String name, String text) {
        return XmlElement.of(Notification.NAMESPACE, name, text);
    }

    private static String needed(XmlElement root, String name) {
        return text(root, name)
                .orElseThrow(() -> MessageFault.invalid("A disposition notification has no '" + name + "'."));
    }

    private static Optional<String> text(XmlElement root, String name) {
        return root.child(name).map(element -> element.text().strip());
    }
}
