package org.imxp.bench.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a worker answers: names and numbers on one line.
 *
 * @param values the numbers by name
 */
public record Figures(Map<String, Long> values) {
    /**
     * One number.
     *
     * @param name its name
     * @param value the number
     * @return the figures
     */
    public static Figures of(String name, long value) {
        return new Figures(Map.of(name, value));
    }

    /**
     * One of the numbers.
     *
     * @param name its name
     * @return the number
     */
    public long get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a worker answered " + line() + ", expected " + name);
        }
        return value;
    }

    /**
     * All of them as a worker writes them.
     *
     * @return a line
     */
    public String line() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }

    /**
     * Reads what a worker wrote.
     *
     * @param line as of {@link #line}
     * @return the figures
     */
    public static Figures parse(String line) {
        var values = new LinkedHashMap<String, Long>();
        for (var field : line.split(" ", -1)) {
            var equals = field.indexOf('=');
            if (equals < 0) {
                throw new IllegalStateException("a worker answered \"" + line + "\", expected name=number");
            }
            values.put(field.substring(0, equals), Long.valueOf(field.substring(equals + 1)));
        }
        return new Figures(values);
    }
}
