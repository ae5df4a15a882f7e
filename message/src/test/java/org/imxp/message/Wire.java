package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests write on the wire, and what they expect of a refusal. */
final class Wire {
    static final MessageReader READER = new MessageReader(MessageLimits.DEFAULT);
    static final MessageWriter WRITER = new MessageWriter();

    private Wire() {}

    /** A text block with the line ends of the wire. */
    static String crlf(String block) {
        return block.replace("\n", "\r\n");
    }

    static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A Message element with children, whose Content has the Name C. */
    static String element(String children) {
        return "<Message xmlns='URN:IANA:message:rfc822:' content='#C'>" + children + "</Message>";
    }

    static Message readElement(String children) {
        return READER.readElement(element(children));
    }

    /** An entity of two parts: a header that refers to cid:2, and the part given with its MIME header. */
    static String entity(String secondPart) {
        return crlf("""
            Content-Type: multipart/related; boundary=b; start="<1>"; type="message/rfc822+xml"

            --b
            Content-Type: message/rfc822+xml
            Content-ID: <1>

            <Message xmlns='URN:IANA:message:rfc822:' content='cid:2'/>
            --b
            Content-ID: <2>
            """) + secondPart + "\r\n--b--\r\n";
    }

    static Message readEntity(String text) {
        return READER.readEntity(octets(text));
    }

    static void refused(int code, String told, ThrowingCallable call) {
        assertThatExceptionOfType(MessageFault.class).isThrownBy(call).satisfies(fault -> {
            assertThat(fault.sentence()).contains(told);
            assertThat(fault.code()).isEqualTo(code);
        });
    }
}
