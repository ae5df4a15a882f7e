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
        try (var cursor = DOCUMENTS.open(fragment)) {
            return cursor.skipToChild() ? Optional.of(cursor.name()) : Optional.empty();
        }
    }

    private static String standalone(String element, int afterName, Map<String, String> declarations) {
        var standing = new StringBuilder(element.substring(0, afterName));
        XmlText.namespaces(standing, declarations);
        return standing.append(element, afterName, element.length()).toString();
    }
}
