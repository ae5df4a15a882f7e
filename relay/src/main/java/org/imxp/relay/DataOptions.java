package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.imxp.protocol.DataHopping;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Option;
import org.imxp.protocol.OptionName;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.TargetHop;
import org.imxp.protocol.XmlFragment;

/**
 * What the options of a data ask of this relay (RFC 3342 sections 2 to 4).
 *
 * @param timing how long it may take
 * @param hopping how far it may go
 * @param holds whether it waits for a recipient that is away
 */
record DataOptions(Optional<Timing> timing, Optional<Hopping> hopping, boolean holds) {
    static final DataOptions NONE = new DataOptions(Optional.empty(), Optional.empty(), false);

    /** A dataTiming option, and what it holds. */
    record Timing(Option option, DataTiming value) {}

    /** A dataHopping option, and what it holds. */
    record Hopping(Option option, DataHopping value) {}

    /**
     * What is wrong with the options that apply here: one that can't be read or is there twice, or that reports and says not
     * as what (OPEN-18).
     *
     * @param delivers whether this relay delivers to any recipient
     */
    static Optional<Outcome> fault(List<Option> options, boolean delivers) {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        return fault(
                        options,
                        DataTiming.OPTION,
                        delivers,
                        content -> DataTiming.read(content).mayReport())
                .or(() -> fault(
                        options,
                        DataHopping.OPTION,
                        delivers,
                        content -> DataHopping.read(content).mayReport()));
    }

    private static Optional<Outcome> fault(
            List<Option> options, OptionName name, boolean delivers, Predicate<XmlFragment> reports) {
        var found = applying(options, name, delivers);
        if (found.size() > 1) {
            return Optional.of(refusal(found.getLast(), Sentence.OPTION_TWICE));
        }
        for (var option : found) {
            try {
                if (reports.test(option.content()) && option.transId() == 0) {
                    return Optional.of(refusal(option, Sentence.OPTION_NEEDS_TRANS_ID));
                }
            } catch (ProtocolException e) {
                return Optional.of(Outcome.of(e.code(), String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    private static Outcome refusal(Option option, Sentence sentence) {
        return Outcome.of(ReplyCode.PARAMETER_SYNTAX_ERROR, sentence, option.name())
                .in(option.localize());
    }

    private static List<Option> applying(List<Option> options, OptionName name, boolean delivers) {
        return options.stream()
                .filter(option -> option.name().equals(name) && OptionProcessing.appliesTo(option, delivers))
                .toList();
    }

    /**
     * Reads the options that apply here, in which there is no {@linkplain #fault fault}.
     *
     * @param delivers whether this relay delivers to any recipient
     */
    static DataOptions of(List<Option> options, boolean delivers) {
        if (options.isEmpty()) {
            return NONE;
        }
        var timing = applying(options, DataTiming.OPTION, delivers).stream()
                .findFirst()
                .map(option -> new Timing(option, DataTiming.read(option.content())));
        var hopping = applying(options, DataHopping.OPTION, delivers).stream()
                .findFirst()
                .map(option -> new Hopping(option, DataHopping.read(option.content())));
        boolean holds = !applying(options, OptionProcessing.HOLD, delivers).isEmpty();
        return new DataOptions(timing, hopping, holds);
    }

    /** The times that count for a recipient. */
    Optional<Timing> timing(boolean delivers) {
        return timing.filter(found -> OptionProcessing.appliesTo(found.option(), delivers));
    }

    /** The options as the recipient's application gets them: all, with what is left of the time (OPEN-20). */
    List<Option> forDelivery(List<Option> options, long elapsed) {
        return timing(true).map(found -> lowered(options, found, elapsed)).orElse(options);
    }

    /** The options as the next relay gets them (requirement CORE-37). */
    List<Option> onward(List<Option> options, long elapsed) {
        var left = timing.filter(found -> found.option().targetHop() == TargetHop.ALL)
                .map(found -> lowered(options, found, elapsed))
                .orElse(options);
        var further = hopping.filter(found -> found.option().targetHop() == TargetHop.ALL
                        && found.value().noMoreThan() != 0)
                .map(found -> replaced(
                        left,
                        found.option(),
                        found.option().withContent(found.value().next().write())))
                .orElse(left);
        return OptionProcessing.onward(further);
    }

    private static List<Option> lowered(List<Option> options, Timing timing, long elapsed) {
        var left = timing.value().after(elapsed);
        return left.equals(timing.value())
                ? options
                : replaced(options, timing.option(), timing.option().withContent(left.write()));
    }

    private static List<Option> replaced(List<Option> options, Option old, Option changed) {
        var all = new ArrayList<>(options);
        all.replaceAll(option -> option.equals(old) ? changed : option);
        return all;
    }
}
