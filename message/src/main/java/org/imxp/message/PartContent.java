package org.imxp.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;

/** The content of a MIME part: characters where its charset is known and kept and they are not too many, else its octets. */
final class PartContent {
    private static final String UTF_8 = "utf-8";

    private PartContent() {}

    static Content of(MimeEntity part, XMLInputFactory factory, MessageLimits limits) {
        MediaType type = part.header().mediaType().orElse(MediaType.PLAIN);
        if (type.isMultipart() && part.isEncoded()) {
            throw MessageFault.invalid("The part of type " + MessageFault.shown(type.name())
                    + " has a transfer encoding; only a leaf may.");
        }
        String lang = part.header().language();
        if (!part.hasKnownEncoding()) {
            // RFC 2045 section 6.4: whatever the type says, these are octets.
            return octets(part.body(), MediaType.OCTETS, lang);
        }
        ByteBuffer octets = part.decoded();
        if (octets.remaining() > limits.textOctets()) {
            return octets(octets, type, lang);
        }
        Optional<Content> characters = type.isXml()
                ? xml(octets, type, factory).map(xml -> new XmlContent(xml, type.toString(), lang))
                : text(octets, type).map(text -> new TextContent(text, type.toString(), lang));
        return characters.orElseGet(() -> octets(octets, type, lang));
    }

    /** The part as what it is, octet for octet: what a file needs, in which line ends and the charset matter. */
    static OpaqueContent octets(MimeEntity part) {
        MediaType type = part.header().mediaType().orElse(MediaType.PLAIN);
        return octets(
                part.decoded(),
                part.hasKnownEncoding() ? type : MediaType.OCTETS,
                part.header().language());
    }

    /** The octets are the message's or a decoder's, which nobody writes. */
    private static OpaqueContent octets(ByteBuffer octets, MediaType type, String lang) {
        return new OpaqueContent(type.toString(), octets.asReadOnlyBuffer(), lang);
    }

    private static Optional<String> text(ByteBuffer octets, MediaType type) {
        if (!type.isText()) {
            return Optional.empty();
        }
        String label = type.charset().orElse(StandardCharsets.US_ASCII.name());
        Optional<String> text = Unicode.charset(label).flatMap(charset -> Unicode.decode(octets, charset));
        if (text.isEmpty() && label.toLowerCase(Locale.ROOT).equals(UTF_8)) {
            throw MessageFault.malformed("The text has octets that are not UTF-8, though it says so.");
        }
        return text;
    }

    private static Optional<String> xml(ByteBuffer octets, MediaType type, XMLInputFactory factory) {
        return XmlDecoding.decode(octets, type.charset(), factory);
    }
}
