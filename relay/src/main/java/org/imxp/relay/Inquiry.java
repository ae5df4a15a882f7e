package org.imxp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataHopping;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Option;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.TargetHop;

/** An option that asks for a report of what becomes of a data. */
sealed interface Inquiry {
    /** The option that asks. */
    Option option();

    /** What the report says; empty for an outcome that it is not about. */
    Optional<Outcome> reportOf(Outcome outcome);

    /** How long the report of an outcome may take on its way, in milliseconds; 0 for no bound. */
    default int returnTrip(Outcome outcome) {
        return 0;
    }

    /** What became of it (RFC 3340 section 5.1). */
    record Status(Option option) implements Inquiry {
        /**
         * Where the way ends is the final hop, whether the recipient is reached or not: nobody else could report it. A relay
         * in between reports only if it is asked itself.
         */
        @Override
        public Optional<Outcome> reportOf(Outcome outcome) {
            boolean othersWill = outcome.equals(Outcome.FORWARDED) && option.targetHop() == TargetHop.FINAL;
            return othersWill ? Optional.empty() : Optional.of(outcome);
        }
    }

    /** Whether it came in time (RFC 3342 sections 2.1.1 and 2.1.2). */
    record Timing(Option option, DataTiming value) implements Inquiry {
        @Override
        public Optional<Outcome> reportOf(Outcome outcome) {
            if (value.noLaterThan() == 0 || outcome.equals(Outcome.FORWARDED) || outcome.equals(Outcome.HELD)) {
                return Optional.empty();
            }
            if (outcome.equals(Outcome.DELIVERED)) {
                return value.returnTrip() == 0 ? Optional.empty() : Optional.of(outcome);
            }
            // What failed here for good will not be answered in time: predicted, as section 2.1 allows (OPT-7).
            return value.reportErrors()
                    ? Optional.of(new Outcome(ReplyCode.NOT_TAKEN, outcome.wording()))
                    : Optional.empty();
        }

        @Override
        public int returnTrip(Outcome outcome) {
            return outcome.equals(Outcome.DELIVERED) ? value.returnTrip() : 0;
        }
    }

    /** Whether it went in circles (RFC 3342 section 4). */
    record Hopping(Option option, DataHopping value) implements Inquiry {
        @Override
        public Optional<Outcome> reportOf(Outcome outcome) {
            return value.reportErrors() && outcome.equals(Outcome.TOO_FAR) ? Optional.of(outcome) : Optional.empty();
        }
    }

    /** All that is asked about a data for one recipient: independent reports, each with its own transID (OPEN-21). */
    static List<Inquiry> about(Data data, DataOptions options, Recipient recipient, boolean delivers) {
        if (data.options().isEmpty() && recipient.options().isEmpty()) {
            return List.of();
        }
        var inquiries = new ArrayList<Inquiry>(1);
        addStatus(inquiries, data.options());
        addStatus(inquiries, recipient.options());
        options.timing(delivers)
                .filter(timing -> timing.value().mayReport())
                .ifPresent(timing -> inquiries.add(new Timing(timing.option(), timing.value())));
        if (!delivers) {
            options.hopping()
                    .filter(hopping -> hopping.value().mayReport())
                    .ifPresent(hopping -> inquiries.add(new Hopping(hopping.option(), hopping.value())));
        }
        return List.copyOf(inquiries);
    }

    private static void addStatus(List<Inquiry> inquiries, List<Option> options) {
        for (var option : options) {
            if (option.name().equals(OptionProcessing.STATUS_REQUEST)
                    && option.transId() != 0
                    && inquiries.stream().noneMatch(other -> other.option().transId() == option.transId())) {
                inquiries.add(new Status(option));
            }
        }
    }
}
