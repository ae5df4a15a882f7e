package org.imxp.endpoint;

import java.util.List;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.beep.sasl.SaslMechanism;

/**
 * How an endpoint protects its session.
 *
 * @param tls whether it may, or must, be encrypted
 * @param trust whom it takes for the relay
 * @param mechanisms by which it authenticates: the strongest that the relay offers is taken, and PLAIN inside TLS only
 */
public record Protection(TlsPolicy tls, TlsContext trust, List<SaslMechanism> mechanisms) {
    /** Refuses to have no mechanism, and one that takes no password. */
    public Protection {
        mechanisms = List.copyOf(mechanisms);
        for (var mechanism : mechanisms) {
            if (!mechanism.takesPassword()) {
                throw new IllegalArgumentException(mechanism.registeredName() + " takes no password");
            }
        }
        if (mechanisms.isEmpty()) {
            throw new IllegalArgumentException("there is no SASL mechanism: allowed are one or more");
        }
    }

    /**
     * TLS with a relay that the platform's authorities vouch for, and every mechanism that takes a password.
     *
     * @return the default
     */
    public static Protection required() {
        return new Protection(TlsPolicy.REQUIRED, TlsContext.initiator(), SaslMechanism.byPassword());
    }
}
