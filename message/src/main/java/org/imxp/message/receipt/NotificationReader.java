package org.imxp.message.receipt;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imxp.message.Content;
import org.imxp.message.MediaType;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageReader;
import org.imxp.message.MimeEntity;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.XmlContent;

/** Reads notifications, alone or several in one message (RFC 5438 sections 8.3, 9). It may be used by several threads. */
public final class NotificationReader {
    /** Octets of an aggregate of notifications; each has a few hundred. */
    public static final int MOST_OCTETS = 64 * 1024;

    private static final String MIXED = "multipart/mixed";

    private final MessageReader reader;

    /**
     * A reader.
     *
     * @param reader whose limits hold
     */
    public NotificationReader(MessageReader reader) {
        this.reader = reader;
    }

    /**
     * Reads what a content notifies of.
     *
     * @param content the content of a message
     * @return one or more notifications; empty if the message is an instant message
     * @throws org.imxp.message.MessageFault if it should be one and is not
     */
    public List<Notification> read(Content content) {
        return documents(content).stream()
                .map(document -> NotificationFormat.read(document, reader.limits()))
                .toList();
    }

    /**
     * Whether a message is a notification, or has one in it. It looks at types only, and so also tells one that is broken.
     *
     * @param content the content of a message
     * @return whether nothing is to be asked or answered about it
     */
    public boolean isNotification(Content content) {
        return types(content).contains(Notification.MEDIA_TYPE);
    }

    /**
     * Whether a message is a notification, or some, and nothing else, so that there is nothing in it to show. It looks at types only.
     *
     * @param content the content of a message
     * @return whether all of it is for the program
     */
    public boolean isOnly(Content content) {
        return types(content).equals(Set.of(Notification.MEDIA_TYPE));
    }

    /** Of the content, or of the parts of an aggregate; a multipart that is broken, or long as messages are, is no aggregate. */
    private Set<String> types(Content content) {
        if (!(content instanceof OpaqueContent opaque)
                || !opaque.mediaType().equals(MIXED)
                || opaque.octets().remaining() > MOST_OCTETS) {
            return Set.of(content.mediaType());
        }
        try {
            return reader.parts(MediaType.parse(opaque.type()), opaque.octets()).stream()
                    .map(part -> part.header().mediaType().map(MediaType::name).orElse(""))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (MessageFault broken) {
            return Set.of(MIXED);
        }
    }

    private List<XmlContent> documents(Content content) {
        return switch (content) {
            case TextContent _ -> List.of();
            case XmlContent xml -> notification(xml).stream().toList();
            case OpaqueContent opaque -> {
                MediaType type = MediaType.parse(opaque.type());
                yield type.is(MIXED) && opaque.octets().remaining() <= MOST_OCTETS
                        ? within(reader.parts(type, opaque.octets()))
                        : List.of();
            }
        };
    }

    private List<XmlContent> within(List<MimeEntity> parts) {
        return parts.stream()
                .map(reader::content)
                .flatMap(part -> part instanceof XmlContent xml ? notification(xml).stream() : Stream.empty())
                .toList();
    }

    private static Optional<XmlContent> notification(XmlContent xml) {
        return xml.mediaType().equals(Notification.MEDIA_TYPE) ? Optional.of(xml) : Optional.empty();
    }
}
