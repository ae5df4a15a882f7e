package org.imxp.relay;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;

/**
 * What becomes of a data for a recipient, and who wants to know.
 *
 * @param recipient the recipient
 * @param transIds those of the requests for a report
 * @param outcome known now or later, on any thread; never fails
 */
record Fate(Address recipient, List<Integer> transIds, CompletionStage<Outcome> outcome) {}
