package org.imxp.beep;

/**
 * What a session holds on behalf of its peer, on all channels together: messages that come in, messages that wait for a
 * reply, and replies that wait for the peer's window. One bound for all of it, whatever the number of channels (BEEP-64).
 */
final class HeldOctets {
    /** What a message costs besides its octets, so that empty ones, which no window holds back, are bounded too. */
    static final int EACH = 256;

    private final long bound;
    private long octets;

    HeldOctets(long bound) {
        this.bound = bound;
    }

    long bound() {
        return bound;
    }

    long octets() {
        return octets;
    }

    boolean fits(long more) {
        return more <= bound - octets;
    }

    /** A channel's share, given back as a whole when the channel is gone. */
    final class Share {
        private long mine;

        void add(long more) {
            mine += more;
            octets += more;
        }

        void remove(long less) {
            add(-less);
        }

        void clear() {
            add(-mine);
        }
    }
}
