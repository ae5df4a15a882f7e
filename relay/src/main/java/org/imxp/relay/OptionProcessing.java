package org.imxp.relay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.DataHopping;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Element;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.TargetHop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which options count at this relay, and whether it can do what they ask (RFC 3340 section 5). Used by all threads. */
final class OptionProcessing {
    /** RFC 3340 section 5.1. */
    static final OptionName STATUS_REQUEST = new InternalOption("statusRequest");
    /** RFC 3342 section 1. */
    static final OptionName ATTACH_OVERRIDE = new InternalOption("attachOverride");
    /** RFC 3342 section 3; it is its presence that counts (OPEN-18). */
    static final OptionName HOLD = new InternalOption("hold4Endpoint");

    private static final Logger LOG = LoggerFactory.getLogger(OptionProcessing.class);

    /** Where an option stands; it says which options this relay knows there. */
    enum Containing {
        /** Here targetHop means nothing: each option applies (requirement CORE-39). */
        ATTACH,
        BIND,
        DATA,
        ORIGINATOR,
        RECIPIENT;

        private boolean knows(OptionName name) {
            return switch (this) {
                case ATTACH -> name.equals(ATTACH_OVERRIDE);
                case DATA ->
                    name.equals(STATUS_REQUEST)
                            || name.equals(HOLD)
                            || name.equals(DataTiming.OPTION)
                            || name.equals(DataHopping.OPTION);
                case RECIPIENT -> name.equals(STATUS_REQUEST);
                case BIND, ORIGINATOR -> false;
            };
        }

        private static boolean anyKnows(OptionName name) {
            for (var containing : values()) {
                if (containing.knows(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Map<OptionName, OptionHandler> handlers = new HashMap<>();

    /** Refuses a handler of what the relay knows itself, and two of the same option. */
    OptionProcessing(List<OptionHandler> handlers) {
        for (var handler : handlers) {
            var name = handler.name();
            if (Containing.anyKnows(name) || this.handlers.put(name, handler) != null) {
                throw new IllegalArgumentException(
                        "option " + name + " has a handler already: allowed is one for each option");
            }
        }
    }

    /** The refusal of attach and bind options, if there is one. */
    Optional<Outcome> fault(List<Option> options, Containing containing, Element operation) {
        for (var option : options) {
            var fault = fault(option, containing, operation);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /**
     * The error of processing, if there is one (requirement CORE-38).
     *
     * @param delivers whether this relay hands the containing element to the recipient itself
     */
    Optional<Outcome> fault(List<Option> options, Containing containing, Element operation, boolean delivers) {
        return options.isEmpty()
                ? Optional.empty()
                : fault(
                        options.stream()
                                .filter(option -> appliesTo(option, delivers))
                                .toList(),
                        containing,
                        operation);
    }

    private Optional<Outcome> fault(Option option, Containing containing, Element operation) {
        var name = option.name();
        if (containing.knows(name)) {
            return name.equals(STATUS_REQUEST) && option.transId() == 0
                    ? fault(option, ReplyCode.PARAMETER_SYNTAX_ERROR, Sentence.OPTION_NEEDS_TRANS_ID)
                    : Optional.empty();
        }
        var handler = handlers.get(name);
        if (handler != null) {
            return handled(handler, option, operation);
        }
        return option.mustUnderstand()
                ? fault(option, ReplyCode.PARAMETER_NOT_IMPLEMENTED, Sentence.OPTION_UNKNOWN)
                : Optional.empty();
    }

    /** In the languages that the option itself wants (requirement CORE-40). */
    private static Optional<Outcome> fault(Option option, ReplyCode code, Sentence sentence) {
        return Optional.of(Outcome.of(code, sentence, option.name()).in(option.localize()));
    }

    /** A handler is somebody else's code: whatever it does, the session goes on. */
    private static Optional<Outcome> handled(OptionHandler handler, Option option, Element operation) {
        try {
            return handler.process(option, operation).map(error -> new Outcome(error.code(), error.diagnostic()));
        } catch (RuntimeException e) {
            LOG.error("the handler of option {} failed", option.name(), e);
            return fault(option, ReplyCode.ABORTED, Sentence.OPTION_FAILED);
        }
    }

    /**
     * Whether an option of a data applies to this relay.
     *
     * @param delivers whether this relay hands the data to the recipient itself
     */
    static boolean appliesTo(Option option, boolean delivers) {
        return switch (option.targetHop()) {
            case THIS, ALL -> true;
            case FINAL -> delivers;
        };
    }

    /** What the next relay gets to see (requirement CORE-37). */
    static List<Option> onward(List<Option> options) {
        return options.stream()
                .filter(option -> option.targetHop() != TargetHop.THIS)
                .toList();
    }
}
