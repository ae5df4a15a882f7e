package org.imxp.cli.history;

import java.time.Duration;

/**
 * How much a history holds; what is oldest goes first.
 *
 * @param entries at most
 * @param octets of texts, names and raw forms, at most
 * @param rawOctets the longest raw form that is kept
 * @param keep how old an entry may get, unless the history itself says otherwise
 */
public record HistoryLimits(long entries, long octets, int rawOctets, Duration keep) {
    /** 100,000 entries, 256 MiB, 64 KiB, a year. */
    public static final HistoryLimits DEFAULT =
            new HistoryLimits(100_000, 256L * 1024 * 1024, 64 * 1024, Duration.ofDays(365));

    /** Refuses what would hold nothing. */
    public HistoryLimits {
        if (entries < 1 || octets < 1 || rawOctets < 0 || keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("entries " + entries + ", octets " + octets + ", raw octets " + rawOctets
                    + ", keep " + keep + ": allowed are numbers from 1, raw octets from 0");
        }
    }
}
