package org.imxp.relay;

import java.time.Duration;
import org.imxp.relay.service.ManualAlarms;

/** Time that goes by when a test says so, as the relay has it. */
final class ManualTime extends ManualAlarms implements Time {
    void pass(int millis) {
        pass(Duration.ofMillis(millis));
    }
}
