package org.imxp.beep;

import org.imxp.beep.sasl.SaslMechanism;

/** Sees to it that the channel binding of a session serves one attempt only (RFC 9266 section 4.1). */
final class BindingUse {
    private boolean used;

    /** Whether an attempt by a mechanism may begin; one that binds the channel is the last such. */
    boolean allows(String mechanism) {
        if (SaslMechanism.named(mechanism).filter(SaslMechanism::bindsChannel).isEmpty()) {
            return true;
        }
        var first = !used;
        used = true;
        return first;
    }
}
