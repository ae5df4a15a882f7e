package org.imxp.protocol;

import java.util.Locale;

/** Which relays process an option (RFC 3340 section 5, requirement CORE-37). */
public enum TargetHop {
    /** The relay that receives it, which removes it before sending on. */
    THIS,
    /** The relay that delivers to the recipient. */
    FINAL,
    /** Every relay; each keeps it for the next. */
    ALL;

    /** The value of the attribute. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TargetHop parse(String text) {
        return switch (text) {
            case "this" -> THIS;
            case "final" -> FINAL;
            case "all" -> ALL;
            default ->
                throw ProtocolException.invalid(
                        "targetHop is \"" + Excerpt.of(text) + "\": allowed are this, final and all");
        };
    }
}
