package org.imxp.relay.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A value somebody gave a key, and where.
 *
 * @param where how messages name the place: file and line, variable or option
 * @param key the key, such as {@code listen.edge}
 * @param base the folder from which its relative paths are taken
 * @param content a String, Long, Boolean, List of values, Map of names to values, or something no key allows
 */
record Value(String where, String key, Path base, Object content) {
    ConfigurationException fault(String what) {
        return new ConfigurationException(where + ": " + key + ": " + what);
    }

    /** Makes something of this value; what the maker refuses becomes a fault of this value. */
    <T> T make(Function<Value, T> maker) {
        try {
            return maker.apply(this);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(where + ": " + key + ": " + e.getMessage(), e);
        }
    }

    String text() {
        if (content instanceof String text) {
            return text;
        }
        throw fault(shown() + " is not allowed: text in quotes is needed");
    }

    boolean flag() {
        if (content instanceof Boolean flag) {
            return flag;
        }
        throw fault(shown() + " is not allowed: true or false");
    }

    long amount(Limit limit) {
        return make(value -> {
            var amount = Amount.parse(content instanceof Long number ? Long.toString(number) : text(), limit.unit());
            Limits.check(limit, amount);
            return amount;
        });
    }

    Path path() {
        return pathOf(text());
    }

    Path pathOf(String text) {
        if (text.isBlank()) {
            throw fault("a path is needed");
        }
        try {
            return base.resolve(text);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(where + ": " + key + ": no usable path: " + e.getReason(), e);
        }
    }

    @SuppressWarnings("unchecked") // only this package makes values, and puts only values into lists
    List<Value> list() {
        if (content instanceof List<?> list) {
            return (List<Value>) list;
        }
        throw fault(shown() + " is not allowed: a list in brackets is needed");
    }

    @SuppressWarnings("unchecked") // only this package makes values, and puts only values into maps
    Map<String, Value> table() {
        if (content instanceof Map<?, ?> table) {
            return (Map<String, Value>) table;
        }
        throw fault(shown() + " is not allowed: a table in braces is needed");
    }

    /** The two values of a table that has to have these two names and no other. */
    List<Value> both(String one, String other) {
        var table = table();
        for (var name : table.keySet()) {
            if (!name.equals(one) && !name.equals(other)) {
                throw fault("\"" + name + "\" is not allowed: " + one + " and " + other);
            }
        }
        var first = table.get(one);
        var second = table.get(other);
        if (first == null || second == null) {
            throw fault("an entry without " + (first == null ? one : other) + ": it needs both");
        }
        return List.of(first, second);
    }

    private String shown() {
        return switch (content) {
            case String text -> "\"" + text + "\"";
            case List<?> list -> "a list";
            case Map<?, ?> table -> "a table";
            case Object other -> other.toString();
        };
    }
}
