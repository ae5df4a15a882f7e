package org.imxp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Boundaries that do not occur in what they separate. */
final class Boundary {
    private static final int DIGEST_OCTETS = 16;

    private Boundary() {}

    /**
     * Derives a boundary from the octets it will separate: nobody can write octets that hold their own digest, so no search is
     * needed, and no randomness.
     */
    static String of(Data data, List<MimePart> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(xml(data).getBytes(StandardCharsets.UTF_8));
            parts.forEach(part -> part.pieces().forEach(digest::update));
            return "imxp=_" + HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Refuses a boundary that occurs in what it is to separate. */
    static void check(String boundary, Data data, List<MimePart> parts) {
        MultipartScan.checkBoundary(boundary);
        var delimiter = "--" + boundary;
        if (xml(data).contains(delimiter)
                || parts.stream().anyMatch(part -> text(part.entity()).contains(delimiter))) {
            throw new IllegalArgumentException("the boundary " + boundary + " occurs in the content it is to separate");
        }
    }

    private static String xml(Data data) {
        return new ElementWriter().write(data, Dialect.APEX);
    }

    private static String text(ByteBuffer octets) {
        return StandardCharsets.ISO_8859_1.decode(octets).toString();
    }
}
