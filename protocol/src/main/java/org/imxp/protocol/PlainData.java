package org.imxp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Reads one data whose content is inside. The result is empty as soon as something is not plain. */
final class PlainData {
    private static final byte[] CONTENT = PlainOctets.ascii("content");
    private static final byte[] ORIGINATOR = PlainOctets.ascii("<originator");
    private static final byte[] ORIGINATOR_END = PlainOctets.ascii("</originator");
    private static final byte[] RECIPIENT = PlainOctets.ascii("<recipient");
    private static final byte[] RECIPIENT_END = PlainOctets.ascii("</recipient");
    private static final byte[] IDENTITY = PlainOctets.ascii("identity");
    private static final byte[] OPTION = PlainOctets.ascii("<option");
    private static final byte[] OPTION_END = PlainOctets.ascii("</option");
    private static final byte[] DATA_CONTENT = PlainOctets.ascii("<data-content");
    private static final byte[] DATA_CONTENT_END = PlainOctets.ascii("</data-content");
    private static final byte[] NAME = PlainOctets.ascii("Name");
    private static final byte[] DATA = PlainOctets.ascii("<data");
    private static final byte[] DATA_END = PlainOctets.ascii("</data");
    /** How deep the originator stands. */
    private static final int DEPTH = 2;

    private final byte[] octets;
    private final PlainCursor cursor;
    private final Dialect dialect;
    private final KnownAddresses addresses;
    private final ProtocolLimits limits;

    PlainData(byte[] octets, int from, Dialect dialect, KnownAddresses addresses, ProtocolLimits limits) {
        this.octets = octets;
        this.dialect = dialect;
        this.addresses = addresses;
        this.limits = limits;
        cursor = new PlainCursor(octets, from, limits);
    }

    static boolean begins(byte[] octets, int from) {
        return PlainOctets.startsWith(octets, from, octets.length, DATA);
    }

    /**
     * Reads it.
     *
     * @throws ProtocolException if an attribute is wrong, or a bound passed
     * @throws IllegalArgumentException if a value is wrong
     */
    Optional<Element> read() {
        limits.check(ProtocolLimit.XML_DEPTH, DEPTH);
        if (!cursor.opens(DATA) || !cursor.attribute(CONTENT) || !cursor.tagEnd()) {
            return Optional.empty();
        }
        var content = cursor.value();
        cursor.space();
        if (!content.startsWith("#") || !isIdentity(ORIGINATOR, ORIGINATOR_END)) {
            return Optional.empty();
        }
        var originator = new Originator(cursor.address(addresses));
        var recipients = new ArrayList<Recipient>(1);
        while (cursor.isAt(RECIPIENT)) {
            limits.check(ProtocolLimit.RECIPIENTS, recipients.size() + 1);
            if (!isIdentity(RECIPIENT, RECIPIENT_END)) {
                return Optional.empty();
            }
            recipients.add(new Recipient(cursor.address(addresses)));
        }
        var options = new ArrayList<Option>(1);
        while (cursor.opens(OPTION)) {
            limits.check(ProtocolLimit.OPTIONS, options.size() + 1);
            var option = PlainOption.read(cursor, dialect, limits);
            if (option.isEmpty() || !cursor.nothing(OPTION_END)) {
                return Optional.empty();
            }
            options.add(option.get());
        }
        return content().map(dataContent -> new Data(content, originator, recipients, options, dataContent));
    }

    /** Whether there is an element with an identity that holds nothing; its identity is then the cursor's value. */
    private boolean isIdentity(byte[] tag, byte[] endTag) {
        return cursor.opens(tag) && cursor.attribute(IDENTITY) && cursor.nothing(endTag);
    }

    private Optional<DataContent> content() {
        if (!cursor.opens(DATA_CONTENT) || !cursor.attribute(NAME) || !cursor.tagEnd()) {
            return Optional.empty();
        }
        var name = cursor.value();
        limits.check(ProtocolLimit.ELEMENTS, cursor.elements());
        int from = cursor.at();
        int to = new PlainContent(octets, from, octets.length, cursor.elements(), limits).end();
        if (to < 0 || name.isEmpty()) {
            return Optional.empty();
        }
        cursor.moveTo(to);
        return cursor.closes(DATA_CONTENT_END) && cursor.closes(DATA_END) && cursor.isAtEnd()
                ? Optional.of(new DataContent(name, fragment(from, to), Map.of()))
                : Optional.empty();
    }

    private XmlFragment fragment(int from, int to) {
        return XmlFragment.of(new String(octets, from, to - from, StandardCharsets.UTF_8));
    }
}
