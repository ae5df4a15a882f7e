package org.imxp.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Times as people type them: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 2h}, {@code 7d}. */
final class DurationArgument {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private DurationArgument() {}

    /**
     * Reads a time.
     *
     * @throws CommandFailure of wrong usage if it is none
     */
    static Duration of(String option, String typed) {
        var parts = FORM.matcher(typed);
        var unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            throw CommandFailure.wrongUsage(option + " " + VisibleText.line(typed)
                    + " is no time: write it as a number with ms, s, m, h or d, such as 10m.");
        }
        return unit.multipliedBy(Long.parseLong(parts.group(1)));
    }

    /** A time for people, in seconds. */
    static String seconds(Duration time) {
        return (time.toMillis() + 999) / 1000 + " s";
    }
}
