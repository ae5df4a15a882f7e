package org.imxp.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The characters between the tags of an element that may hold anything, exactly as they were received, and the namespaces
 * that the element and those around it declare, without which the characters would mean something else elsewhere.
 *
 * <p>What is read from a remote is well formed. What a program makes itself is written as it is.
 *
 * @param xml the characters; well formed when placed between tags
 * @param namespaces the URI of each prefix in scope; the empty prefix is the default namespace
 */
public record XmlFragment(String xml, Map<String, String> namespaces) {
    /** No characters. */
    public static final XmlFragment EMPTY = new XmlFragment("", Map.of());

    /** Keeps the declarations in order of their prefixes, so that they are always written alike. */
    public XmlFragment {
        namespaces = namespaces.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(namespaces));
    }

    /**
     * Characters that need no declarations.
     *
     * @param xml the characters
     * @return the fragment
     */
    public static XmlFragment of(String xml) {
        return xml.isEmpty() ? EMPTY : new XmlFragment(xml, Map.of());
    }

    /**
     * The single element of the fragment as a text that stands alone: the declarations in scope are on the element itself.
     *
     * @return the element, without what surrounds it
     * @throws ProtocolException 500 if the fragment is not well formed, 501 if it does not hold one element and no text
     */
    public String element() {
        return FragmentElement.of(this);
    }

    /**
     * The name of the first element of the fragment, as it is written.
     *
     * @return for example {@code statusResponse}; empty when there is no element
     * @throws ProtocolException 500 if the fragment is not well formed up to there
     */
    public Optional<String> rootName() {
        return FragmentElement.nameIn(this);
    }
}
