package org.imxp.message.cpim;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MimeEntity;

/** Reads message/cpim objects, strictly: what a signature may be over has one form. It may be used by several threads. */
public final class CpimReader {
    private final MessageLimits limits;

    /**
     * A reader.
     *
     * @param limits how much it takes; lines have no bound but that of the whole (RFC 3862 section 2.2)
     */
    public CpimReader(MessageLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads what a MIME entity of type message/cpim has for its body.
     *
     * @param octets headers, an empty line and a MIME entity; the buffer is left as it was
     * @return the message, which shares the octets
     * @throws MessageFault if it is none
     */
    public CpimMessage read(ByteBuffer octets) {
        if (octets.remaining() > limits.octets()) {
            throw MessageFault.invalid("The CPIM message has " + octets.remaining() + " octets; at most "
                    + limits.octets() + " are allowed.");
        }
        ByteBuffer in = octets.duplicate();
        List<CpimHeader> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (headers.size() == limits.headerFields()) {
                throw MessageFault.invalid(
                        "The CPIM message has more than " + limits.headerFields() + " headers, the most allowed.");
            }
            headers.add(CpimHeader.read(line));
        }
        return new CpimMessage(headers, MimeEntity.read(in.slice(), limits));
    }

    /**
     * Reads a MIME entity.
     *
     * @param entity an entity of type message/cpim
     * @return the message
     * @throws MessageFault if it is none
     */
    public CpimMessage readEntity(ByteBuffer entity) {
        MimeEntity outer = MimeEntity.read(entity, limits);
        if (outer.header()
                .mediaType()
                .filter(type -> type.is(CpimMessage.MEDIA_TYPE))
                .isEmpty()) {
            throw MessageFault.invalid("The MIME entity is not of type " + CpimMessage.MEDIA_TYPE + ".");
        }
        return read(outer.decoded());
    }

    private static String line(ByteBuffer in) {
        int start = in.position();
        while (in.hasRemaining()) {
            byte octet = in.get();
            if (octet == '\r' && in.hasRemaining() && in.get(in.position()) == '\n') {
                ByteBuffer line = in.slice(start, in.position() - 1 - start);
                in.get();
                return utf8(line);
            }
        }
        throw MessageFault.malformed("The headers of the CPIM message do not end in an empty line.");
    }

    private static String utf8(ByteBuffer line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException e) {
            throw MessageFault.malformed("A header of the CPIM message has octets that are not UTF-8.");
        }
    }
}
