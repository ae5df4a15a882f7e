package org.imxp.beep.management;

import java.util.List;
import java.util.Map;

/** An element of a small document: its attributes, its children and its character data, in no relation to each other. */
record XmlNode(String name, Map<String, String> attributes, List<XmlNode> children, String text) {
    String attribute(String attribute, String absent) {
        return attributes.getOrDefault(attribute, absent);
    }

    String required(String attribute) {
        var value = attributes.get(attribute);
        if (value == null) {
            throw new ManagementException(501, "element " + name + ": attribute " + attribute + " is required");
        }
        return value;
    }

    int number(String attribute, String value, int max) {
        if (value.matches("[0-9]{1,10}")) {
            var number = Long.parseLong(value);
            if (number <= max) {
                return (int) number;
            }
        }
        throw new ManagementException(
                501,
                "element " + name + ": attribute " + attribute + " is '" + Excerpt.of(value) + "', allowed is 0 to "
                        + max);
    }

    /** Refuses child elements other than those named. */
    void allow(String... names) {
        for (var child : children) {
            if (!List.of(names).contains(child.name())) {
                throw new ManagementException(
                        501, "element " + name + ": element " + Excerpt.of(child.name()) + " is not allowed in it");
            }
        }
    }
}
