package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadFaultsTest {
    private static final String CONTROL = "--b\nContent-Type: application/beep+xml\n\n";
    private static final String DATA = Examples.data("urn:x", "");

    private static void assertRefused(byte[] octets, ReplyCode code) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.payload(octets))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<ok />",
                "\n",
                "\nnot XML",
                "X-Other: x\n\n<ok />",
                "Content-Type: text/xml\n\n<ok />",
                "Content-Type\n\n<ok />",
                ": application/beep+xml\n\n<ok />",
                "Content-Type: application/beep+xml\nContent-Type: application/beep+xml\n\n<ok />",
                "Content-Type: application/beep+xml; charset=utf-8; charset=utf-8\n\n<ok />",
                "Content-Type: application/beep+xml\n\n<other />",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n<ok />\n--b--"
            })
    @Requirement({"CORE-7", "CORE-11"})
    void refusesWhatIsNoPayloadWith501(String payload) {
        assertRefused(Examples.crlf(payload), ReplyCode.PARAMETER_SYNTAX_ERROR);
    }

    @Test
    @Requirement("CORE-7")
    void refusesLinesThatDoNotEndInCrLf() {
        assertRefused(
                "Content-Type: application/beep+xml\nX: y\r\n\r\n<ok />".getBytes(StandardCharsets.US_ASCII),
                ReplyCode.PARAMETER_SYNTAX_ERROR);
    }

    @Test
    @Requirement("CORE-11")
    void refusesBadUtf8AndMalformedXmlWith500() {
        var octets = Examples.crlf("Content-Type: application/beep+xml\n\n<error code='550'>x</error>");
        octets[octets.length - 9] = (byte) 0xC3;

        assertRefused(octets, ReplyCode.SYNTAX_ERROR);
        assertRefused(Examples.crlf("Content-Type: application/beep+xml\n\n<ok>"), ReplyCode.SYNTAX_ERROR);
        assertRefused(
                Examples.crlf("Content-Type: application/beep+xml; charset=us-ascii\n\n<!--\u00e9--><ok/>"),
                ReplyCode.SYNTAX_ERROR);
        assertRefused(PayloadReaderTest.related(CONTROL + "<ok>\n--b--"), ReplyCode.SYNTAX_ERROR);
        assertRefused(Examples.crlf("Content-Type: application/beep+xml\n\n"), ReplyCode.SYNTAX_ERROR);
        assertRefused(Examples.crlf("Content-Type: application/beep+xml"), ReplyCode.SYNTAX_ERROR);
    }

    @Test
    void refusesADeclarationAndADoctypeInsideAMultipart() {
        assertRefused(
                PayloadReaderTest.related(CONTROL + "<?xml version='1.0'?>" + DATA + "\n--b--"),
                ReplyCode.SYNTAX_ERROR);
        assertRefused(
                PayloadReaderTest.related(CONTROL + "<!DOCTYPE data>" + DATA + "\n--b--"), ReplyCode.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: Quoted-Printable"})
    @Requirement("CORE-9")
    void refusesAnEncodedControlElementWith504(String field) {
        var text = "Content-Type: application/beep+xml\n" + field + "\n\n<ok />";

        assertRefused(Examples.crlf(text), ReplyCode.PARAMETER_NOT_IMPLEMENTED);
        assertRefused(PayloadReaderTest.related("--b\n" + text + "\n--b--"), ReplyCode.PARAMETER_NOT_IMPLEMENTED);
    }

    @Test
    void refusesAnUnknownCharsetWith504() {
        assertRefused(
                Examples.crlf("Content-Type: application/beep+xml; charset=ebcdic\n\n<ok />"),
                ReplyCode.PARAMETER_NOT_IMPLEMENTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related; type=\"application/beep+xml\"",
                "multipart/related; boundary=\"\"; type=\"application/beep+xml\"",
                "multipart/related; boundary=\"b \"; type=\"application/beep+xml\"",
                "multipart/related; boundary=\"b*\"; type=\"application/beep+xml\"",
                "multipart/related; boundary=b; boundary=b; type=\"application/beep+xml\"",
                "multipart/related; boundary=b",
                "multipart/related; boundary=b; type=\"text/xml\"",
                "multipart/related; boundary=b; type=\"application/beep+xml\"; start=\"<no@x>\"",
                "multipart/related; boundary=c; type=\"application/beep+xml\""
            })
    @Requirement("CORE-7")
    void refusesAMultipartWithoutWhatItNeeds(String contentType) {
        assertRefused(
                Examples.crlf("Content-Type: " + contentType + "\n\n" + CONTROL + DATA + "\n--b--\n"),
                ReplyCode.PARAMETER_SYNTAX_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--b--",
                "--b\n\n" + "<ok />" + "\n--b--",
                "--b\nContent-Type: text/xml\n\n<ok />\n--b--",
                CONTROL + "<ok />",
                CONTROL + "<ok />\n--b",
                CONTROL + "<ok />--b--",
                CONTROL + "<ok />\n--b\nno colon\n\nx\n--b--",
                CONTROL + "<ok />\n--b\nContent-ID: <1@x>\n\nx\n--b\nContent-ID: <1@x>\n\ny\n--b--",
                CONTROL + "<ok />\n--b\nContent-ID: <1@x>\nContent-ID: <2@x>\n\nx\n--b--"
            })
    @Requirement("CORE-7")
    void refusesABrokenMultipart(String body) {
        assertRefused(PayloadReaderTest.related(body), ReplyCode.PARAMETER_SYNTAX_ERROR);
    }

    @Test
    @Requirement("CORE-8")
    void refusesContentThatNoOtherPartHas() {
        var root = "--b\nContent-Type: application/beep+xml\nContent-ID: <root@x>\n\n";

        assertRefused(
                Examples.crlf("Content-Type: application/beep+xml\n\n" + Examples.data("cid:1@x", "")),
                ReplyCode.PARAMETER_SYNTAX_ERROR);
        for (var content : new String[] {"cid:2@x", "cid:root@x", "cid:", "CID:2@x"}) {
            assertRefused(
                    PayloadReaderTest.related(
                            root + Examples.data(content, "") + "\n--b\nContent-ID: <1@x>\n\nx\n--b\n\nunnamed\n--b--"),
                    ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Test
    @Requirement("CORE-28")
    void refusesAControlElementThatWouldBecomeADelimiterInUtf8() {
        var head = PayloadReaderTest.related("--b\nContent-Type: application/beep+xml; charset=utf-16\n\n");
        var xml = Examples.data("#C", "<data-content Name='C'>\r\n--b\r\n</data-content>")
                .getBytes(StandardCharsets.UTF_16BE);
        var tail = Examples.crlf("\n--b--");
        var octets = new byte[head.length + xml.length + tail.length];
        System.arraycopy(head, 0, octets, 0, head.length);
        System.arraycopy(xml, 0, octets, head.length, xml.length);
        System.arraycopy(tail, 0, octets, head.length + xml.length, tail.length);

        assertRefused(octets, ReplyCode.PARAMETER_SYNTAX_ERROR);
    }
}
