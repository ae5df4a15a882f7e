package org.imxp.message;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the multipart form needs beside the message: the boundary, and the Content-IDs, without their angle brackets.
 *
 * @param boundary 1 to 70 characters (RFC 2046 section 5.1.1) that begin no line of the content after two hyphens
 * @param root the Content-ID of the part with the header
 * @param content the Content-ID of the part with the content, to which the header refers
 * @param entity the Content-ID of the whole, if it is to be a part of another multipart
 */
public record MultipartIds(String boundary, String root, String content, Optional<String> entity) {
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    /**
     * Checks each.
     *
     * @throws MessageFault with 501 if one is not well-formed, or two parts have the same
     */
    public MultipartIds {
        if (!isBoundary(boundary)) {
            throw MessageFault.invalid(
                    "The boundary " + MessageFault.shown(boundary) + " is not 1 to 70 characters of RFC 2046.");
        }
        ContentIds.checked(root);
        ContentIds.checked(content);
        entity.ifPresent(ContentIds::checked);
        if (root.equals(content)) {
            throw MessageFault.invalid("Both parts have the Content-ID " + MessageFault.shown(root) + ".");
        }
    }

    /**
     * For an entity that stands alone.
     *
     * @param boundary the boundary
     * @param root the Content-ID of the header
     * @param content the Content-ID of the content
     * @return the identifiers
     */
    public static MultipartIds of(String boundary, String root, String content) {
        return new MultipartIds(boundary, root, content, Optional.empty());
    }

    /**
     * For an entity that is a part of another multipart.
     *
     * @param id its Content-ID there
     * @return the identifiers
     */
    public MultipartIds withEntity(String id) {
        return new MultipartIds(boundary, root, content, Optional.of(id));
    }

    static boolean isBoundary(String boundary) {
        return BOUNDARY.matcher(boundary).matches();
    }
}
