package org.imxp.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Octets and values that several tests need. */
final class Examples {
    static final Address FRED = Address.parse("fred@example.com");
    static final Address WILMA = Address.parse("wilma@example.com");
    static final Address BARNEY = Address.parse("barney@example.com");

    /** Example 1 of the message format: the multipart form. */
    static final byte[] MULTIPART = crlf("""
        Content-Type: multipart/related; boundary="outer"; start="<0@example.com>"; type="application/beep+xml"

        --outer
        Content-Type: application/beep+xml
        Content-ID: <0@example.com>

        <data content='cid:m@example.com'>
          <originator identity='fred@example.com' />
          <recipient identity='barney@example.com' />
        </data>
        --outer
        Content-Type: multipart/related; boundary="boundary"; start="<1@example.com>"; type="message/rfc822+xml"
        Content-ID: <m@example.com>

        --boundary
        Content-Type: message/rfc822+xml
        Content-ID: <1@example.com>

        <RFC822:Message xmlns:RFC822='URN:IANA:message:rfc822:'
            content='cid:2@example.com'>
          <RFC822:date>Wed, 18 Oct 2000 14:23:07 +0100</RFC822:date>
          <RFC822:from>im:fred@example.com</RFC822:from>
          <RFC822:to>im:barney@example.com</RFC822:to>
          <RFC822:subject>Message format example</RFC822:subject>
        </RFC822:Message>
        --boundary
        Content-Type: text/plain; charset=UTF-8
        Content-ID: <2@example.com>

        And this is the <message> text!
        --boundary--
        --outer--
        """);

    /** Example 2 of the message format: the inline form. */
    static final byte[] INLINE = crlf("""
        Content-Type: application/beep+xml

        <data content='#Message'>
          <originator identity='fred@example.com' />
          <recipient identity='barney@example.com' />
          <data-content Name='Message'>
            <Message xmlns='URN:IANA:message:rfc822:' content='#Content'>
              <date>Wed, 18 Oct 2000 14:23:07 +0100</date>
              <from>im:fred@example.com</from>
              <to>im:barney@example.com</to>
              <subject>Message format example</subject>
              <Content Name='Content' type='text/plain'
                xml:lang='en'>And this is the &lt;message&gt; text!</Content>
            </Message>
          </data-content>
        </data>
        """);

    private Examples() {}

    /** The octets of a text whose lines end in LF here and in CRLF there. */
    static byte[] crlf(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static String text(List<ByteBuffer> octets) {
        var joined = new ByteArrayOutputStream();
        for (var buffer : octets) {
            var copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            joined.writeBytes(copy);
        }
        return joined.toString(StandardCharsets.UTF_8);
    }

    static String text(ByteBuffer octets) {
        return text(List.of(octets));
    }

    static Element read(String xml) {
        return new ElementReader(ProtocolLimits.defaults()).read(xml, Dialect.APEX);
    }

    /** A data from fred to barney with something before its end. */
    static String data(String content, String inside) {
        return "<data content='" + content + "'><originator identity='fred@example.com' />"
                + "<recipient identity='barney@example.com' />" + inside + "</data>";
    }

    static Payload payload(byte[] octets) {
        return new PayloadReader(ProtocolLimits.defaults()).read(octets, Dialect.APEX);
    }
}
