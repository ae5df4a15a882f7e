package org.imxp.relay;

import java.util.concurrent.CompletionStage;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;

/** Whom reports on a data go to: its originator, attached here or in another domain. Used by all threads. */
interface Addressee {
    Address endpoint();

    Dialect dialect();

    /** Takes room for reports, each of them to be {@linkplain #report sent} or {@linkplain #forgoReports forgone} later. */
    boolean expectReports(int count);

    /** Sends a report that there is room for. */
    CompletionStage<Outcome> report(Payload payload, int destinations);

    /** Gives back the room of reports that are not sent. */
    void forgoReports(int count);
}
