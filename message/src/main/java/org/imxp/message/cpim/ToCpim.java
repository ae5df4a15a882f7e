package org.imxp.message.cpim;

import java.nio.ByteBuffer;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imxp.message.HeaderField;
import org.imxp.message.MailboxAddress;
import org.imxp.message.Message;
import org.imxp.message.MessageDates;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageNames;
import org.imxp.message.MessageWriter;
import org.imxp.message.MimeEntity;

/** Makes a CPIM message of a message: by CPIM's own headers where the way back gives the same field, else also by fields in a namespace. */
final class ToCpim {
    private static final String IMDN = "message/imdn+xml";

    private final Message message;
    private final List<CpimHeader> headers = new ArrayList<>();
    private final Map<String, String> prefixes = new LinkedHashMap<>();

    private ToCpim(Message message) {
        this.message = message;
    }

    static CpimMessage map(Message message) {
        return new ToCpim(message).mapped();
    }

    private CpimMessage mapped() {
        for (HeaderField field : message.header()) {
            if (!field.namespace().equals(MessageNames.NAMESPACE)) {
                extension(field);
                continue;
            }
            switch (field.name()) {
                case "bcc" -> {}
                case MessageNames.FROM, MessageNames.TO, MessageNames.CC, MessageNames.DATE, MessageNames.SUBJECT ->
                    own(field);
                case MessageNames.MESSAGE_ID -> {
                    if (!field.value().equals("<" + message.messageId().orElse("") + ">")
                            || contentId().isEmpty()) {
                        add(MessageNames.NAMESPACE, field);
                    }
                }
                default -> add(MessageNames.NAMESPACE, field);
            }
        }
        byte[] part = new MessageWriter().writePart(message.content(), partFields());
        return new CpimMessage(headers, MimeEntity.read(ByteBuffer.wrap(part), MessageLimits.DEFAULT));
    }

    private List<String> partFields() {
        List<String> fields = new ArrayList<>();
        contentId().ifPresent(id -> fields.add("Content-ID: <" + id + ">"));
        if (message.content().mediaType().equals(IMDN)) {
            // RFC 5438 section 7.2.1.
            fields.add("Content-Disposition: notification");
        }
        return fields;
    }

    private Optional<String> contentId() {
        return message.messageId().filter(CpimMapping::isContentId);
    }

    private void own(HeaderField field) {
        headers.addAll(ownHeaders(field));
        if (!message.fields(field.name()).stream().allMatch(ToCpim::comesBack)) {
            add(MessageNames.NAMESPACE, field);
        }
    }

    private static boolean comesBack(HeaderField field) {
        List<CpimHeader> own = ownHeaders(field);
        return own.size() == 1
                && CpimMapping.field(field.name(), own.getFirst()).equals(Optional.of(field));
    }

    private static List<CpimHeader> ownHeaders(HeaderField field) {
        return switch (field.name()) {
            case MessageNames.FROM -> addresses("From", field);
            case MessageNames.TO -> addresses("To", field);
            case MessageNames.CC -> addresses("cc", field);
            case MessageNames.DATE ->
                MessageDates.read(field.value())
                        .map(date -> CpimHeader.of("DateTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date)))
                        .stream()
                        .toList();
            default -> List.of(new CpimHeader("", "Subject", lang(field), CpimEscapes.escaped(field.value())));
        };
    }

    private static List<CpimHeader> addresses(String name, HeaderField field) {
        return MailboxAddress.list(field.value()).stream()
                .filter(address -> CpimAddress.isUri(address.uri()))
                .map(address ->
                        new CpimHeader("", name, "", new CpimAddress(address.phrase(), address.uri()).toString()))
                .toList();
    }

    private void extension(HeaderField field) {
        if (field.namespace().equals(CpimName.CORE)
                && CpimMessage.UNDERSTOOD.contains(new CpimName(CpimName.CORE, field.name()))) {
            throw MessageFault.invalid("The header element " + MessageFault.shown(field.name())
                    + " would pose as a header of CPIM itself.");
        }
        add(CpimMapping.writtenNamespace(field.namespace()), field);
    }

    private void add(String namespace, HeaderField field) {
        String prefix = prefix(namespace);
        headers.add(new CpimHeader(
                prefix, CpimMapping.writtenName(field.name()), lang(field), CpimEscapes.escaped(field.value())));
    }

    private String prefix(String namespace) {
        String known = prefixes.get(namespace);
        if (known != null) {
            return known;
        }
        String prefix = switch (namespace) {
            case MessageNames.NAMESPACE -> MessageNames.PREFIX;
            case CpimMapping.IMDN_NAMESPACE -> "imdn";
            default -> "x" + (prefixes.size() + 1);
        };
        prefixes.put(namespace, prefix);
        headers.add(new CpimHeader("", "NS", "", prefix + " <" + namespace + ">"));
        return prefix;
    }

    private static String lang(HeaderField field) {
        return field.lang().isEmpty() ? "" : ";lang=" + field.lang();
    }
}
