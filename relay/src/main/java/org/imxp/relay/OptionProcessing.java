package org.imxp.relay;

import java.util.List;
import java.util.Optional;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;
import org.imxp.protocol.ReplyCode;

/** Which options count at this relay, and which travel on (RFC 3340 section 5). */
final class OptionProcessing {
    /** RFC 3340 section 5.1. */
    static final OptionName STATUS_REQUEST = new InternalOption("statusRequest");

    /** Where an option stands; it says which options this relay knows there. */
    enum Containing {
        /** Here targetHop means nothing: each option applies (requirement CORE-39). */
        ATTACH,
        BIND,
        DATA,
        ORIGINATOR,
        RECIPIENT;

        private boolean knows(Option option) {
            return switch (this) {
                case DATA, RECIPIENT -> option.name().equals(STATUS_REQUEST);
                case ATTACH, BIND, ORIGINATOR -> false;
            };
        }
    }

    private OptionProcessing() {}

    /** The refusal of attach and bind options, if there is one. */
    static Optional<Outcome> fault(List<Option> options, Containing containing) {
        return fault(options, containing, true);
    }

    /**
     * The error of processing, if there is one (requirement CORE-38).
     *
     * @param delivers whether this relay hands the containing element to the recipient itself
     */
    static Optional<Outcome> fault(List<Option> options, Containing containing, boolean delivers) {
        for (var option : options) {
            if (isFor(option, containing, delivers)) {
                if (!containing.knows(option) && option.mustUnderstand()) {
                    return Optional.of(Outcome.of(
                            ReplyCode.PARAMETER_NOT_IMPLEMENTED,
                            "option " + option.name() + " is not understood here"));
                }
                if (containing.knows(option) && option.transId() == 0) {
                    return Optional.of(Outcome.of(
                            ReplyCode.PARAMETER_SYNTAX_ERROR, "option " + option.name() + " needs a transID here"));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFor(Option option, Containing containing, boolean delivers) {
        return switch (containing) {
            case ATTACH, BIND -> true;
            case DATA, ORIGINATOR, RECIPIENT -> appliesTo(option, delivers);
        };
    }

    private static boolean appliesTo(Option option, boolean delivers) {
        return switch (option.targetHop()) {
            case THIS, ALL -> true;
            case FINAL -> delivers;
        };
    }

    /** Who asks for a report of what this relay does: the transIDs (requirement CORE-41). */
    static List<Integer> statusRequests(List<Option> options) {
        if (options.isEmpty()) {
            return List.of();
        }
        // Where the way ends is the final hop, whether the recipient is reached or not: nobody else could report it.
        return options.stream()
                .filter(option -> option.name().equals(STATUS_REQUEST) && option.transId() != 0)
                .map(Option::transId)
                .distinct()
                .toList();
    }
}
