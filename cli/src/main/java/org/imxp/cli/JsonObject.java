package org.imxp.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A JSON object on one line (RFC 8259), in ASCII so that no terminal or encoding can spoil it. */
final class JsonObject {
    private final StringBuilder members = new StringBuilder();

    /** Adds a member that is text. */
    JsonObject with(String name, String value) {
        return member(name, text(value));
    }

    /** Adds a member that is a number. */
    JsonObject with(String name, long value) {
        return member(name, Long.toString(value));
    }

    /** Adds a member that is true or false. */
    JsonObject with(String name, boolean value) {
        return member(name, Boolean.toString(value));
    }

    /** Adds a member that is a list of texts. */
    JsonObject with(String name, List<String> values) {
        return member(name, values.stream().map(JsonObject::text).collect(Collectors.joining(",", "[", "]")));
    }

    /** Adds a member that is an object. */
    JsonObject with(String name, JsonObject value) {
        return member(name, value.toString());
    }

    /** Adds a member that is a list of objects. */
    JsonObject withObjects(String name, List<JsonObject> values) {
        return member(name, values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
    }

    private JsonObject member(String name, String value) {
        members.append(members.isEmpty() ? "" : ",")
                .append(text(name))
                .append(':')
                .append(value);
        return this;
    }

    private static String text(String value) {
        var quoted = new StringBuilder(value.length() + 2).append('"');
        value.chars().forEach(c -> append(quoted, (char) c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            default -> {
                if (c >= ' ' && c < 0x7F) {
                    quoted.append(c);
                } else {
                    quoted.append("\\u%04x".formatted((int) c));
                }
            }
        }
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }
}
