package org.imxp.protocol;

import java.util.Optional;

/** Reads the one empty element that some options hold. What it is told with attributes of other kinds, it drops. */
final class OptionContent implements AutoCloseable {
    /** What is read here was bounded when it arrived. */
    private static final XmlDocuments DOCUMENTS =
            new XmlDocuments(ProtocolLimits.defaults().with(ProtocolLimit.PAYLOAD_OCTETS, Integer.MAX_VALUE));

    private final XmlCursor cursor;
    private final String element;

    /**
     * Begins to read.
     *
     * @param content what the option holds
     * @param element the name of the element that it has to hold
     */
    OptionContent(XmlFragment content, String element) {
        this.element = element;
        cursor = DOCUMENTS.open(content);
        if (!cursor.nextChild() || !cursor.name().equals(element)) {
            throw ProtocolException.invalid(
                    "option " + element + " does not hold what it needs: allowed is one element " + element);
        }
    }

    /** The number of an attribute; 0 when it is absent. */
    int number(String attribute, int most) {
        int value = cursor.attribute(attribute)
                .map(text -> ProtocolNumber.parse(attribute, text))
                .orElse(0);
        if (value > most) {
            throw ProtocolException.invalid(attribute + " is " + value + ": allowed are 0 to " + most);
        }
        return value;
    }

    /** The truth of an attribute; false when it is absent. */
    boolean flag(String attribute) {
        var value = cursor.attribute(attribute);
        if (value.isPresent() && !isTruth(value)) {
            throw ProtocolException.invalid(
                    attribute + " is \"" + Excerpt.of(value.get()) + "\": allowed are true and false");
        }
        return value.filter("true"::equals).isPresent();
    }

    private static boolean isTruth(Optional<String> value) {
        return value.filter(text -> text.equals("true") || text.equals("false")).isPresent();
    }

    /** Refuses what is inside or after the element. */
    void end() {
        cursor.nothing();
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("option " + element + " holds more than one element");
        }
        cursor.end();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
