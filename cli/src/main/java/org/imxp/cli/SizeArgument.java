package org.imxp.cli;

import java.util.Map;
import java.util.regex.Pattern;
import org.imxp.beep.SessionLimits;

/** Sizes of a message as people type them: {@code 1048576}, {@code 512K}, {@code 200M}, {@code 1G}. */
final class SizeArgument {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})([KMG]?)");
    private static final Map<String, Long> UNITS = Map.of("", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30);
    private static final long LEAST = SessionLimits.INITIAL_WINDOW;

    /** What a relay can be told to take at most. */
    private static final long MOST = 1L << 30;

    private SizeArgument() {}

    /**
     * Reads a size.
     *
     * @return octets
     * @throws CommandFailure of wrong usage if it is none, or too small or too large for a message
     */
    static int of(String option, String typed) {
        var parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw CommandFailure.wrongUsage(option + " " + VisibleText.line(typed)
                    + " is no size: write it as a number of octets, or with K, M or G, such as 200M.");
        }
        var unit = UNITS.getOrDefault(parts.group(2), 1L);
        var octets = Long.parseLong(parts.group(1)) * unit;
        if (octets < LEAST || octets > MOST) {
            throw CommandFailure.wrongUsage(
                    option + " " + typed + " is not allowed: " + LEAST + " octets to 1G, which is " + MOST + ".");
        }
        return (int) octets;
    }
}
