package org.imxp.endpoint;

import java.nio.ByteBuffer;
import java.util.List;
import org.imxp.beep.SessionLimits;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Element;
import org.imxp.protocol.ElementReader;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PayloadReader;
import org.imxp.protocol.PayloadWriter;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.StatusResponse;
import org.imxp.protocol.XmlFragment;

/** Elements as octets and back, in the dialect of one channel. Thread-safe. */
final class WireForm {
    private final Dialect dialect;
    private final int mostOctets;
    private final ElementReader elements;
    private final PayloadReader payloads;
    private final PayloadWriter writer = new PayloadWriter();

    WireForm(Dialect dialect, SessionLimits session) {
        // What the session takes whole is read: its bound is the smaller or the only one.
        var limits = ProtocolLimits.defaults().with(ProtocolLimit.PAYLOAD_OCTETS, session.message());
        this.dialect = dialect;
        this.mostOctets = session.message();
        this.elements = new ElementReader(limits);
        this.payloads = new PayloadReader(limits);
    }

    Dialect dialect() {
        return dialect;
    }

    /** The most octets of a payload, in either direction. */
    int mostOctets() {
        return mostOctets;
    }

    Payload read(byte[] octets) {
        return payloads.read(octets, dialect);
    }

    Payload read(ByteBuffer octets) {
        return payloads.read(octets, dialect);
    }

    List<ByteBuffer> write(Payload payload) {
        return writer.write(payload, dialect);
    }

    List<ByteBuffer> write(Element element) {
        return write(Payload.of(element));
    }

    Element readElement(String xml) {
        return elements.read(xml, dialect);
    }

    String writeElement(Element element) {
        return new ElementWriter().write(element, dialect);
    }

    StatusResponse readReport(XmlFragment content) {
        return elements.readStatusResponse(content, dialect);
    }
}
