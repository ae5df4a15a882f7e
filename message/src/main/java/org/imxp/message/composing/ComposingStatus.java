package org.imxp.message.composing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imxp.message.Content;
import org.imxp.message.MessageDates;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.XmlContent;
import org.imxp.message.XmlElement;

/**
 * A status message: whether its sender is composing a message (RFC 3994 section 3.4).
 *
 * @param active whether somebody composes; every state that is not known is read as idle (section 3.5)
 * @param lastActive when something was last added, to the second
 * @param contentType what is composed, such as {@code audio} or {@code text/plain}
 * @param refresh after how long another status follows, in whole seconds; if empty, after 120 it is over
 */
public record ComposingStatus(
        boolean active, Optional<Instant> lastActive, Optional<String> contentType, Optional<Duration> refresh) {
    /** The media type of a status message. */
    public static final String MEDIA_TYPE = "application/im-iscomposing+xml";

    /** The namespace of its elements. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:im-iscomposing";

    /** Nobody composes. */
    public static final ComposingStatus IDLE =
            new ComposingStatus(false, Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern SECONDS = Pattern.compile("\\+?0*([1-9][0-9]*)");
    private static final int LONGEST_NUMBER = 9;

    /**
     * Drops what the document cannot say: parts of a second.
     *
     * @throws MessageFault with 501 if refresh is shorter than a second
     */
    public ComposingStatus {
        lastActive = lastActive.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        refresh = refresh.map(interval -> interval.truncatedTo(ChronoUnit.SECONDS));
        if (refresh.filter(interval -> !interval.isPositive()).isPresent()) {
            throw MessageFault.invalid("A refresh interval is a whole number of seconds, one or more.");
        }
    }

    /**
     * Reads a status message.
     *
     * @param content the content of a message
     * @param limits how much is read
     * @return the status; empty if the content is of another type
     * @throws MessageFault if it should be one and is not
     */
    public static Optional<ComposingStatus> of(Content content, MessageLimits limits) {
        return content instanceof XmlContent xml && xml.mediaType().equals(MEDIA_TYPE)
                ? Optional.of(read(XmlElement.read(xml.xml(), limits)))
                : Optional.empty();
    }

    /**
     * Writes this.
     *
     * @return an XML document
     */
    public XmlContent content() {
        List<XmlElement> children = new ArrayList<>();
        children.add(XmlElement.of(NAMESPACE, "state", active ? "active" : "idle"));
        lastActive.ifPresent(instant -> children.add(XmlElement.of(NAMESPACE, "lastactive", instant.toString())));
        contentType.ifPresent(type -> children.add(XmlElement.of(NAMESPACE, "contenttype", type)));
        refresh.ifPresent(
                interval -> children.add(XmlElement.of(NAMESPACE, "refresh", Long.toString(interval.toSeconds()))));
        return new XmlContent(XmlElement.of(NAMESPACE, "isComposing", children).document(), MEDIA_TYPE, "");
    }

    private static ComposingStatus read(XmlElement root) {
        if (!root.is(NAMESPACE, "isComposing")) {
            throw MessageFault.invalid("The element " + MessageFault.shown(root.name()) + " in "
                    + MessageFault.shown(root.namespace()) + " is not 'isComposing' in '" + NAMESPACE + "'.");
        }
        String state =
                text(root, "state").orElseThrow(() -> MessageFault.invalid("A composing status has no 'state'."));
        return new ComposingStatus(
                state.equals("active"),
                text(root, "lastactive").flatMap(MessageDates::read).map(ZonedDateTime::toInstant),
                text(root, "contenttype").filter(type -> !type.isEmpty()),
                text(root, "refresh").map(ComposingStatus::seconds));
    }

    private static Duration seconds(String text) {
        Matcher number = SECONDS.matcher(text);
        if (!number.matches()) {
            throw MessageFault.invalid(
                    "The refresh " + MessageFault.shown(text) + " is not a whole number of seconds, one or more.");
        }
        String digits = number.group(1);
        // The receiver has a bound of its own; here it only has to be a number.
        return Duration.ofSeconds(digits.length() > LONGEST_NUMBER ? 999_999_999 : Integer.parseInt(digits));
    }

    private static Optional<String> text(XmlElement root, String name) {
        return root.child(name).map(element -> element.text().strip());
    }
}
