package org.imxp.protocol;

import java.util.List;

/**
 * Alters how an operation is processed (RFC 3340 section 5).
 *
 * @param name what identifies it
 * @param targetHop which relays process it
 * @param mustUnderstand whether a relay that it applies to, and that does not know it, fails; the opposite of the IMXP
 *     dialect's seeNoEvil
 * @param transId 1 to 2147483647, or 0 when none is given, which an option tolerates unless a report needs it (OPEN-18)
 * @param localize the languages wanted for diagnostics, best first; may be empty
 * @param content what the option holds
 */
public record Option(
        OptionName name,
        TargetHop targetHop,
        boolean mustUnderstand,
        int transId,
        List<String> localize,
        XmlFragment content) {
    /** Refuses a transID out of range and what is not a language tag. */
    public Option {
        ProtocolNumber.zeroOrMore("transID", transId);
        localize = List.copyOf(localize);
        for (var language : localize) {
            if (!XmlSyntax.isLanguage(language)) {
                throw new IllegalArgumentException("localize has \"" + Excerpt.of(language)
                        + "\": allowed are language tags such as en or en-GB, with spaces between them");
            }
        }
    }

    /**
     * A registered option that may be ignored, without content, for the final relay.
     *
     * @param name its registered name
     * @param transId 1 to 2147483647, or 0 for none
     * @return the option
     */
    public static Option internal(String name, int transId) {
        return new Option(new InternalOption(name), TargetHop.FINAL, false, transId, List.of(), XmlFragment.EMPTY);
    }

    /**
     * The same option for other relays.
     *
     * @param changed which relays process it
     * @return the changed option
     */
    public Option withTargetHop(TargetHop changed) {
        return new Option(name, changed, mustUnderstand, transId, localize, content);
    }

    /**
     * The same option with other words about relays that do not know it.
     *
     * @param changed whether they fail
     * @return the changed option
     */
    public Option withMustUnderstand(boolean changed) {
        return new Option(name, targetHop, changed, transId, localize, content);
    }

    /**
     * The same option holding something else.
     *
     * @param changed what it holds
     * @return the changed option
     */
    public Option withContent(XmlFragment changed) {
        return new Option(name, targetHop, mustUnderstand, transId, localize, changed);
    }
}
