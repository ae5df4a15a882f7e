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
     * Reads the options that apply here.
     *
     * @param delivers whether this relay delivers to any recipient
     * @throws ProtocolException if one can't be understood, or reports and says not as what
     */
    static DataOptions of(List<Option> options, boolean delivers) {
        if (options.isEmpty()) {
            return NONE;
        }
        var timing = single(options, DataTiming.OPTION, delivers)
                .map(option -> new Timing(option, DataTiming.read(option.content())));
        timing.filter(found -> found.value().mayReport()).ifPresent(found -> requireTransId(found.option()));
        var hopping = single(options, DataHopping.OPTION, delivers)
                .map(option -> new Hopping(option, DataHopping.read(option.content())));
        hopping.filter(found -> found.value().mayReport()).ifPresent(found -> requireTransId(found.option()));
        boolean holds = options.stream()
                .anyMatch(option ->
                        option.name().equals(OptionProcessing.HOLD) && OptionProcessing.appliesTo(option, delivers));
        return new DataOptions(timing, hopping, holds);
    }

    private static Optional<Option> single(List<Option> options, OptionName name, boolean delivers) {
        Predicate<Option> wanted =
                option -> option.name().equals(name) && OptionProcessing.appliesTo(option, delivers);
        var found = options.stream().filter(wanted).toList();
        if (found.size() > 1) {
            throw refusal(found.getLast(), Sentence.OPTION_TWICE);
        }
        return found.stream().findFirst();
    }

    private static void requireTransId(Option option) {
        if (option.transId() == 0) {
            throw refusal(option, Sentence.OPTION_NEEDS_TRANS_ID);
        }
    }

    private static ProtocolException refusal(Option option, Sentence sentence) {
        var outcome = Outcome.of(ReplyCode.PARAMETER_SYNTAX_ERROR, sentence, option.name());
        return new ProtocolException(
                outcome.code(), outcome.diagnostic(option.localize()).text());
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
        var further = hopping.filter(found -> found.option().targetHop() == TargetHop.ALL)
                .map(found ->
                        replaced(left, found.option(), found.value().next().equals(found.value())
                                ? found.option()
                                : found.option().withContent(found.value().next().write())))
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
