package org.imxp.message;

import java.nio.ByteBuffer;

/**
 * Octets that this library does not look into: an image, a signed or encrypted multipart, text of an unknown charset.
 *
 * @param type the media type with all its parameters, a charset and a boundary included
 * @param octets the body, without any transfer encoding; read-only
 * @param lang a language tag, or empty for none
 */
public record OpaqueContent(String type, ByteBuffer octets, String lang) implements Content {
    /**
     * Takes the remaining octets; the buffer given is left as it was. They are copied unless the buffer is read-only: whoever
     * gives such a one sees to it that nobody writes below it, and what is large, such as a mapped file, stays where it is.
     *
     * @throws MessageFault with 501 if the type or the language is none
     */
    public OpaqueContent {
        type = MediaType.parse(type).toString();
        lang = XmlCharacters.checkedLanguage(lang);
        octets = octets.isReadOnly() ? octets.slice() : copy(octets);
    }

    private static ByteBuffer copy(ByteBuffer octets) {
        return ByteBuffer.allocate(octets.remaining())
                .put(octets.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    /**
     * Octets of a media type.
     *
     * @param type the media type
     * @param octets the body; it is copied
     * @return the content, of no language
     */
    public static OpaqueContent of(String type, byte[] octets) {
        return new OpaqueContent(type, ByteBuffer.wrap(octets), "");
    }

    /** A read-only view with a position of its own. */
    @Override
    public ByteBuffer octets() {
        return octets.duplicate();
    }

    @Override
    public OpaqueContent withLang(String other) {
        return new OpaqueContent(type, octets, other);
    }
}
