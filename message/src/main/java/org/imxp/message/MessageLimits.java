package org.imxp.message;

/**
 * How much of a message is read before it is refused with 501 (or with 500 by the XML parser, for attributes).
 *
 * <p>A message's own form needs no bound on nesting: its element has no grandchildren, and its multipart is never opened
 * within another. What a content holds has one.
 *
 * @param octets the whole message, in octets, or in characters for the inline form
 * @param headerFields header elements of one message
 * @param fieldCharacters characters of the value of one header element
 * @param attributes attributes of one XML element
 * @param attributeCharacters characters of one XML attribute
 * @param parts parts of the multipart form, and of all multiparts within a content
 * @param partHeaderOctets octets of the MIME header of an entity or a part
 * @param nesting multiparts within each other, and elements of an XML document within each other
 * @param elements elements of one XML document
 * @param textOctets octets of a part that are turned into characters; longer ones stay octets
 */
public record MessageLimits(
        int octets,
        int headerFields,
        int fieldCharacters,
        int attributes,
        int attributeCharacters,
        int parts,
        int partHeaderOctets,
        int nesting,
        int elements,
        int textOctets) {
    /**
     * 4 MiB, 256 header fields of 4,096 characters, 32 attributes of 4,096 characters, 64 parts, MIME headers of 16 KiB, 16
     * levels, 4,096 elements, 4 MiB of text.
     */
    public static final MessageLimits DEFAULT =
            new MessageLimits(4 << 20, 256, 4096, 32, 4096, 64, 16 << 10, 16, 4096, 4 << 20);

    /** Each bound is at least one. */
    public MessageLimits {
        if (Math.min(octets, Math.min(headerFields, fieldCharacters)) < 1
                || Math.min(attributes, attributeCharacters) < 1
                || Math.min(parts, partHeaderOctets) < 1
                || Math.min(textOctets, Math.min(nesting, elements)) < 1) {
            throw new IllegalArgumentException("A limit of a message is below one.");
        }
    }

    /**
     * These limits, with another size of the whole.
     *
     * @param bound octets, at least one
     * @return the limits
     */
    public MessageLimits withOctets(int bound) {
        return new MessageLimits(
                bound,
                headerFields,
                fieldCharacters,
                attributes,
                attributeCharacters,
                parts,
                partHeaderOctets,
                nesting,
                elements,
                textOctets);
    }

    /**
     * These limits, with other bounds on the header.
     *
     * @param bound header elements, at least one
     * @param characters characters of one value, at least one
     * @return the limits
     */
    public MessageLimits withHeaderFields(int bound, int characters) {
        return new MessageLimits(
                octets,
                bound,
                characters,
                attributes,
                attributeCharacters,
                parts,
                partHeaderOctets,
                nesting,
                elements,
                textOctets);
    }

    /**
     * These limits, with other bounds on XML attributes.
     *
     * @param bound attributes of one element, at least one
     * @param characters characters of one attribute, at least one
     * @return the limits
     */
    public MessageLimits withAttributes(int bound, int characters) {
        return new MessageLimits(
                octets,
                headerFields,
                fieldCharacters,
                bound,
                characters,
                parts,
                partHeaderOctets,
                nesting,
                elements,
                textOctets);
    }

    /**
     * These limits, with another number of parts.
     *
     * @param bound parts, at least one
     * @return the limits
     */
    public MessageLimits withParts(int bound) {
        return new MessageLimits(
                octets,
                headerFields,
                fieldCharacters,
                attributes,
                attributeCharacters,
                bound,
                partHeaderOctets,
                nesting,
                elements,
                textOctets);
    }

    /**
     * These limits, with another size of a MIME header.
     *
     * @param bound octets, at least one
     * @return the limits
     */
    public MessageLimits withPartHeaderOctets(int bound) {
        return new MessageLimits(
                octets,
                headerFields,
                fieldCharacters,
                attributes,
                attributeCharacters,
                parts,
                bound,
                nesting,
                elements,
                textOctets);
    }

    /**
     * These limits, with other bounds on what a content holds.
     *
     * @param levels multiparts or XML elements within each other, at least one
     * @param bound elements of one XML document, at least one
     * @return the limits
     */
    public MessageLimits withNesting(int levels, int bound) {
        return new MessageLimits(
                octets,
                headerFields,
                fieldCharacters,
                attributes,
                attributeCharacters,
                parts,
                partHeaderOctets,
                levels,
                bound,
                textOctets);
    }

    /**
     * These limits, with another size of what becomes characters.
     *
     * @param bound octets of one part, at least one
     * @return the limits
     */
    public MessageLimits withTextOctets(int bound) {
        return new MessageLimits(
                octets,
                headerFields,
                fieldCharacters,
                attributes,
                attributeCharacters,
                parts,
                partHeaderOctets,
                nesting,
                elements,
                bound);
    }
}
