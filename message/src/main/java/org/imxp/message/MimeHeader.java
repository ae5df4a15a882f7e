package org.imxp.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * The MIME header of an entity or a part.
 *
 * @param fields the first of each field, by its name in lower case
 */
public record MimeHeader(Map<String, String> fields) {
    static final String CONTENT_TYPE = "content-type";
    static final String CONTENT_ID = "content-id";
    static final String ENCODING = "content-transfer-encoding";
    static final String LANGUAGE = "content-language";

    /** Two readers that each take another of two such fields would see different messages. */
    private static final Set<String> SINGLE = Set.of(CONTENT_TYPE, CONTENT_ID, ENCODING);

    /** Copies the map. */
    public MimeHeader {
        fields = Map.copyOf(fields);
    }

    /** Reads up to the empty line, or to the end, and leaves the buffer behind it. */
    static MimeHeader read(ByteBuffer in, int maxOctets) {
        Map<String, String> fields = new HashMap<>();
        for (ByteArrayBuffer raw : rawFields(in, maxOctets)) {
            RawField field = parsed(raw);
            String name = field.getNameLowerCase();
            String body = field.getBody() == null ? "" : field.getBody().strip();
            if (fields.putIfAbsent(name, body) != null && SINGLE.contains(name)) {
                throw MessageFault.malformed("A MIME header has the field " + MessageFault.shown(name) + " twice.");
            }
        }
        return new MimeHeader(fields);
    }

    /**
     * A field.
     *
     * @param name in lower case
     * @return its value on one line
     */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * What the entity is.
     *
     * @return the Content-Type, if there is one
     * @throws MessageFault with 501 if it is none
     */
    public Optional<MediaType> mediaType() {
        return field(CONTENT_TYPE).map(MediaType::parse);
    }

    Optional<String> contentId() {
        return field(CONTENT_ID).map(ContentIds::unbracketed);
    }

    String encoding() {
        return field(ENCODING).orElse("binary").toLowerCase(Locale.ROOT);
    }

    /** The first language, if it is one. */
    String language() {
        return field(LANGUAGE)
                .map(list -> list.split(",", 2)[0].strip())
                .filter(XmlCharacters::isLanguage)
                .orElse("");
    }

    private static RawField parsed(ByteArrayBuffer raw) {
        try {
            return RawFieldParser.DEFAULT.parseField(raw);
        } catch (MimeException e) {
            throw MessageFault.malformed("A MIME header has a line that is not 'Name: value'.");
        }
    }

    private static List<ByteArrayBuffer> rawFields(ByteBuffer in, int maxOctets) {
        List<ByteArrayBuffer> fields = new ArrayList<>();
        int start = in.position();
        while (in.hasRemaining()) {
            byte[] line = line(in);
            if (in.position() - start > maxOctets) {
                throw MessageFault.invalid("A MIME header is longer than " + maxOctets + " octets, the most allowed.");
            }
            if (line.length == 0) {
                break;
            }
            boolean continuation = Lines.isBlank((char) line[0]);
            if (continuation && fields.isEmpty()) {
                throw MessageFault.malformed("A MIME header begins with the continuation of a line.");
            }
            ByteArrayBuffer field = continuation ? fields.getLast() : new ByteArrayBuffer(line.length);
            field.append(line, 0, line.length);
            if (!continuation) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** One line without its CRLF. A CR, LF or other control within is a fault: readers differ on what it ends. */
    private static byte[] line(ByteBuffer in) {
        int start = in.position();
        while (in.hasRemaining()) {
            byte octet = in.get();
            boolean end = octet == '\r' && in.hasRemaining() && in.get(in.position()) == '\n';
            if (end) {
                byte[] line = new byte[in.position() - 1 - start];
                in.get(start, line);
                in.get();
                return line;
            }
            if (octet >= 0 && octet < ' ' && octet != '\t') {
                throw MessageFault.malformed("A MIME header has the control octet " + octet + " within a line.");
            }
        }
        byte[] line = new byte[in.position() - start];
        in.get(start, line);
        return line;
    }
}
