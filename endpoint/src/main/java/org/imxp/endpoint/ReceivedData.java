package org.imxp.endpoint;

import java.time.Instant;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Payload;

/**
 * A data that arrived and is no instant message, such as what the presence or access service sends.
 *
 * @param data the data
 * @param payload the data with the parts that it may refer to
 * @param recipient the endpoint that it arrived for
 * @param receivedAt when
 */
public record ReceivedData(Data data, Payload payload, Address recipient, Instant receivedAt) {
    /**
     * Who sent it, as the relays have authenticated it.
     *
     * @return the originator
     */
    public Address originator() {
        return data.originator().identity();
    }
}
