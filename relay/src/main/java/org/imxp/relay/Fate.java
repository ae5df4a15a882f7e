package org.imxp.relay;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.imxp.protocol.Recipient;

/**
 * What becomes of a data for a recipient, and who wants to know.
 *
 * @param recipient the recipient
 * @param delivers whether the recipient is to be reached here, not by another relay
 * @param inquiries what asks for a report
 * @param delay the report of a delay, if one is asked for
 * @param outcome known now or later, on any thread; never fails
 */
record Fate(
        Recipient recipient,
        boolean delivers,
        List<Inquiry> inquiries,
        Optional<DelayReport> delay,
        CompletableFuture<Outcome> outcome) {
    Fate {
        inquiries = List.copyOf(inquiries);
    }

    boolean isAsked() {
        return !inquiries.isEmpty();
    }
}
