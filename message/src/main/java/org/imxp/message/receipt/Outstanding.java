package org.imxp.message.receipt;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the sender of one message has been told of it: a state, of which each notification makes the next.
 *
 * <p>A notification counts only if it comes from one of the recipients, as the relay has authenticated it, names this message, and
 * tells what was asked (RFC 5438 sections 7.1.2, 14.1). No answer means nothing.
 *
 * @param request what was asked
 * @param fates what has become of it at each recipient
 */
public record Outstanding(ReceiptRequest request, Map<String, Fate> fates) {
    /** What has become of a message at one recipient. */
    public enum Fate {
        /** Nothing has been told. */
        SENT,
        /** The recipient does not let it be known, or it is not known. */
        UNKNOWN,
        /** It was not delivered. */
        FAILED,
        /** It has reached the recipient's program. */
        DELIVERED,
        /** It has been shown. */
        DISPLAYED
    }

    /** Copies the map. */
    public Outstanding {
        fates = Map.copyOf(fates);
    }

    /**
     * The state after sending.
     *
     * @param request what the message asks
     * @param recipients the endpoints it was sent to
     * @return the state
     */
    public static Outstanding of(ReceiptRequest request, List<String> recipients) {
        return new Outstanding(
                request,
                recipients.stream().collect(Collectors.toMap(Outstanding::folded, _ -> Fate.SENT, (a, _) -> a)));
    }

    /**
     * What has become of the message.
     *
     * @param recipient one of its recipients
     * @return its fate there
     */
    public Fate fate(String recipient) {
        return fates.getOrDefault(folded(recipient), Fate.SENT);
    }

    /**
     * What follows from a notification.
     *
     * @param notification what arrived
     * @param originator who sent it, as the relay has authenticated it
     * @return the next state; this one if the notification does not count, or tells less than is known
     */
    public Outstanding after(Notification notification, String originator) {
        String recipient = folded(originator);
        Fate known = fates.get(recipient);
        Disposition told = notification.disposition();
        if (known == null || !notification.messageId().equals(request.id()) || !asked(told)) {
            return this;
        }
        Fate fate = fate(told.status());
        boolean later =
                fate.compareTo(known) > 0 && !(known == Fate.FAILED && told.kind() == Disposition.Kind.DELIVERY);
        if (!later) {
            return this;
        }
        Map<String, Fate> changed = new HashMap<>(fates);
        changed.put(recipient, fate);
        return new Outstanding(request, changed);
    }

    private boolean asked(Disposition told) {
        return switch (told.kind()) {
            case PROCESSING -> false;
            case DISPLAY -> request.wanted().contains(Wanted.DISPLAY);
            case DELIVERY ->
                switch (told.status()) {
                    case DELIVERED -> request.wanted().contains(Wanted.POSITIVE_DELIVERY);
                    case FAILED -> request.wanted().contains(Wanted.NEGATIVE_DELIVERY);
                    case FORBIDDEN, ERROR, PROCESSED, STORED, DISPLAYED ->
                        request.wanted().contains(Wanted.POSITIVE_DELIVERY)
                                || request.wanted().contains(Wanted.NEGATIVE_DELIVERY);
                };
        };
    }

    private static Fate fate(Disposition.Status status) {
        return switch (status) {
            case DELIVERED -> Fate.DELIVERED;
            case DISPLAYED -> Fate.DISPLAYED;
            case FAILED -> Fate.FAILED;
            case FORBIDDEN, ERROR, PROCESSED, STORED -> Fate.UNKNOWN;
        };
    }

    /** Without a subaddress, which tells programs of one user apart; the domain in any case. */
    private static String folded(String endpoint) {
        int at = endpoint.lastIndexOf('@');
        int slash = endpoint.indexOf('/');
        String local = endpoint.substring(0, slash >= 0 && slash < at ? slash : Math.max(at, 0));
        return local + endpoint.substring(Math.max(at, 0)).toLowerCase(Locale.ROOT);
    }
}
