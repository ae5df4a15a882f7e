package org.imxp.protocol;

import java.util.Map;

/** Writes XML as the examples of RFC 3340 do: compact, values in single quotes, a space before the slash. */
final class XmlText {
    private XmlText() {}

    static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("='");
        escape(xml, value, true);
        xml.append('\'');
    }

    static void namespaces(StringBuilder xml, Map<String, String> namespaces) {
        namespaces.forEach((prefix, uri) -> attribute(xml, prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri));
    }

    static void text(StringBuilder xml, String value) {
        escape(xml, value, false);
    }

    /** Ends a start tag, and the element around content that may be empty. */
    static void content(StringBuilder xml, String element, CharSequence content) {
        if (content.isEmpty()) {
            xml.append(" />");
        } else {
            xml.append('>').append(content).append("</").append(element).append('>');
        }
    }

    private static void escape(StringBuilder xml, String value, boolean inAttribute) {
        if (isPlain(value)) {
            xml.append(value);
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '\r' -> xml.append("&#13;");
                case '\'', '\t', '\n' -> {
                    if (inAttribute) {
                        xml.append("&#").append((int) c).append(';');
                    } else {
                        xml.append(c);
                    }
                }
                default -> xml.append(c);
            }
        }
    }

    /** Most values have nothing to escape, and are appended at once. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '\'') {
                return false;
            }
        }
        return true;
    }
}
