package org.imxp.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * A walk through one document, element by element. Every fault of the document is a {@link ProtocolException}: 500 where it
 * is not well formed, 501 where something stands that is not expected, 554 where a bound is passed.
 *
 * <p>Elements are told by their names as written, prefix included: the DTDs of the protocol know no namespaces.
 */
final class XmlCursor implements AutoCloseable {
    private final XMLStreamReader2 reader;
    private final String text;
    private final ProtocolLimits limits;
    private final Deque<Map<String, String>> scopes = new ArrayDeque<>();
    private int elements;
    private int event = XMLStreamConstants.START_DOCUMENT;

    XmlCursor(XMLStreamReader2 reader, String text, ProtocolLimits limits) {
        this.reader = reader;
        this.text = text;
        this.limits = limits;
        scopes.push(Map.of());
    }

    XmlCursor toRoot() {
        while (advance() != XMLStreamConstants.START_ELEMENT) {
            // Comments, processing instructions and white space may come first.
        }
        return this;
    }

    /** The name of the element, as written. */
    String name() {
        return reader.getPrefixedName();
    }

    /** The value of an attribute, named as written; empty when it is absent. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (isNamed(i, name)) {
                var value = reader.getAttributeValue(i);
                limits.check(ProtocolLimit.ATTRIBUTE_CHARS, value.length());
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The value of an attribute that must be there. */
    String required(String name) {
        return attribute(name)
                .orElseThrow(
                        () -> ProtocolException.invalid(name() + " has no attribute " + name + ", which it needs"));
    }

    private boolean isNamed(int index, String name) {
        var prefix = reader.getAttributePrefix(index);
        var local = reader.getAttributeLocalName(index);
        return (prefix == null || prefix.isEmpty()) ? name.equals(local) : name.equals(prefix + ":" + local);
    }

    /** Moves to the next child of the element, or to its end: then false. Refuses text. */
    boolean nextChild() {
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> refuseText();
            }
        }
    }

    /** Moves to the next child of the element whatever stands before it, or to its end: then false. */
    boolean skipToChild() {
        while (advance() != XMLStreamConstants.START_ELEMENT) {
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
        return true;
    }

    private void refuseText() {
        boolean characters = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
        if (characters && !reader.isWhiteSpace()) {
            throw ProtocolException.invalid(
                    "text \"" + Excerpt.of(reader.getText().strip()) + "\" stands where only elements are allowed");
        }
    }

    /** Moves to the end of an element that holds nothing. */
    void nothing() {
        var element = name();
        if (nextChild()) {
            throw ProtocolException.invalid(element + " holds " + Excerpt.of(name()) + ": allowed is nothing");
        }
    }

    /** Moves to the end of an element that holds text only, and gives the text. */
    String text() {
        return text(ProtocolLimit.DIAGNOSTIC_CHARS);
    }

    /** Likewise, of as many characters as a bound allows. */
    String text(ProtocolLimit limit) {
        var element = name();
        var collected = new StringBuilder();
        while (advance() != XMLStreamConstants.END_ELEMENT) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT ->
                    throw ProtocolException.invalid(element + " holds " + Excerpt.of(name()) + ": allowed is text");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    limits.check(limit, collected.length() + reader.getTextLength());
                    collected.append(reader.getText());
                }
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        return collected.toString();
    }

    /** Moves to the end of an element that may hold anything, and gives it as it was written. */
    XmlFragment inner() {
        var namespaces = scopes.element();
        if (isEmptyElement()) {
            skip();
            return XmlFragment.EMPTY;
        }
        int from = endOffset();
        skip();
        int to = startOffset();
        return from == to ? XmlFragment.EMPTY : new XmlFragment(text.substring(from, to), namespaces);
    }

    /** Moves to the end of the element. */
    void skip() {
        int outside = scopes.size() - 1;
        while (advance() != XMLStreamConstants.END_ELEMENT || scopes.size() > outside) {
            // Its content is not ours to judge.
        }
    }

    /** Whether nothing but comments and white space follows the element that just ended. */
    void end() {
        try {
            while (reader.hasNext()) {
                advance();
            }
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** Where the tag begins, in characters of the document. */
    int startOffset() {
        return Math.toIntExact(reader.getLocationInfo().getStartingCharOffset());
    }

    /** Where the tag ends, in characters of the document. */
    int endOffset() {
        try {
            return Math.toIntExact(reader.getLocationInfo().getEndingCharOffset());
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    boolean isEmptyElement() {
        try {
            return reader.isEmptyElement();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    /** Whether the element itself declares the prefix. */
    boolean declares(String prefix) {
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            if (prefix.equals(orEmpty(reader.getNamespacePrefix(i)))) {
                return true;
            }
        }
        return false;
    }

    private int advance() {
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> enter();
            case XMLStreamConstants.END_ELEMENT -> scopes.pop();
            case XMLStreamConstants.DTD ->
                throw ProtocolException.malformed("the XML has a DOCTYPE: allowed is the element alone");
            case XMLStreamConstants.ENTITY_REFERENCE ->
                throw ProtocolException.malformed("the XML has the entity " + Excerpt.of(reader.getLocalName())
                        + ": allowed are amp, lt, gt, quot and apos");
            default -> {
                // Text, comments and processing instructions change no state.
            }
        }
        return event;
    }

    private void enter() {
        int declared = reader.getNamespaceCount();
        limits.check(ProtocolLimit.ELEMENTS, ++elements);
        limits.check(ProtocolLimit.XML_DEPTH, scopes.size());
        limits.check(ProtocolLimit.ATTRIBUTES, reader.getAttributeCount() + declared);
        scopes.push(declared == 0 ? scopes.element() : scopeOfElement(declared));
    }

    private Map<String, String> scopeOfElement(int declared) {
        var scope = new TreeMap<>(scopes.element());
        for (int i = 0; i < declared; i++) {
            var uri = orEmpty(reader.getNamespaceURI(i));
            var prefix = orEmpty(reader.getNamespacePrefix(i));
            if (uri.isEmpty()) {
                scope.remove(prefix);
            } else {
                scope.put(prefix, uri);
            }
        }
        return scope;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    static ProtocolException malformed(XMLStreamException e) {
        var reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        var location = e.getLocation();
        var where = location == null
                ? ""
                : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
        return new ProtocolException(
                ReplyCode.SYNTAX_ERROR, "the XML is malformed" + where + ": " + Excerpt.of(reason), e);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }
}
