package org.imxp.protocol;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * XML content inside a data, exactly as it was written (RFC 3340 section 4.1, requirement CORE-28).
 *
 * @param name the fragment that the data refers to: an XML Name
 * @param xml what is between the tags of the data-content
 * @param inherited the values of xml:lang and xml:space on the data-content, which its content inherits
 */
public record DataContent(String name, XmlFragment xml, Map<String, String> inherited) {
    static final Set<String> INHERITED = Set.of("xml:lang", "xml:space");

    /** What a data has whose content is not in it. */
    public static final DataContent NONE = new DataContent("", XmlFragment.EMPTY, Map.of());

    /** Refuses what is not a name. */
    public DataContent {
        boolean none = name.isEmpty() && xml.xml().isEmpty();
        if (!none && !XmlSyntax.isName(name)) {
            throw new IllegalArgumentException("Name is \"" + Excerpt.of(name) + "\": allowed are XML names");
        }
        if (!INHERITED.containsAll(inherited.keySet())) {
            throw new IllegalArgumentException("a data-content hands down xml:lang and xml:space only");
        }
        inherited = Collections.unmodifiableMap(new TreeMap<>(inherited));
    }

    /**
     * Content that inherits nothing.
     *
     * @param name an XML Name
     * @param xml what is between the tags
     */
    public DataContent(String name, XmlFragment xml) {
        this(name, xml, Map.of());
    }

    /**
     * Whether this is {@link #NONE}.
     *
     * @return true when the data has no data-content
     */
    public boolean isNone() {
        return name.isEmpty();
    }
}
