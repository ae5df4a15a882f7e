package org.imxp.beep;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Reads the header lines of what a session sends and skips the payloads, so that gibioctets pass quickly. */
final class FrameTally {
    private static final int TRAILER = 5;

    private final Consumer<String[]> headers;
    private final StringBuilder line = new StringBuilder();
    private long skip;

    FrameTally(Consumer<String[]> headers) {
        this.headers = headers;
    }

    void read(ByteBuffer octets) {
        while (octets.hasRemaining()) {
            if (skip > 0) {
                var piece = (int) Math.min(skip, octets.remaining());
                octets.position(octets.position() + piece);
                skip -= piece;
                continue;
            }
            var octet = (char) octets.get();
            if (octet != '\n') {
                line.append(octet);
                continue;
            }
            var fields = line.substring(0, line.length() - 1).split(" ", -1);
            line.setLength(0);
            skip = fields[0].equals("SEQ") ? 0 : Long.parseLong(fields[5]) + TRAILER;
            headers.accept(fields);
        }
    }
}
