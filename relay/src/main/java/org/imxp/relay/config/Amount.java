package org.imxp.relay.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.imxp.relay.config.Limit.Unit;

/** Numbers with units, as people write them: {@code 4MiB}, {@code 500ms}, {@code 100}. */
final class Amount {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12})([A-Za-z]*)");
    private static final Map<String, Long> OCTETS = units("GiB", 1L << 30, "MiB", 1L << 20, "KiB", 1L << 10, "", 1L);
    private static final Map<String, Long> TIME = units("h", 3_600_000L, "m", 60_000L, "s", 1_000L, "ms", 1L);
    private static final Map<String, Long> COUNT = Map.of("", 1L);

    private Amount() {}

    /** Reads an amount; refuses another unit than those of its kind, and a number without a unit where one is needed. */
    static long parse(String text, Unit unit) {
        var parts = FORM.matcher(text);
        var scale = parts.matches() ? units(unit).get(parts.group(2)) : null;
        if (scale == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no " + form(unit));
        }
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), scale);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("\"" + text + "\" is too large", e);
        }
    }

    /** Writes an amount in the largest unit that needs no fraction. */
    static String format(long amount, Unit unit) {
        return units(unit).entrySet().stream()
                .filter(entry -> amount % entry.getValue() == 0)
                .findFirst()
                .map(entry -> amount / entry.getValue() + entry.getKey())
                .orElseThrow();
    }

    /** How such an amount is written. */
    static String form(Unit unit) {
        return switch (unit) {
            case COUNT -> "number: write it in digits, such as 100";
            case OCTETS -> "size: write it as a number of octets or with KiB, MiB or GiB, such as \"4MiB\"";
            case TIME -> "time: write it with ms, s, m or h, such as \"10s\"";
        };
    }

    private static Map<String, Long> units(Unit unit) {
        return switch (unit) {
            case COUNT -> COUNT;
            case OCTETS -> OCTETS;
            case TIME -> TIME;
        };
    }

    private static Map<String, Long> units(Object... namesAndScales) {
        var units = new LinkedHashMap<String, Long>();
        for (var i = 0; i < namesAndScales.length; i += 2) {
            units.put((String) namesAndScales[i], (Long) namesAndScales[i + 1]);
        }
        return Collections.unmodifiableMap(units);
    }
}
