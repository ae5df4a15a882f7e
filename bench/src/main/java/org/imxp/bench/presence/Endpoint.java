package org.imxp.bench.presence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.beep.Channel;
import org.imxp.bench.measure.Attaching;
import org.imxp.bench.measure.PayloadOctets;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceWriter;

/** An endpoint that is attached. Used by the event loop of all endpoints. */
final class Endpoint {
    private static final String FRAGMENT = "Content";
    private static final PresenceWriter WRITER = new PresenceWriter();

    private final Address address;
    private final Channel channel;
    private final Hearing hearing;
    private int transId;

    /**
     * An endpoint.
     *
     * @param transId its transaction-identifiers begin after this
     */
    Endpoint(int number, Channel channel, Hearing hearing, int transId) {
        this.address = Site.endpoint(number);
        this.channel = channel;
        this.hearing = hearing;
        this.transId = transId;
    }

    /** Asks for the entry of an endpoint, and for its changes for so many seconds. */
    void subscribe(int publisher, int seconds) {
        send(new PresenceOperation.Subscribe(Site.endpoint(publisher), ++transId, seconds));
    }

    /** Asks for the entry of an endpoint. */
    void poll(int publisher) {
        subscribe(publisher, 0);
    }

    /** Changes its entry. */
    void publish(int change, Instant last) {
        var now = Instant.now();
        send(new PresenceOperation.Publish(
                address, ++transId, now, Entries.of(address, Optional.of(last), change, now)));
    }

    private void send(PresenceOperation operation) {
        var _ = channel.send(List.of(ByteBuffer.wrap(octets(address, Site.SERVICE, operation))))
                .whenComplete((reply, failure) -> {
                    if (failure != null) {
                        hearing.failed(address + ": " + failure);
                    } else if (!reply.positive()) {
                        hearing.failed(address + " was refused what it said to the service");
                    }
                });
    }

    /** A data with an operation as it is sent. */
    static byte[] octets(Address originator, Address recipient, PresenceOperation operation) {
        var content = new DataContent(FRAGMENT, WRITER.write(operation, Attaching.DIALECT));
        return PayloadOctets.of(Payload.of(Data.of(content, originator, recipient)));
    }
}
