package org.imxp.relay.store;

/**
 * How much is held.
 *
 * @param data how many data
 * @param octets how many octets their payloads have
 */
public record HeldTotals(long data, long octets) {
    /** Nothing. */
    public static final HeldTotals NONE = new HeldTotals(0, 0);

    /**
     * Both together.
     *
     * @param other what else
     * @return the sums
     */
    public HeldTotals plus(HeldTotals other) {
        return new HeldTotals(data + other.data, octets + other.octets);
    }
}
