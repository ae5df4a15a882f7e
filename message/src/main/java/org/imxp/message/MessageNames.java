package org.imxp.message;

import java.util.Set;

/** The names of the message format, in the one place where a correction of their reconstruction would go. */
public final class MessageNames {
    /** The namespace of the header elements; it is compared octet for octet, the final colon included. */
    public static final String NAMESPACE = "URN:IANA:message:rfc822:";

    /** The media type of a header written in XML. */
    public static final String MEDIA_TYPE = "message/rfc822+xml";

    /** The media type of earlier drafts: read, never written. */
    public static final String OLD_MEDIA_TYPE = "message/rfc822|xml";

    /** The media type of the multipart form. */
    public static final String MULTIPART = "multipart/related";

    /** The scheme of an instant inbox. */
    public static final String INBOX_SCHEME = "im";

    static final String MESSAGE = "Message";
    static final String CONTENT = "Content";
    /** The prefix by which others know the namespace. */
    public static final String PREFIX = "RFC822";

    static final String CONTENT_REFERENCE = "content";
    static final String CONTENT_NAME = "Name";
    static final String CONTENT_TYPE = "type";

    /** The field that names an author. */
    public static final String FROM = "from";

    static final String SENDER = "sender";
    static final String REPLY_TO = "reply-to";
    /** The field that names a recipient. */
    public static final String TO = "to";
    /** The field that names who has a copy. */
    public static final String CC = "cc";
    /** The field that tells when the message was composed. */
    public static final String DATE = "date";
    /** The field that has the identifier. */
    public static final String MESSAGE_ID = "message-id";

    static final String IN_REPLY_TO = "in-reply-to";
    static final String REFERENCES = "references";
    /** The field that tells what it is about. */
    public static final String SUBJECT = "subject";

    /** The fields of which RFC 822 section 4.1 allows one, and of which a second would say two different things. */
    static final Set<String> SINGLE = Set.of(DATE, SENDER, MESSAGE_ID);

    static final Set<String> ADDRESS_SCHEMES = Set.of(INBOX_SCHEME, "apex", "imxp", "mailto");

    private MessageNames() {}

    static boolean isMimeField(String name) {
        return name.startsWith("content-") || name.equals("mime-version");
    }
}
