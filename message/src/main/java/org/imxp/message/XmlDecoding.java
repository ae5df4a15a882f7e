package org.imxp.message;

import com.ctc.wstx.exc.WstxIOException;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The characters of an XML document that came as octets: a byte order mark, else a label, else XML's own rules. */
final class XmlDecoding {
    private XmlDecoding() {}

    /**
     * Decodes a document (RFC 7303 section 3.2).
     *
     * @param label the charset parameter of its media type
     * @return the document without its byte order mark, or nothing if the charset is unknown
     * @throws MessageFault with 500 if the octets are not of the charset
     */
    static Optional<String> decode(ByteBuffer octets, Optional<String> label, XMLInputFactory factory) {
        Optional<Mark> mark = Mark.of(octets);
        if (mark.isPresent()) {
            return Optional.of(strictly(mark.get().after(octets), mark.get().charset()));
        }
        Optional<String> name = label.or(() -> declared(octets, factory));
        return name.flatMap(Unicode::charset).map(charset -> strictly(octets, charset));
    }

    private static String strictly(ByteBuffer octets, Charset charset) {
        return Unicode.decode(octets, charset)
                .orElseThrow(() -> MessageFault.malformed("The XML has octets that are not " + charset.name() + "."));
    }

    /** What the document itself says, or shows by the shape of its first octets; nothing if that charset is unknown. */
    private static Optional<String> declared(ByteBuffer octets, XMLInputFactory factory) {
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        String encoding = null;
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(copy));
            encoding = reader.getEncoding();
            reader.close();
        } catch (WstxIOException e) {
            // There is no input to fail: this is how an encoding that the platform does not have is told.
            return Optional.empty();
        } catch (XMLStreamException e) {
            // A fault of the declaration is told when the document is parsed, if it is.
        }
        return Optional.of(encoding == null ? StandardCharsets.UTF_8.name() : encoding);
    }

    private record Mark(Charset charset, ByteBuffer octets) {
        private static final List<Mark> ALL = List.of(
                new Mark(StandardCharsets.UTF_8, "EFBBBF"),
                // Before UTF-16, whose mark is the beginning of this one.
                new Mark(StandardCharsets.UTF_32LE, "FFFE0000"),
                new Mark(StandardCharsets.UTF_32BE, "0000FEFF"),
                new Mark(StandardCharsets.UTF_16LE, "FFFE"),
                new Mark(StandardCharsets.UTF_16BE, "FEFF"));

        private Mark(Charset charset, String hex) {
            this(charset, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        }

        static Optional<Mark> of(ByteBuffer document) {
            return ALL.stream().filter(mark -> mark.begins(document)).findFirst();
        }

        ByteBuffer after(ByteBuffer document) {
            return document.slice(document.position() + octets.capacity(), document.remaining() - octets.capacity());
        }

        private boolean begins(ByteBuffer document) {
            return document.remaining() >= octets.capacity()
                    && document.slice(document.position(), octets.capacity()).equals(octets);
        }
    }
}
