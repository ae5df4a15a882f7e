package org.imxp.message.receipt;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;

/**
 * A message that asks to be told what becomes of it: two fields in a namespace of their own (RFC 5438 sections 6.2, 6.3).
 *
 * @param wanted what is asked; what is unknown is left out
 * @param id the identifier that answers are to name
 */
public record ReceiptRequest(Set<Wanted> wanted, String id) {
    /** The namespace of the fields. */
    public static final String NAMESPACE = "urn:ietf:params:imdn";

    static final String NOTIFICATION = "Disposition-Notification";
    static final String MESSAGE_ID = "Message-ID";

    /** RFC 3862 Token: no separator, so that the identifier of a message, with its at sign, is none. */
    private static final Pattern TOKEN = Pattern.compile("[^\\x00-\\x20\\x7F()<>@,;:\\\\\"/\\[\\]?={}]{1,200}");

    /**
     * Copies the set.
     *
     * @throws MessageFault with 501 if the identifier is no token of RFC 3862
     */
    public ReceiptRequest {
        wanted = Set.copyOf(wanted);
        if (!TOKEN.matcher(id).matches()) {
            throw MessageFault.invalid("The identifier " + MessageFault.shown(id)
                    + " is not 1 to 200 characters without space and ()<>@,;:\\\"/[]?={}.");
        }
    }

    /**
     * What a message asks.
     *
     * @param message a message
     * @return the request; empty if it asks nothing that is known, or names no identifier
     */
    public static Optional<ReceiptRequest> of(Message message) {
        Set<Wanted> wanted = EnumSet.noneOf(Wanted.class);
        message.header().stream().filter(field -> is(field, NOTIFICATION)).forEach(field -> {
            for (String word : field.value().split(",", -1)) {
                Wanted.of(word.split(";", 2)[0].strip()).ifPresent(wanted::add);
            }
        });
        return message.header().stream()
                .filter(field -> is(field, MESSAGE_ID))
                .map(HeaderField::value)
                .findFirst()
                .filter(id -> !wanted.isEmpty() && TOKEN.matcher(id).matches())
                .map(id -> new ReceiptRequest(wanted, id));
    }

    /**
     * A message that asks this. The identifier should be one that nobody can guess, such as what comes before the {@code @} of one
     * of {@link org.imxp.message.MessageIds}.
     *
     * @param message a message; it has to have a date, or nobody answers
     * @return the message with two more fields
     * @throws MessageFault with 501 if it is a notification itself (section 7.2.1)
     */
    public Message in(Message message) {
        if (message.content().mediaType().equals(Notification.MEDIA_TYPE)) {
            throw MessageFault.invalid("A disposition notification cannot ask for one.");
        }
        String words = wanted.stream().sorted().map(Wanted::word).collect(Collectors.joining(", "));
        return message.with(new HeaderField(NAMESPACE, MESSAGE_ID, id, ""))
                .with(new HeaderField(NAMESPACE, NOTIFICATION, words, ""));
    }

    private static boolean is(HeaderField field, String name) {
        return field.name().equals(name) && field.namespace().equals(NAMESPACE);
    }
}
