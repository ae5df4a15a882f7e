package org.imxp.message.receipt;

import java.util.Locale;

/**
 * What has become of a message (RFC 5438 section 5).
 *
 * @param kind of what this tells
 * @param status what has become of it
 */
public record Disposition(Kind kind, Status status) {
    /** It has been delivered. */
    public static final Disposition DELIVERED = new Disposition(Kind.DELIVERY, Status.DELIVERED);

    /** It could not be delivered. */
    public static final Disposition FAILED = new Disposition(Kind.DELIVERY, Status.FAILED);

    /** It has been shown. */
    public static final Disposition DISPLAYED = new Disposition(Kind.DISPLAY, Status.DISPLAYED);

    /** Of what a notification tells. */
    public enum Kind {
        /** Whether the message has reached its recipient. */
        DELIVERY,
        /** What an intermediary has done with it. */
        PROCESSING,
        /** Whether it has been shown. */
        DISPLAY;

        /** The element that has the status within. */
        String element() {
            return name().toLowerCase(Locale.ROOT) + "-notification";
        }

        boolean allows(Status status) {
            return switch (status) {
                case DELIVERED, FAILED -> this == DELIVERY;
                case PROCESSED, STORED -> this == PROCESSING;
                case DISPLAYED -> this == DISPLAY;
                case FORBIDDEN, ERROR -> true;
            };
        }
    }

    /** What has become of a message. */
    public enum Status {
        /** It has been delivered. */
        DELIVERED,
        /** It could not be delivered. */
        FAILED,
        /** An intermediary has done its part. */
        PROCESSED,
        /** An intermediary holds it. */
        STORED,
        /** It has been shown. */
        DISPLAYED,
        /** The sender may not know. */
        FORBIDDEN,
        /** It is not known. */
        ERROR;

        String element() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Refuses a status that does not belong to the kind.
     *
     * @throws IllegalArgumentException such as for a display that is delivered
     */
    public Disposition {
        if (!kind.allows(status)) {
            throw new IllegalArgumentException("A notification of " + kind + " cannot be " + status + ".");
        }
    }
}
