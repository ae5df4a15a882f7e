package org.imxp.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parts a multipart body at its delimiter lines (RFC 2046 section 5.1.1), and leaves the parts as they are.
 *
 * <p>It is our own since a mail parser would open a part of type {@code message/*}, take a bare LF for a line end, and
 * make do without the last delimiter.
 */
final class Multipart {
    private final ByteBuffer body;
    private final byte[] delimiter;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private int at;

    private Multipart(ByteBuffer body, String boundary) {
        this.body = body;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.at = body.position();
    }

    /** The parts; what comes before the first and after the last is dropped. */
    static List<ByteBuffer> parts(ByteBuffer body, String boundary, int maxParts) {
        if (!MultipartIds.isBoundary(boundary)) {
            throw MessageFault.malformed(
                    "The boundary " + MessageFault.shown(boundary) + " is not 1 to 70 characters of RFC 2046.");
        }
        return new Multipart(body, boundary).split(maxParts);
    }

    /** Whether some line begins with the delimiter, so that it must not part these octets. */
    static boolean occurs(ByteBuffer octets, String boundary) {
        Multipart scan = new Multipart(octets, boundary);
        while (scan.at < octets.limit()) {
            if (scan.delimiterHere()) {
                return true;
            }
            scan.at = scan.nextLine(scan.at);
        }
        return false;
    }

    private List<ByteBuffer> split(int maxParts) {
        int partStart = -1;
        while (at < body.limit()) {
            int lineStart = at;
            at = nextLine(lineStart);
            Line kind = kind(lineStart);
            if (kind == Line.OTHER) {
                continue;
            }
            if (partStart >= 0) {
                add(partStart, lineStart, maxParts);
            }
            if (kind == Line.LAST) {
                return closed(partStart >= 0);
            }
            partStart = at;
        }
        throw MessageFault.malformed("The multipart is broken: it ends without its last delimiter.");
    }

    private List<ByteBuffer> closed(boolean opened) {
        if (!opened) {
            throw MessageFault.malformed("The multipart is broken: it has no part.");
        }
        return List.copyOf(parts);
    }

    private void add(int start, int delimiterStart, int maxParts) {
        if (parts.size() == maxParts) {
            throw MessageFault.invalid("The multipart has more than " + maxParts + " parts, the most allowed.");
        }
        // The line end before a delimiter is the delimiter's.
        parts.add(body.slice(start, Math.max(0, delimiterStart - 2 - start)));
    }

    private Line kind(int lineStart) {
        int end = at;
        at = lineStart;
        boolean delimits = delimiterHere();
        at = end;
        if (!delimits) {
            return Line.OTHER;
        }
        int rest = lineStart + delimiter.length;
        boolean last = rest + 1 < body.limit() && body.get(rest) == '-' && body.get(rest + 1) == '-';
        return paddingOnly(last ? rest + 2 : rest, end) ? last ? Line.LAST : Line.NEXT : Line.OTHER;
    }

    private boolean paddingOnly(int from, int end) {
        for (int i = from; i < end; i++) {
            if (!Lines.isBlank((char) body.get(i)) && !endsLine(i) && !(i > from && endsLine(i - 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean delimiterHere() {
        if (body.limit() - at < delimiter.length) {
            return false;
        }
        for (int i = 0; i < delimiter.length; i++) {
            if (body.get(at + i) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private int nextLine(int from) {
        for (int i = from; i < body.limit(); i++) {
            if (endsLine(i)) {
                return i + 2;
            }
        }
        return body.limit();
    }

    private boolean endsLine(int i) {
        return body.get(i) == '\r' && i + 1 < body.limit() && body.get(i + 1) == '\n';
    }

    private enum Line {
        OTHER,
        NEXT,
        LAST
    }
}
