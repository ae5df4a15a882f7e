package org.imxp.endpoint.keys;

import java.util.Set;
import java.util.stream.Collectors;
import org.imxp.message.security.EnvelopeCheck.Doubt;

/** Says what speaks against a signed message. */
final class DoubtWords {
    private DoubtWords() {}

    static String of(Set<Doubt> doubts) {
        return doubts.stream().sorted().map(DoubtWords::of).collect(Collectors.joining("; ", "", "."));
    }

    private static String of(Doubt doubt) {
        return switch (doubt) {
            case OTHER_SENDER -> "it was signed as somebody else's";
            case OTHER_RECIPIENT -> "it was written to others";
            case NO_DATE -> "what was signed has no date";
            case TOO_OLD -> "it is older than " + SeenMessages.PERIOD.toDays() + " days";
            case TOO_NEW -> "its date is yet to come";
            case NO_ID -> "what was signed has no identifier";
            case OTHER_ENVELOPE -> "its date or identifier is not that of its envelope";
            case SEEN -> "it has arrived before, or is not later than what was forgotten of its sender";
        };
    }
}
