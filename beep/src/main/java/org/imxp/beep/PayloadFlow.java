package org.imxp.beep;

/**
 * How far an application has got with a payload that it takes piece by piece: what it has consumed the peer may send
 * again (RFC 3081 section 3.1.4). Used by the session's owner only.
 */
public final class PayloadFlow {
    private final ChannelInput input;
    private long unconsumed;
    private boolean discarding;

    PayloadFlow(ChannelInput input) {
        this.input = input;
    }

    /**
     * Octets are dealt with.
     *
     * @param octets how many, at most as many as were received and not consumed yet
     * @throws IllegalArgumentException if there are more
     */
    public void consumed(long octets) {
        if (discarding) {
            return;
        }
        if (octets < 0 || octets > unconsumed) {
            throw new IllegalArgumentException(
                    octets + " octets consumed, " + unconsumed + " have come and are not consumed");
        }
        unconsumed -= octets;
        input.consumed(octets);
    }

    /** The rest is of no interest: what comes of it is thrown away. The receiver is still told of the end. */
    public void discard() {
        consumed(unconsumed);
        discarding = true;
    }

    boolean isDiscarding() {
        return discarding;
    }

    void received(int octets) {
        unconsumed += octets;
    }
}
