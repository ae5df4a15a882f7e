package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadReaderTest {
    @Test
    @Requirement({"CORE-7", "CORE-8", "SEED-16", "WIRE-11"})
    void readsTheMultipartFormOfAMessage() {
        assertThat(Examples.MULTIPART).hasSize(1015);
        var payload = Examples.payload(Examples.MULTIPART);

        assertThat(payload.data()).contains(Data.of("cid:m@example.com", Examples.FRED, Examples.BARNEY));
        var part = payload.part("cid:m@example.com").orElseThrow();
        assertThat(Examples.text(part.entity()))
                .startsWith("Content-Type: multipart/related; boundary=\"boundary\"; start=")
                .endsWith("And this is the <message> text!\r\n--boundary--");
        assertThat(payload.parts()).containsExactly(part);
    }

    @Test
    @Requirement({"CORE-7", "CORE-8", "SEED-16", "WIRE-11"})
    void readsTheInlineFormOfAMessage() {
        assertThat(Examples.INLINE).hasSize(601);
        var payload = Examples.payload(Examples.INLINE);
        var content = payload.data().orElseThrow().dataContent();

        assertThat(content.name()).isEqualTo("Message");
        assertThat(content.xml().element())
                .startsWith("<Message xmlns='URN:IANA:message:rfc822:' content='#Content'>\r\n")
                .endsWith("xml:lang='en'>And this is the &lt;message&gt; text!</Content>\r\n    </Message>");
        assertThat(payload.parts()).isEmpty();
    }

    @Test
    @Requirement("CORE-7")
    void readsTheMultipartOfTheSpecificationWithItsFoldedHeader() {
        var payload = Examples.payload(Examples.crlf("""
            Content-Type: multipart/related; boundary="boundary";
                          start="<1@example.com>";
                          type="application/beep+xml"

            --boundary
            Content-Type: application/beep+xml
            Content-ID: <1@example.com>

            <data content='cid:2@example.com'>
                <originator identity='fred@example.com' />
                <recipient identity='barney@example.com' />
            </data>
            --boundary
            Content-Type: image/gif
            Content-Transfer-Encoding: binary
            Content-ID: <2@example.com>

            ...
            --boundary--
            """));

        assertThat(Examples.text(payload.part("cid:2@example.com").orElseThrow().entity()))
                .isEqualTo("Content-Type: image/gif\r\nContent-Transfer-Encoding: binary\r\n"
                        + "Content-ID: <2@example.com>\r\n\r\n...");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/beep+xml\n\n<ok />",
                "content-type:application/BEEP+XML\n\n<ok />\n",
                "Content-Type: application/beep+xml; charset=UTF-8\n\n<ok />",
                "Content-Type: application/beep+xml; charset=us-ascii\n\n<ok />",
                "Content-Type: application/beep+xml; charset=ISO-8859-1\n\n<ok />",
                "Content-Type: (a comment) application/beep+xml (another); (one; more) charset = \"utf-8\"\n\n<ok />",
                "X-Other: x\nContent-Type:\n application/beep+xml\nContent-Transfer-Encoding: Binary\n\n<ok />",
                "\n<ok />\n",
                "Content-Type: application/beep+xml\n\n\ufeff<ok />"
            })
    @Requirement("CORE-7")
    void readsXmlAloneByTheRulesOfMime(String payload) {
        assertThat(Examples.payload(Examples.crlf(payload)).element()).isEqualTo(new Ok());
    }

    @Test
    void readsTheCharsetThatAParameterSays() {
        var header = "Content-Type: application/beep+xml; charset=utf-16\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        var xml = "<error code='550'>f\u00e9d</error>".getBytes(StandardCharsets.UTF_16);
        var octets = new byte[header.length + xml.length];
        System.arraycopy(header, 0, octets, 0, header.length);
        System.arraycopy(xml, 0, octets, header.length, xml.length);

        assertThat(Examples.payload(octets).element()).isEqualTo(new ErrorReply(ReplyCode.NOT_TAKEN, "f\u00e9d"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related; boundary=b; type=\"application/beep+xml\"",
                "Multipart/Related; type=application/beep+xml; BOUNDARY=\"b\"; start=\"<2@x>\"",
                "multipart/related; boundary=b (it; is); start-info=x;\n\ttype=\"application/BEEP+xml\"; start=2@x"
            })
    @Requirement("CORE-7")
    void findsTheRootByStartOrAsTheFirstPart(String contentType) {
        var data = Examples.data("cid:1@x", "");
        var control = "Content-Type: application/beep+xml\nContent-ID: <2@x>\n\n" + data;
        var other = "content-id: (me) <1@x>\n\nx";
        boolean first = !contentType.contains("start=");
        var payload = Examples.payload(Examples.crlf("Content-Type: " + contentType + "\n\npreamble\n--b\n"
                + (first ? control : other) + "\n--b \t\n" + (first ? other : control) + "\n--b--\nepilogue"));

        assertThat(payload.data()).isPresent();
        assertThat(Examples.text(payload.part("cid:1@x").orElseThrow().entity()))
                .isEqualTo("content-id: (me) <1@x>\r\n\r\nx");
    }

    @Test
    @Requirement({"CORE-8", "CORE-7"})
    void findsPartsByEscapedUrlsAndToleratesUnnamedOnes() {
        var payload = Examples.payload(
                related("--b\nContent-Type: application/beep+xml\n\n" + Examples.data("cid:a%25b%2F%26@x", "")
                        + "\n--b\n\nunnamed\n--b\nContent-ID: <a%b/&@x>\n\nnamed\n--b--"));

        assertThat(payload.parts()).hasSize(2);
        assertThat(Examples.text(payload.part("cid:a%25b%2F%26@x").orElseThrow().entity()))
                .endsWith("named");
        assertThat(payload.part("cid:")).isEmpty();
        assertThat(payload.part("http://example.com/")).isEmpty();
        assertThat(payload.parts().getLast().contentUri()).isEqualTo("cid:a%25b%2F%26@x");
    }

    @Test
    @Requirement("CORE-28")
    void takesOnlyWholeLinesForDelimiters() {
        var body = "x--b\n--bb\n--b-\n --b\n-- b\n--bc--\n--b--x\r--b\n";
        var payload = Examples.payload(related("--b\nContent-Type: application/beep+xml\n\n"
                + Examples.data("cid:1@x", "") + "\n--b\nContent-ID: <1@x>\n\n" + body + "\n--b--"));

        assertThat(Examples.text(payload.part("cid:1@x").orElseThrow().entity()))
                .isEqualTo("Content-ID: <1@x>\r\n\r\n" + body.replace("\n", "\r\n"));
    }

    @Test
    @Requirement({"CORE-8", "CORE-9"})
    void keepsOtherReferencesAndEncodedContentAsTheyAre() {
        var payload = Examples.payload(related("--b\nContent-Type: application/beep+xml\n\n"
                + Examples.data("http://127.0.0.1:1/never", "")
                + "\n--b\nContent-Transfer-Encoding: base64\n\neA==\n--b--"));

        assertThat(payload.data().orElseThrow().content()).isEqualTo("http://127.0.0.1:1/never");
        assertThat(Examples.text(payload.parts().getFirst().entity())).endsWith("\r\n\r\neA==");
    }

    @Test
    void readsTheDialectOfTheChannel() {
        var octets = Examples.crlf("Content-Type: application/beep+xml\n\n"
                + Examples.data("urn:x", "<option internal='x' seeNoEvil='true' mustUnderstand='true' />"));
        var reader = new PayloadReader(ProtocolLimits.defaults());

        assertThat(List.of(Dialect.values()))
                .extracting(dialect -> reader.read(octets, dialect)
                        .data()
                        .orElseThrow()
                        .options()
                        .getFirst()
                        .mustUnderstand())
                .containsExactly(false, true);
    }

    static byte[] related(String body) {
        return Examples.crlf("Content-Type: multipart/related; boundary=b; type=\"application/beep+xml\"\n\n" + body);
    }
}
