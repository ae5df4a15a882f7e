package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes payloads as BEEP carries them. Safe for use by several threads. */
public final class PayloadWriter {
    private final ElementWriter elements = new ElementWriter();

    /** A writer; all are alike. */
    public PayloadWriter() {}

    /**
     * Writes a payload. Content is not copied: what was read is given back as views of the octets that it was read from, all of
     * them when nothing changed and the dialect is the same.
     *
     * @param payload the payload
     * @param dialect that of the channel it is for
     * @return the octets, in order; read only
     */
    public List<ByteBuffer> write(Payload payload, Dialect dialect) {
        return payload.received(dialect).map(List::of).orElseGet(() -> rewrite(payload, dialect));
    }

    private List<ByteBuffer> rewrite(Payload payload, Dialect dialect) {
        var octets = new ArrayList<ByteBuffer>();
        var surroundings = payload.surroundings();
        var xml = elements.write(payload.element(), dialect).getBytes(StandardCharsets.UTF_8);
        surroundings.before().forEach(before -> octets.add(before.duplicate()));
        octets.add(ByteBuffer.wrap(xml).asReadOnlyBuffer());
        surroundings.after().forEach(after -> octets.add(after.duplicate()));
        return octets;
    }
}
