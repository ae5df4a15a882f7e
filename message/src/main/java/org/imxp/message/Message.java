package org.imxp.message;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An instant message: a header for user agents, and a content.
 *
 * <p>Any field may be missing from a message that was received; {@link #sender}, {@link #recipients} and
 * {@link #replyTo} then fall back to what the relays say. {@link MessageComposer} adds what a message that is sent should have.
 *
 * @param header the fields in their order; those of unknown names are kept
 * @param content what the message says
 */
public record Message(List<HeaderField> header, Content content) {
    /**
     * Checks the fields that may occur only once.
     *
     * @throws MessageFault with 501 if date, sender or message-id occurs twice
     */
    public Message {
        header = List.copyOf(header);
        for (String name : MessageNames.SINGLE) {
            if (header.stream().filter(field -> field.is(name)).count() > 1) {
                throw MessageFault.invalid("The header element '" + name + "' occurs more than once; once is allowed.");
            }
        }
    }

    /**
     * A message of plain text, without a header.
     *
     * @param text the characters
     * @return the message
     */
    public static Message text(String text) {
        return new Message(List.of(), TextContent.plain(text));
    }

    /**
     * A builder, of a message without fields and with empty text.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * This message with one more field after the others.
     *
     * @param field the field
     * @return the message
     * @throws MessageFault with 501 if that field may occur only once and is there
     */
    public Message with(HeaderField field) {
        List<HeaderField> longer = new ArrayList<>(header);
        longer.add(field);
        return new Message(longer, content);
    }

    /**
     * This message with another content.
     *
     * @param other the content
     * @return the message
     */
    public Message with(Content other) {
        return new Message(header, other);
    }

    /**
     * The RFC 822 fields of a name.
     *
     * @param name a name in lower case
     * @return the fields in their order
     */
    public List<HeaderField> fields(String name) {
        return header.stream().filter(field -> field.is(name)).toList();
    }

    /**
     * Whom the header names as author. It proves nothing: see {@link #sender}.
     *
     * @return the addresses of all {@code from} fields
     */
    public List<MailboxAddress> from() {
        return addresses(MessageNames.FROM);
    }

    /**
     * Whom the message is addressed to.
     *
     * @return the addresses of all {@code to} fields
     */
    public List<MailboxAddress> to() {
        return addresses(MessageNames.TO);
    }

    /**
     * Who has a copy.
     *
     * @return the addresses of all {@code cc} fields
     */
    public List<MailboxAddress> cc() {
        return addresses(MessageNames.CC);
    }

    /**
     * The subject.
     *
     * @return the first of them, if there are several in different languages
     */
    public Optional<String> subject() {
        return first(MessageNames.SUBJECT);
    }

    /**
     * The subject in a language.
     *
     * @param lang a language tag
     * @return the subject with that tag, in any case of its letters; else the first
     */
    public Optional<String> subject(String lang) {
        return fields(MessageNames.SUBJECT).stream()
                .filter(field -> field.lang().equalsIgnoreCase(lang))
                .findFirst()
                .map(HeaderField::value)
                .or(this::subject);
    }

    /**
     * When the message was composed.
     *
     * @return the date, or nothing if there is none that can be read
     */
    public Optional<ZonedDateTime> date() {
        return first(MessageNames.DATE).flatMap(MessageDates::read);
    }

    /**
     * The message's identifier.
     *
     * @return such as {@code 7f3a@example.com}, without angle brackets
     */
    public Optional<String> messageId() {
        return first(MessageNames.MESSAGE_ID).map(ContentIds::unbracketed).filter(id -> !id.isEmpty());
    }

    /**
     * The messages that this one answers.
     *
     * @return their identifiers, without angle brackets
     */
    public List<String> inReplyTo() {
        return identifiers(MessageNames.IN_REPLY_TO);
    }

    /**
     * The messages of the thread before this one.
     *
     * @return their identifiers, without angle brackets
     */
    public List<String> references() {
        return identifiers(MessageNames.REFERENCES);
    }

    /**
     * Who sent the message, as its relay has authenticated it, and whether the header says otherwise.
     *
     * @param originator the data originator, such as {@code fred@example.com}
     * @return the sender
     */
    public Sender sender(String originator) {
        return Sender.of(this, originator);
    }

    /**
     * Whom to show as recipients.
     *
     * @param recipient the recipient of the data, such as {@code wilma@example.com}
     * @return the addresses of to and cc, or the recipient's inbox if there are none
     */
    public List<MailboxAddress> recipients(String recipient) {
        List<MailboxAddress> named = new ArrayList<>(to());
        named.addAll(cc());
        return named.isEmpty() ? List.of(MailboxAddress.inbox(recipient)) : List.copyOf(named);
    }

    /**
     * Where an answer goes.
     *
     * @param originator the data originator, such as {@code fred@example.com}
     * @return the addresses of reply-to, or the originator's inbox if there are none
     */
    public List<MailboxAddress> replyTo(String originator) {
        List<MailboxAddress> named = addresses(MessageNames.REPLY_TO);
        return named.isEmpty() ? List.of(MailboxAddress.inbox(originator)) : named;
    }

    List<MailboxAddress> addresses(String name) {
        return fields(name).stream()
                .flatMap(field -> MailboxAddress.list(field.value()).stream())
                .toList();
    }

    private Optional<String> first(String name) {
        return fields(name).stream().findFirst().map(HeaderField::value);
    }

    private List<String> identifiers(String name) {
        return fields(name).stream()
                .flatMap(field -> MessageIds.list(field.value()).stream())
                .toList();
    }

    /** Builds a message; its fields come in the order of the calls. */
    public static final class Builder {
        private final List<HeaderField> header = new ArrayList<>();
        private Content content = TextContent.plain("");

        private Builder() {}

        /**
         * Adds an author.
         *
         * @param address such as {@code im:fred@example.com}
         * @return this
         */
        public Builder from(String address) {
            return address(MessageNames.FROM, address);
        }

        /**
         * Adds a recipient.
         *
         * @param address such as {@code im:wilma@example.com}
         * @return this
         */
        public Builder to(String address) {
            return address(MessageNames.TO, address);
        }

        /**
         * Adds one who gets a copy.
         *
         * @param address such as {@code im:barney@example.com}
         * @return this
         */
        public Builder cc(String address) {
            return address(MessageNames.CC, address);
        }

        /**
         * Adds an address for answers.
         *
         * @param address any URI, such as {@code mailto:fred@example.com}
         * @return this
         */
        public Builder replyTo(String address) {
            return address(MessageNames.REPLY_TO, address);
        }

        /**
         * Adds a subject.
         *
         * @param subject the text
         * @return this
         */
        public Builder subject(String subject) {
            return field(HeaderField.of(MessageNames.SUBJECT, subject));
        }

        /**
         * Sets when the message was composed.
         *
         * @param date the date, written to the second
         * @return this
         */
        public Builder date(ZonedDateTime date) {
            return field(HeaderField.of(MessageNames.DATE, MessageDates.write(date)));
        }

        /**
         * Sets the identifier.
         *
         * @param id such as {@link MessageIds#next} gives
         * @return this
         */
        public Builder messageId(String id) {
            return field(HeaderField.of(MessageNames.MESSAGE_ID, MessageIds.bracketed(id)));
        }

        /**
         * Adds a message that this one answers.
         *
         * @param id its identifier
         * @return this
         */
        public Builder inReplyTo(String id) {
            return field(HeaderField.of(MessageNames.IN_REPLY_TO, MessageIds.bracketed(id)));
        }

        /**
         * Adds any field.
         *
         * @param field the field
         * @return this
         */
        public Builder field(HeaderField field) {
            header.add(field);
            return this;
        }

        /**
         * Sets plain text as the content.
         *
         * @param text the characters
         * @return this
         */
        public Builder text(String text) {
            return content(TextContent.plain(text));
        }

        /**
         * Sets the content.
         *
         * @param other the content
         * @return this
         */
        public Builder content(Content other) {
            content = other;
            return this;
        }

        /**
         * Builds the message.
         *
         * @return the message
         * @throws MessageFault with 501 if date or message-id was set twice
         */
        public Message build() {
            return new Message(header, content);
        }

        private Builder address(String name, String address) {
            return field(HeaderField.of(name, MailboxAddress.of(address).toString()));
        }
    }
}
