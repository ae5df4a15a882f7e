package org.imxp.bench.beep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a worker answers: names and numbers on one line.
 *
 * @param values the numbers by name
 */
record Figures(Map<String, Long> values) {
    static Figures of(String name, long value) {
        return new Figures(Map.of(name, value));
    }

    long get(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a worker answered " + line() + ", expected " + name);
        }
        return value;
    }

    String line() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }

    static Figures parse(String line) {
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
