package org.imxp.protocol;

/**
 * Finds the end of an element's content where it is plain: elements, attributes and text, and of references those that XML
 * has built in. Whatever it does not know for certain to be well formed is not plain, and is for the XML parser to judge.
 */
final class PlainContent {
    /** What {@link #end} says of content that is not plain. */
    static final int NOT_PLAIN = -1;

    private static final int MOST_DEPTH = 12;
    private static final int MOST_ELEMENTS = 200;
    private static final int MOST_ATTRIBUTES = 12;
    private static final int MOST_PREFIXES = 8;

    private final byte[] octets;
    private final int to;
    private final int mostDepth;
    private final int mostElements;
    private final int mostAttributes;

    /** Where the names of open elements begin and end; the name of the element that is being read is the next one. */
    private final int[] names = new int[2 * (MOST_DEPTH + 1)];
    /** Where the names of attributes of one element begin and end. */
    private final int[] attributes = new int[2 * MOST_ATTRIBUTES];
    /** Where declared prefixes begin and end, and how deep. */
    private final int[] prefixes = new int[3 * MOST_PREFIXES];

    private int depth;
    private int elements;
    private int declared;
    private int attributeCount;
    private int prefixedAttribute;
    private int at;

    /**
     * Content that stands two elements deep.
     *
     * @param from behind the start tag
     * @param elements how many have been there before
     */
    PlainContent(byte[] octets, int from, int to, int elements, ProtocolLimits limits) {
        this.octets = octets;
        this.to = to;
        this.at = from;
        mostDepth = Math.min(MOST_DEPTH, limits.of(ProtocolLimit.XML_DEPTH) - 2);
        mostElements = Math.min(MOST_ELEMENTS, limits.of(ProtocolLimit.ELEMENTS) - elements);
        mostAttributes = Math.min(MOST_ATTRIBUTES, limits.of(ProtocolLimit.ATTRIBUTES));
    }

    /** Where the end tag of the element begins, or {@link #NOT_PLAIN}. */
    int end() {
        while (at < to) {
            if (octets[at] != '<') {
                if (!text()) {
                    return NOT_PLAIN;
                }
            } else if (at + 1 < to && octets[at + 1] == '/') {
                if (depth == 0) {
                    return at;
                }
                if (!endTag()) {
                    return NOT_PLAIN;
                }
            } else if (!startTag()) {
                return NOT_PLAIN;
            }
        }
        return NOT_PLAIN;
    }

    private boolean text() {
        int from = at;
        at = PlainOctets.text(octets, from, to);
        return at > from;
    }

    private boolean endTag() {
        int name = at + 2;
        int length = names[2 * depth - 1] - names[2 * depth - 2];
        int close = PlainOctets.space(octets, name + length, to);
        boolean same =
                close < to && octets[close] == '>' && PlainOctets.same(octets, names[2 * depth - 2], name, length);
        if (same) {
            leave();
            at = close + 1;
        }
        return same;
    }

    private void leave() {
        while (declared > 0 && prefixes[3 * declared - 1] == depth) {
            declared--;
        }
        depth--;
    }

    private boolean startTag() {
        int name = at + 1;
        int end = PlainOctets.name(octets, name, to);
        if (end < 0 || depth == mostDepth || ++elements > mostElements) {
            return false;
        }
        names[2 * depth] = name;
        names[2 * depth + 1] = end;
        depth++;
        attributeCount = 0;
        prefixedAttribute = NOT_PLAIN;
        int next = attributes(end);
        if (next < 0 || !isBound(name, end) || !isBoundAttribute()) {
            return false;
        }
        if (octets[next] == '>') {
            at = next + 1;
            return true;
        }
        leave();
        at = next + 2;
        return next + 1 < to && octets[next + 1] == '>';
    }

    /** Where the solidus or the bracket is that ends the tag, or {@link #NOT_PLAIN}. */
    private int attributes(int from) {
        int end = from;
        while (true) {
            int name = PlainOctets.space(octets, end, to);
            if (name < to && (octets[name] == '>' || octets[name] == '/')) {
                return name;
            }
            int nameEnd = name == end ? NOT_PLAIN : PlainOctets.name(octets, name, to);
            int valueEnd = nameEnd < 0 ? NOT_PLAIN : PlainOctets.quoted(octets, nameEnd, to);
            if (valueEnd < 0 || !attribute(name, nameEnd, valueEnd)) {
                return NOT_PLAIN;
            }
            end = valueEnd + 1;
        }
    }

    private boolean attribute(int name, int nameEnd, int valueEnd) {
        if (attributeCount == mostAttributes || isThere(name, nameEnd)) {
            return false;
        }
        attributes[2 * attributeCount] = name;
        attributes[2 * attributeCount + 1] = nameEnd;
        attributeCount++;
        if (PlainOctets.startsWith(octets, name, nameEnd, PlainOctets.XML)) {
            return PlainOctets.is(octets, name, nameEnd, PlainOctets.XML_LANG)
                    || PlainOctets.is(octets, name, nameEnd, PlainOctets.XML_SPACE)
                    || (PlainOctets.isOrdinaryNamespace(octets, nameEnd + 2, valueEnd) && declaration(name, nameEnd));
        }
        if (PlainOctets.colon(octets, name, nameEnd) < 0) {
            return true;
        }
        // Two names with prefixes might be the same name.
        boolean first = prefixedAttribute == NOT_PLAIN;
        prefixedAttribute = 2 * attributeCount - 2;
        return first;
    }

    private boolean isThere(int name, int nameEnd) {
        for (int i = 0; i < attributeCount; i++) {
            int other = attributes[2 * i];
            if (attributes[2 * i + 1] - other == nameEnd - name
                    && PlainOctets.same(octets, other, name, nameEnd - name)) {
                return true;
            }
        }
        return false;
    }

    private boolean declaration(int name, int nameEnd) {
        if (PlainOctets.is(octets, name, nameEnd, PlainOctets.XMLNS)) {
            return true;
        }
        int prefix = name + PlainOctets.XMLNS.length + 1;
        if (prefix >= nameEnd
                || octets[prefix - 1] != ':'
                || declared == MOST_PREFIXES
                || !PlainOctets.startsWith(octets, name, nameEnd, PlainOctets.XMLNS)
                || PlainOctets.startsWith(octets, prefix, nameEnd, PlainOctets.XML)) {
            return false;
        }
        prefixes[3 * declared] = prefix;
        prefixes[3 * declared + 1] = nameEnd;
        prefixes[3 * declared + 2] = depth;
        declared++;
        return true;
    }

    private boolean isBoundAttribute() {
        return prefixedAttribute == NOT_PLAIN
                || isBound(attributes[prefixedAttribute], attributes[prefixedAttribute + 1]);
    }

    /** Whether the name has no prefix, or one that is declared here. */
    private boolean isBound(int name, int nameEnd) {
        int colon = PlainOctets.colon(octets, name, nameEnd);
        if (colon < 0) {
            return true;
        }
        for (int i = 0; i < declared; i++) {
            int prefix = prefixes[3 * i];
            if (prefixes[3 * i + 1] - prefix == colon - name && PlainOctets.same(octets, prefix, name, colon - name)) {
                return true;
            }
        }
        return false;
    }
}
