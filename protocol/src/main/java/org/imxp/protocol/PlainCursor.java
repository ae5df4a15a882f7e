package org.imxp.protocol;

import java.nio.charset.StandardCharsets;

/** A walk through the tags of a control element as they are mostly written: ASCII, and no reference in an attribute. */
final class PlainCursor {
    private final byte[] octets;
    private final int to;
    private final ProtocolLimits limits;
    private int at;
    private int elements;
    private int name;
    private int nameEnd;
    private int value;
    private int valueEnd;

    PlainCursor(byte[] octets, int from, ProtocolLimits limits) {
        this.octets = octets;
        this.to = octets.length;
        this.limits = limits;
        at = from;
    }

    int at() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    /** How many elements have been opened. */
    int elements() {
        return elements;
    }

    boolean isAt(byte[] text) {
        return PlainOctets.startsWith(octets, at, to, text);
    }

    boolean isAtEnd() {
        return at == to;
    }

    /** Moves behind white space, of which there may be none. */
    void space() {
        at = PlainOctets.space(octets, at, to);
    }

    /** Moves behind the name of a start tag. */
    boolean opens(byte[] tag) {
        boolean here = isAt(tag);
        if (here) {
            at += tag.length;
            elements++;
        }
        return here;
    }

    /** Moves behind the next attribute, if there is one that is plain. */
    boolean attribute() {
        name = PlainOctets.space(octets, at, to);
        if (name == at) {
            return false;
        }
        nameEnd = PlainOctets.name(octets, name, to);
        if (nameEnd < 0 || nameEnd + 2 >= to || octets[nameEnd] != '=') {
            return false;
        }
        byte quote = octets[nameEnd + 1];
        value = nameEnd + 2;
        valueEnd = valueEnd(quote);
        if (valueEnd < 0) {
            return false;
        }
        limits.check(ProtocolLimit.ATTRIBUTE_CHARS, valueEnd - value);
        at = valueEnd + 1;
        return true;
    }

    private int valueEnd(byte quote) {
        if (quote != '"' && quote != '\'') {
            return -1;
        }
        int end = value;
        while (end < to && octets[end] != quote) {
            byte octet = octets[end];
            if (octet < ' ' || octet == '<' || octet == '&') {
                return -1;
            }
            end++;
        }
        return end < to ? end : -1;
    }

    boolean isNamed(byte[] text) {
        return PlainOctets.is(octets, name, nameEnd, text);
    }

    /** Moves behind the attribute that an element has. */
    boolean attribute(byte[] named) {
        return attribute() && isNamed(named);
    }

    String value() {
        return new String(octets, value, valueEnd - value, StandardCharsets.ISO_8859_1);
    }

    Address address(KnownAddresses addresses) {
        limits.check(ProtocolLimit.ADDRESS_CHARS, valueEnd - value);
        return addresses.parse(octets, value, valueEnd);
    }

    /** Moves behind the bracket of a start tag. */
    boolean tagEnd() {
        int bracket = PlainOctets.space(octets, at, to);
        boolean here = bracket < to && octets[bracket] == '>';
        if (here) {
            at = bracket + 1;
        }
        return here;
    }

    /** Moves behind an end tag, and the white space that follows. */
    boolean closes(byte[] endTag) {
        if (!isAt(endTag)) {
            return false;
        }
        at += endTag.length;
        if (!tagEnd()) {
            return false;
        }
        space();
        return true;
    }

    /** Moves behind an element that holds nothing, and the white space that follows. */
    boolean nothing(byte[] endTag) {
        int solidus = PlainOctets.space(octets, at, to);
        if (solidus + 1 < to && octets[solidus] == '/' && octets[solidus + 1] == '>') {
            at = solidus + 2;
            space();
            return true;
        }
        return tagEnd() && closes(endTag);
    }
}
