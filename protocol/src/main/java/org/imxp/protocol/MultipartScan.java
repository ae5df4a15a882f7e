package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the parts of a multipart body (RFC 2046 section 5.1.1), without copying or changing an octet. Safe to make anew for
 * each body; used once.
 */
final class MultipartScan {
    private static final int LONGEST_BOUNDARY = 70;
    private static final int OCTET_VALUES = 256;
    private static final String BOUNDARY_PUNCTUATION = "'()+_,-./:=? ";

    private final ByteBuffer octets;
    private final int to;
    private final byte[] delimiter;
    private final int[] skips;
    private final ProtocolLimits limits;
    /** Where the line of the delimiter that was found last goes on after its boundary and its end. */
    private int afterLine;

    private boolean closing;

    MultipartScan(ByteBuffer octets, int to, String boundary, ProtocolLimits limits) {
        checkBoundary(boundary);
        this.octets = octets;
        this.to = to;
        this.delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.limits = limits;
        this.skips = skips(delimiter);
    }

    static void checkBoundary(String boundary) {
        boolean good = !boundary.isEmpty()
                && boundary.length() <= LONGEST_BOUNDARY
                && !boundary.endsWith(" ")
                && boundary.chars().allMatch(MultipartScan::isBoundaryCharacter);
        if (!good) {
            throw new IllegalArgumentException("the boundary is \"" + Excerpt.of(boundary)
                    + "\": allowed are 1 to 70 characters of those in RFC 2046 section 5.1.1");
        }
    }

    private static boolean isBoundaryCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || BOUNDARY_PUNCTUATION.indexOf(c) >= 0;
    }

    /**
     * One part: its octets without the line end before the next delimiter, which belongs to that.
     *
     * @param contentId its Content-ID, or empty
     */
    record Part(int from, int to, MimeHeader header, String contentId) {}

    /**
     * The parts of the body that begins at an offset.
     *
     * @throws ProtocolException 501 if there is no part, or no closing delimiter; 554 if there are too many
     */
    List<Part> parts(int from) {
        var parts = new ArrayList<Part>();
        if (nextDelimiter(from) < 0) {
            throw ProtocolException.invalid("the multipart has no delimiter with its boundary");
        }
        while (!closing) {
            int start = afterLine;
            int end = nextDelimiter(start);
            if (end < 0) {
                throw ProtocolException.invalid("the multipart ends without its closing delimiter");
            }
            limits.check(ProtocolLimit.PARTS, parts.size() + 1);
            var header = MimeHeader.read(octets, start, end, limits);
            parts.add(new Part(start, end, header, header.contentId()));
        }
        if (parts.isEmpty()) {
            throw ProtocolException.invalid("the multipart has no part");
        }
        return parts;
    }

    /**
     * Finds the next line that is a delimiter.
     *
     * @param from where a line begins, so that a delimiter may stand there without a line end before it
     * @return where the octets before the delimiter end, or -1
     */
    private int nextDelimiter(int from) {
        if (isDelimiterAt(from)) {
            return from;
        }
        int length = delimiter.length + 2;
        int i = from;
        while (i + length <= to) {
            if (octets.get(i) == '\r' && octets.get(i + 1) == '\n' && isDelimiterAt(i + 2)) {
                return i;
            }
            i += skips[octets.get(i + length - 1) & 0xFF];
        }
        return -1;
    }

    /** How far the search may move on, by the octet under the delimiter's last one (Horspool's rule). */
    private static int[] skips(byte[] delimiter) {
        var skips = new int[OCTET_VALUES];
        int length = delimiter.length + 2;
        Arrays.fill(skips, length);
        skips['\r'] = length - 1;
        skips['\n'] = length - 2;
        for (int i = 0; i < delimiter.length - 1; i++) {
            skips[delimiter[i]] = delimiter.length - 1 - i;
        }
        return skips;
    }

    /** Whether a delimiter stands here; a boundary that goes on is that of another multipart. */
    private boolean isDelimiterAt(int at) {
        for (int i = 0; i < delimiter.length; i++) {
            if (at + i >= to || octets.get(at + i) != delimiter[i]) {
                return false;
            }
        }
        int i = at + delimiter.length;
        boolean dashes = i + 1 < to && octets.get(i) == '-' && octets.get(i + 1) == '-';
        i += dashes ? 2 : 0;
        while (i < to && (octets.get(i) == ' ' || octets.get(i) == '\t')) {
            i++;
        }
        boolean lineEnds = i + 1 < to && octets.get(i) == '\r' && octets.get(i + 1) == '\n';
        if (!lineEnds && !(dashes && i == to)) {
            return false;
        }
        closing = dashes;
        afterLine = lineEnds ? i + 2 : to;
        return true;
    }
}
