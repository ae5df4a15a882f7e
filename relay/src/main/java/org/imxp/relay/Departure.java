package org.imxp.relay;

import java.time.Instant;
import java.util.Optional;
import org.imxp.protocol.Payload;

/**
 * A data that is to be sent to the next relay. What its options say of time depends on when that is (RFC 3342 sections 2.1 and
 * 2.2), so it is asked for its octets when the next relay is ready to take them.
 */
interface Departure {
    /** What came, or is sent: about as large as what will go, and of the same originator. */
    Payload unchanged();

    /**
     * The data as the next relay gets it now. To be called once, just before it is sent.
     *
     * @return empty if it is too late: then the outcome is {@link Outcome#TOO_LATE}
     */
    Optional<Payload> payload();

    /** When it is of no use any more to send it; empty for never. */
    Optional<Instant> expiry();

    /** A data that goes as it is whenever it goes. */
    static Departure of(Payload payload) {
        return new Departure() {
            @Override
            public Payload unchanged() {
                return payload;
            }

            @Override
            public Optional<Payload> payload() {
                return Optional.of(payload);
            }

            @Override
            public Optional<Instant> expiry() {
                return Optional.empty();
            }
        };
    }
}
