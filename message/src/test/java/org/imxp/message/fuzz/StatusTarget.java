package org.imxp.message.fuzz;

import java.nio.charset.StandardCharsets;
import org.imxp.message.Content;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;
import org.imxp.message.composing.ComposingStatus;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.NotificationReader;
import org.imxp.testkit.fuzz.FuzzRule;

/** An XML document, a notification, and a status of composing, is one or a fault; what is written reads the same. */
public final class StatusTarget {
    private static final NotificationReader NOTIFICATIONS = new NotificationReader(Reading.READER);

    private StatusTarget() {}

    /**
     * Tries an input.
     *
     * @param input an XML document
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var xml = new String(input, StandardCharsets.UTF_8);
        Reading.orFault(() -> XmlElement.read(xml, MessageLimits.DEFAULT))
                .ifPresent(element -> FuzzRule.same(
                        element,
                        XmlElement.read(element.document(), MessageLimits.DEFAULT),
                        "an element and what is read of it when written"));
        for (var type : new String[] {Notification.MEDIA_TYPE, ComposingStatus.MEDIA_TYPE}) {
            Reading.orFault(() -> new XmlContent(xml, type, "")).ifPresent(StatusTarget::signals);
        }
    }

    static void signals(Content content) {
        Reading.orFault(() -> NOTIFICATIONS.isNotification(content));
        Reading.orFault(() -> NOTIFICATIONS.read(content))
                .ifPresent(all -> all.forEach(one -> FuzzRule.same(
                        one,
                        NOTIFICATIONS.read(one.content()).getFirst(),
                        "a notification and what is read of it when written")));
        Reading.orFault(() -> ComposingStatus.of(content, MessageLimits.DEFAULT))
                .flatMap(status -> status)
                .ifPresent(status -> FuzzRule.same(
                        status,
                        ComposingStatus.of(status.content(), MessageLimits.DEFAULT)
                                .orElseThrow(),
                        "a status and what is read of it when written"));
    }
}
