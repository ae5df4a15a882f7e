package org.imxp.endpoint.presence;

import java.util.Optional;
import java.util.Set;

/** The registered words that capabilities are written in: each is the {@code baseline} of one. */
final class Vocabulary {
    /** RFC 4480: what a person does. */
    static final String ACTIVITIES = "urn:ietf:params:xml:ns:pidf:rpid";
    /** RFC 3863: a note in a language. */
    static final String NOTES = "urn:ietf:params:xml:ns:pidf";
    /** RFC 5196: what a device and a service are like. */
    static final String CAPABILITIES = "urn:ietf:params:xml:ns:pidf:caps";
    /** RFC 2533: which media are taken. */
    static final String MEDIA = "urn:ietf:rfc:rfc2533";

    /** Activities of RFC 4480 section 3.2 in which a person is there, and better not disturbed. */
    private static final Set<String> BUSY =
            Set.of("busy", "appointment", "meeting", "on-the-phone", "performance", "presentation", "steering");
    /** Activities in which a person is not where the program is. */
    private static final Set<String> AWAY = Set.of(
            "away",
            "breakfast",
            "dinner",
            "holiday",
            "in-transit",
            "meal",
            "permanent-absence",
            "shopping",
            "sleeping",
            "travel",
            "vacation",
            "worship");

    private Vocabulary() {}

    /** What activities say of availability; empty if they are none, or say nothing of it. */
    static Optional<Availability> availability(VocabularyElement element) {
        if (!element.namespace().equals(ACTIVITIES) || !element.name().equals("activities")) {
            return Optional.empty();
        }
        if (element.names().stream().anyMatch(BUSY::contains)) {
            return Optional.of(Availability.BUSY);
        }
        return element.names().stream().anyMatch(AWAY::contains) ? Optional.of(Availability.AWAY) : Optional.empty();
    }

    static String activity(String name) {
        return "<activities xmlns=\"" + ACTIVITIES + "\"><" + name + "/></activities>";
    }

    static String note(String language, String text) {
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        var attribute = language.isEmpty() ? "" : " xml:lang=\"" + language + "\"";
        return "<note xmlns=\"" + NOTES + "\"" + attribute + ">" + escaped + "</note>";
    }
}
