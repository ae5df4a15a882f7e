package org.imxp.message;

import java.util.Locale;
import java.util.Set;

/**
 * A Content element.
 *
 * @param name what a fragment reference calls it; empty if it has no name
 */
record InlineContent(String name, Content content) {
    /** The characters of the element are UTF-8 already, whatever they were before (SEED-27). */
    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii");

    static Content content(MediaType type, String characters, String lang) {
        type.charset()
                .filter(label -> !CHARSETS.contains(label.toLowerCase(Locale.ROOT)))
                .ifPresent(label -> {
                    throw MessageFault.invalid("The content within the message has the charset "
                            + MessageFault.shown(label) + "; UTF-8, US-ASCII or none is allowed.");
                });
        if (type.isXml()) {
            return new XmlContent(characters, type.toString(), lang);
        }
        if (type.isText()) {
            return new TextContent(characters, type.toString(), lang);
        }
        throw MessageFault.invalid("The content within the message is of type " + MessageFault.shown(type.name())
                + "; only text and XML are allowed there, other types in a part of their own.");
    }
}
