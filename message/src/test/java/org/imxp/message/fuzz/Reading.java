package org.imxp.message.fuzz;

import java.util.Optional;
import java.util.function.Supplier;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MessageWriter;
import org.imxp.message.MultipartIds;
import org.imxp.testkit.fuzz.FuzzRule;

/** What the targets read by. */
final class Reading {
    static final MessageReader READER = new MessageReader(MessageLimits.DEFAULT);
    static final MessageWriter WRITER = new MessageWriter();
    static final MultipartIds IDS = MultipartIds.of("a-boundary-of-our-own", "1@example.com", "2@example.com");

    private Reading() {}

    /** What is read; nothing if that ends in the one fault that is stated, which is fit for a peer and a log. */
    static <T> Optional<T> orFault(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (MessageFault fault) {
            FuzzRule.sentence(fault.sentence());
            FuzzRule.holds(fault.sentence().chars().noneMatch(c -> c < ' '), fault::sentence);
            FuzzRule.holds(
                    fault.code() == MessageFault.MALFORMED || fault.code() == MessageFault.INVALID,
                    () -> "code " + fault.code());
            return Optional.empty();
        }
    }
}
