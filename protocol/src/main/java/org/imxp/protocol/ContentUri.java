package org.imxp.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The URI references that the content of a data may be (RFC 3340 section 4.1), and the cid scheme (RFC 2392). */
final class ContentUri {
    private static final String CID = "cid:";

    private ContentUri() {}

    /** Refuses a reference of another kind, and a fragment that the data-content does not bear. */
    static void check(String content, DataContent dataContent) {
        if (content.startsWith("#")) {
            var name = content.substring(1);
            if (dataContent.isNone() || !names(name, dataContent)) {
                throw new IllegalArgumentException(
                        "content is \"" + Excerpt.of(content) + "\", but no data-content has that Name");
            }
        } else {
            checkAbsolute("content", content);
        }
    }

    private static boolean names(String fragment, DataContent dataContent) {
        return dataContent.name().equals(fragment) || dataContent.name().equals(Percent.undo(fragment));
    }

    /** Refuses what is not a URI with a scheme. */
    static void checkAbsolute(String attribute, String uri) {
        try {
            if (new URI(uri).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(refusal(attribute, uri), e);
        }
        throw new IllegalArgumentException(refusal(attribute, uri));
    }

    private static String refusal(String attribute, String uri) {
        return attribute + " is \"" + Excerpt.of(uri) + "\": allowed are absolute URIs";
    }

    /** The Content-ID, without its angle brackets, that a cid URL names (RFC 2392 section 2). */
    static Optional<String> contentId(String uri) {
        return uri.regionMatches(true, 0, CID, 0, CID.length())
                ? Optional.of(Percent.undo(uri.substring(CID.length())))
                : Optional.empty();
    }

    /** The cid URL of a Content-ID without its angle brackets. */
    static String ofContentId(String contentId) {
        return CID + Percent.escape(contentId, "-._~!$*+=@");
    }
}
