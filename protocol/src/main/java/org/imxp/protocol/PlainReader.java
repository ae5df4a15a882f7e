package org.imxp.protocol;

import java.util.Optional;

/**
 * Reads the payloads that most channels are full of, in the form in which they are mostly written: a data with its content
 * inside, and {@code ok}. It says nothing of any other, and takes none that {@link PayloadReader} would refuse or understand
 * in another way by the XML parser: it saves time, and means nothing. Safe for use by several threads.
 */
final class PlainReader {
    private static final byte[] HEADER = PlainOctets.ascii("Content-Type: " + MediaTypes.CONTROL + "\r\n\r\n");
    private static final byte[] OK = PlainOctets.ascii("<ok");
    private static final byte[] OK_END = PlainOctets.ascii("</ok");
    private static final Optional<Element> READ_OK = Optional.of(new Ok());

    private final ProtocolLimits limits;
    private final KnownAddresses addresses = new KnownAddresses();

    PlainReader(ProtocolLimits limits) {
        this.limits = limits;
    }

    /** Reads the control element of a payload, or nothing. */
    Optional<Element> read(byte[] octets, Dialect dialect) {
        if (!PlainOctets.startsWith(octets, 0, octets.length, HEADER)) {
            return Optional.empty();
        }
        int from = PlainOctets.space(octets, HEADER.length, octets.length);
        if (!PlainData.begins(octets, from)) {
            return isOk(octets, from) ? READ_OK : Optional.empty();
        }
        try {
            return new PlainData(octets, from, dialect, addresses, limits).read();
        } catch (ProtocolException | IllegalArgumentException e) {
            // The other reader says what is wrong with it.
            return Optional.empty();
        }
    }

    private boolean isOk(byte[] octets, int from) {
        if (!PlainOctets.startsWith(octets, from, octets.length, OK)) {
            return false;
        }
        var cursor = new PlainCursor(octets, from + OK.length, limits);
        return cursor.nothing(OK_END) && cursor.isAtEnd();
    }
}
