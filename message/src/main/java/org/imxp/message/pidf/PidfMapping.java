package org.imxp.message.pidf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.imxp.message.ContentIds;
import org.imxp.message.MailboxAddress;
import org.imxp.message.XmlElement;

/** The way between IMXP's presence and PIDF, as a gateway of CPP goes it. */
public final class PidfMapping {
    /** The namespace of what PIDF has no element for. */
    public static final String NAMESPACE = "urn:imxp:presence";

    /** How long an open tuple is good for that was asked for once (CPIM-22). */
    public static final Duration POLLED = Duration.ofDays(1);

    private static final int ID_OCTETS = 8;

    private PidfMapping() {}

    /**
     * Makes a document of a presence.
     *
     * @param presence a presence
     * @param now by which tuples are open or closed (PRES-3)
     * @return the document
     */
    public static Pidf toPidf(Presence presence, Instant now) {
        List<PidfTuple> tuples = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (Presence.Tuple tuple : presence.tuples()) {
            String id = id(tuple.destination());
            int number = used.merge(id, 1, Integer::sum);
            tuples.add(tuple(tuple, number == 1 ? id : id + "." + number, presence.lastUpdate(), now));
        }
        List<XmlElement> extensions = presence.publisherInfo().isEmpty()
                ? List.of()
                : List.of(XmlElement.of(NAMESPACE, "publisherInfo", presence.publisherInfo()));
        return new Pidf(uri("pres", presence.publisher()), tuples, List.of(), extensions);
    }

    /**
     * Makes a presence of a document.
     *
     * @param pidf a document
     * @param publisher the endpoint whose presence it is
     * @param until when the subscription ends; if empty, the presence was asked for once
     * @param now what time it is
     * @return the presence, without publisherInfo; empty if the document has notes only (OPEN-39)
     */
    public static Optional<Presence> toPresence(Pidf pidf, String publisher, Optional<Instant> until, Instant now) {
        if (pidf.tuples().isEmpty() && !pidf.notes().isEmpty()) {
            return Optional.empty();
        }
        Instant openUntil = until.orElse(now.plus(POLLED));
        List<Presence.Tuple> tuples = pidf.tuples().stream()
                .sorted(Comparator.comparingInt(PidfMapping::priority).reversed())
                .map(tuple -> tuple(tuple, publisher, openUntil, now))
                .toList();
        return Optional.of(new Presence(
                publisher,
                pidf.newest(),
                "",
                tuples.isEmpty() ? List.of(new Presence.Tuple(inbox(publisher), now, "", List.of())) : tuples));
    }

    /**
     * When the document of a presence changes by itself, so that those who watch it are to be told.
     *
     * @param presence a presence
     * @param now after when
     * @return the time at which the next tuple closes; empty if none is open
     */
    public static Optional<Instant> nextClosing(Presence presence, Instant now) {
        return presence.tuples().stream()
                .map(Presence.Tuple::availableUntil)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    /**
     * Where the presence says that the document itself is to be found: in a part beside it (OPEN-38).
     *
     * @param presence a presence that was made of a document
     * @param contentId the Content-ID of the part with the document, untouched
     * @return the presence with a publisherInfo
     */
    public static Presence withOriginal(Presence presence, String contentId) {
        return new Presence(presence.publisher(), presence.lastUpdate(), ContentIds.url(contentId), presence.tuples());
    }

    private static PidfTuple tuple(Presence.Tuple tuple, String id, Optional<Instant> changed, Instant now) {
        List<XmlElement> extensions = new ArrayList<>();
        extensions.add(XmlElement.of(
                NAMESPACE, "availableUntil", tuple.availableUntil().toString()));
        if (!tuple.tupleInfo().isEmpty()) {
            extensions.add(XmlElement.of(NAMESPACE, "tupleInfo", tuple.tupleInfo()));
        }
        tuple.capabilities()
                .forEach(capability -> extensions.add(XmlElement.of(NAMESPACE, "capabilities", capability.text())
                        .with("baseline", capability.baseline())));
        boolean open = tuple.availableUntil().isAfter(now);
        return new PidfTuple(
                id,
                Optional.of(open ? PidfTuple.Basic.OPEN : PidfTuple.Basic.CLOSED),
                List.of(),
                extensions,
                Optional.of(new PidfContact(contact(tuple.destination()), Optional.empty())),
                List.of(),
                // Section 4.1.7: when the status changed; an open tuple closes by itself.
                changed.map(time -> open || time.isAfter(tuple.availableUntil()) ? time : tuple.availableUntil()));
    }

    private static Presence.Tuple tuple(PidfTuple tuple, String publisher, Instant openUntil, Instant now) {
        boolean open = tuple.basic().filter(PidfTuple.Basic.OPEN::equals).isPresent();
        Instant closed = tuple.timestamp().filter(time -> time.isBefore(now)).orElse(now);
        String destination = tuple.contact()
                .map(PidfContact::uri)
                .filter(uri -> !uri.isEmpty())
                .orElseGet(() -> inbox(publisher));
        return new Presence.Tuple(destination, open ? openUntil : closed, "", List.of());
    }

    private static int priority(PidfTuple tuple) {
        return tuple.contact().flatMap(PidfContact::thousandths).orElse(0);
    }

    /** Other systems know instant inboxes, and not the endpoints of this one. */
    private static String contact(String destination) {
        String scheme =
                destination.substring(0, Math.max(destination.indexOf(':'), 0)).toLowerCase(Locale.ROOT);
        return scheme.equals("apex") || scheme.equals("imxp")
                ? "im" + destination.substring(scheme.length())
                : destination;
    }

    private static String inbox(String endpoint) {
        return MailboxAddress.inbox(endpoint).uri();
    }

    private static String uri(String scheme, String endpoint) {
        String inbox = inbox(endpoint);
        return scheme + inbox.substring(inbox.indexOf(':'));
    }

    /** The same for a destination in every document, and a name that XML allows. */
    private static String id(String destination) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(destination.getBytes(StandardCharsets.UTF_8));
            return "t" + HexFormat.of().formatHex(digest, 0, ID_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
