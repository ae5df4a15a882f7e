package org.imxp.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes the one element out of a fragment, with the namespace declarations that it needs to stand alone. */
final class FragmentElement {
    /** What is read here was bounded when it arrived. */
    private static final XmlDocuments DOCUMENTS = new XmlDocuments(ProtocolLimits.defaults()
            .with(ProtocolLimit.PAYLOAD_OCTETS, Integer.MAX_VALUE)
            .with(ProtocolLimit.XML_DEPTH, Integer.MAX_VALUE - 1)
            .with(ProtocolLimit.ELEMENTS, Integer.MAX_VALUE)
            .with(ProtocolLimit.ATTRIBUTES, Integer.MAX_VALUE));

    private FragmentElement() {}

    static String of(XmlFragment fragment) {
        try (var cursor = DOCUMENTS.open(fragment)) {
            int shift = cursor.endOffset();
            if (!cursor.nextChild()) {
                throw ProtocolException.invalid("the content is empty: allowed is one element");
            }
            int start = cursor.startOffset() - shift;
            int afterName = start + 1 + cursor.name().length();
            var missing = new TreeMap<>(fragment.namespaces());
            missing.keySet().removeIf(cursor::declares);
            boolean empty = cursor.isEmptyElement();
            int tagEnd = cursor.endOffset();
            cursor.skip();
            int end = (empty ? tagEnd : cursor.endOffset()) - shift;
            if (cursor.nextChild()) {
                throw ProtocolException.invalid("the content is several elements: allowed is one");
            }
            cursor.end();
            return standalone(fragment.xml().substring(start, end), afterName - start, missing);
        }
    }

    static Optional<String> nameIn(XmlFragment fragment) {
        int nameEnd = plainNameEnd(fragment.xml());
        if (nameEnd > 0) {
            return Optional.of(fragment.xml().substring(1, nameEnd));
        }
        try (var cursor = DOCUMENTS.open(fragment)) {
            return cursor.skipToChild() ? Optional.of(cursor.name()) : Optional.empty();
        }
    }

    /** Where the name ends of an element that comes first of all and has a name of ASCII letters; else 0. */
    private static int plainNameEnd(String xml) {
        int at = 1;
        while (at < xml.length() && isLetter(xml.charAt(at))) {
            at++;
        }
        boolean named = at > 1 && at < xml.length() && xml.charAt(0) == '<';
        return named && (xml.charAt(at) == '>' || xml.charAt(at) == ' ') ? at : 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String standalone(String element, int afterName, Map<String, String> declarations) {
        var standing = new StringBuilder(element.substring(0, afterName));
        XmlText.namespaces(standing, declarations);
        return standing.append(element, afterName, element.length()).toString();
    }
}
