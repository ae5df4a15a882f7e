package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.crlf;
import static org.imxp.message.Wire.entity;
import static org.imxp.message.Wire.readEntity;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message in multipart form may look like beside the form that is written. */
class EntityToleranceTest {
    private static final Message TEXT = Message.text("text");
    private static final String ELEMENT =
            "<Message xmlns='URN:IANA:message:rfc822:' content='#C'><Content Name='C'>text</Content></Message>";

    @Test
    @Requirement("MSG-7")
    void takesTheFirstPartForTheRootIfThereIsNoStart() {
        assertThat(readEntity(entity("\r\ntext").replace(" start=\"<1>\";", "")))
                .isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-7")
    void takesTheRootFromWhereverItIs() {
        assertThat(readEntity(crlf("""
            Content-Type: multipart/related; boundary=b; start="<1>"; type="message/rfc822+xml"

            --b
            Content-ID: <2>

            text
            --b
            Content-Type: message/rfc822+xml
            Content-ID: <1>

            <Message xmlns='URN:IANA:message:rfc822:' content='cid:2'/>
            --b--\
            """))).isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-20")
    void takesMediaTypesInAnyCase() {
        assertThat(readEntity(entity("content-type: TEXT/Plain; CharSet=Utf-8\r\n\r\ntext")
                        .replace("multipart/related", "Multipart/Related")
                        .replace("message/rfc822+xml", "Message/RFC822+XML")))
                .isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-20")
    void takesTheEarlierNameOfTheMediaType() {
        assertThat(readEntity(entity("\r\ntext").replace("message/rfc822+xml", "message/rfc822|xml")))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822+xml", "message/rfc822|xml", "Message/Rfc822+Xml; charset=utf-8"})
    @Requirement({"MSG-7", "MSG-20"})
    void takesAHeaderAloneWithItsContentWithin(String type) {
        assertThat(readEntity("Content-Type: " + type + "\r\n\r\n" + ELEMENT)).isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-5")
    void takesContentWithinTheRootOfAMultipart() {
        assertThat(readEntity(entity("\r\nother")
                        .replace("content='cid:2'/>", "content='#C'><Content Name='C'>text</Content></Message>")))
                .isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-10")
    void takesAnXmlDeclarationInAPart() {
        String xml = "<?xml version='1.0' encoding='UTF-8'?>\r\n" + ELEMENT;
        assertThat(readEntity("Content-Type: message/rfc822+xml\r\n\r\n" + xml)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        // A byte order mark wins over the label, and the label over the declaration.
        "UTF-16LE, FFFE, us-ascii, iso-8859-1",
        "UTF-16BE, FEFF, utf-8, ''",
        "UTF-32LE, FFFE0000, '', ''",
        "UTF-32BE, 0000FEFF, '', ''",
        "UTF-8, EFBBBF, iso-8859-1, iso-8859-1",
        "UTF-8, '', utf-8, iso-8859-1",
        "ISO-8859-1, '', iso-8859-1, utf-8",
        "ISO-8859-1, '', '', iso-8859-1",
        "UTF-16BE, '', '', UTF-16",
        "UTF-8, '', '', ''"
    })
    @Requirement("MSG-10")
    void findsTheCharsetOfTheHeader(String written, String mark, String label, String declared) {
        String xml = (declared.isEmpty() ? "" : "<?xml version='1.0' encoding='" + declared + "'?>")
                + "<Message xmlns='URN:IANA:message:rfc822:' content='#C'><Content"
                + " Name='C'>caf\u00E9</Content></Message>";
        String header = "Content-Type: message/rfc822+xml" + (label.isEmpty() ? "" : "; charset=" + label) + "\r\n\r\n";
        ByteBuffer octets = ByteBuffer.allocate(2000)
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(HexFormat.of().parseHex(mark))
                .put(xml.getBytes(Charset.forName(written)))
                .flip();
        assertThat(Wire.READER.readEntity(octets)).isEqualTo(Message.text("caf\u00E9"));
    }

    @Test
    @Requirement("MSG-21")
    void undoesBase64() {
        String body = Base64.getMimeEncoder()
                .encodeToString("caf\u00E9 \r\n".repeat(30).getBytes(StandardCharsets.UTF_8));
        Message read = readEntity(
                entity("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: Base64\r\n\r\n" + body));
        assertThat(read).isEqualTo(Message.text("caf\u00E9 \n".repeat(30)));
    }

    @Test
    @Requirement("MSG-21")
    void undoesQuotedPrintable() {
        Message read = readEntity(entity("Content-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 =\r\n=3D=20\r\nb"));
        assertThat(read).isEqualTo(Message.text("caf\u00E9 = \nb"));
    }

    @Test
    @Requirement({"MSG-21", "MSG-9"})
    void undoesTheEncodingOfTheHeaderSinceItIsALeaf() {
        String body = Base64.getEncoder().encodeToString(ELEMENT.getBytes(StandardCharsets.UTF_8));
        assertThat(readEntity("Content-Type: message/rfc822+xml\r\nContent-Transfer-Encoding: base64\r\n\r\n" + body))
                .isEqualTo(TEXT);
    }

    @Test
    void contentOfAnUnknownTransferEncodingIsOctets() {
        Message read = readEntity(entity("Content-Type: text/plain\r\nContent-Transfer-Encoding: x-zip\r\n\r\n?"));
        assertThat(read.content()).isEqualTo(OpaqueContent.of("application/octet-stream", new byte[] {'?'}));
    }

    @Test
    @Requirement({"MSG-21", "SEED-29"})
    void contentOfAnUnknownTypeIsOctets() {
        Message read = readEntity(entity("Content-Type: X-What/Ever; A=\"b c\"\r\n\r\n\u0001\r\n\r\n"));
        assertThat(read.content())
                .isEqualTo(
                        OpaqueContent.of("x-what/ever; a=\"b c\"", "\u0001\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(read.content().mediaType()).isEqualTo("x-what/ever");
    }

    @ParameterizedTest
    @CsvSource({
        "'', text, text",
        "Content-Type: text/plain, text, text",
        "Content-Type: text/plain; charset=US-ASCII, text, text",
        "Content-Type: text/plain; charset=\"utf-8\", caf\u00E9, cafÃ©",
        "Content-Type: text/html; charset=UTF-8, caf\u00E9, cafÃ©"
    })
    @Requirement({"MSG-17", "SEED-29", "IMPP-5.4.8"})
    void readsUsAsciiAndUtf8(String field, String text, String inLatin1) {
        String wire = entity((field.isEmpty() ? "" : field + "\r\n") + "\r\n" + inLatin1);
        Message read = Wire.READER.readEntity(ByteBuffer.wrap(wire.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(read.content())
                .isInstanceOfSatisfying(
                        TextContent.class, content -> assertThat(content.text()).isEqualTo(text));
    }

    @Test
    @Requirement({"MSG-17", "IMPP-4.1.5"})
    void readsOtherCharsetsItKnows() {
        String wire = entity("Content-Type: text/plain; charset=iso-8859-1\r\n\r\ncaf\u00E9");
        assertThat(Wire.READER.readEntity(ByteBuffer.wrap(wire.getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(Message.text("caf\u00E9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain; charset=x-none", "text/plain; charset=\"?\"", "application/xml; charset=x-none"})
    @Requirement("MSG-17")
    void textOfAnUnknownCharsetIsOctets(String type) {
        assertThat(readEntity(entity("Content-Type: " + type + "\r\n\r\ntext")).content())
                .isEqualTo(OpaqueContent.of(type, "text".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void xmlContentIsNotJudged() {
        String xml = "<?xml version='9'?><!DOCTYPE a><a";
        assertThat(readEntity(entity("Content-Type: application/xml\r\n\r\n" + xml))
                        .content())
                .isEqualTo(new XmlContent(xml, "application/xml", ""));
        String declared = "<?xml version='1.0' encoding='x-none'?><a/>";
        assertThat(readEntity(entity("Content-Type: application/xml\r\n\r\n" + declared))
                        .content())
                .isEqualTo(OpaqueContent.of("application/xml", declared.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Requirement("MSG-17")
    void textWithOctetsThatItsCharsetHasNotIsOctets() {
        assertThat(readEntity(entity("Content-Type: text/plain\r\n\r\ncaf\u00E9"))
                        .content())
                .isEqualTo(OpaqueContent.of("text/plain", "caf\u00E9".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Requirement({"MSG-8", "MSG-9", "SEED-28"})
    void aNestedMultipartIsKeptOctetForOctet() {
        String signed = crlf("""
            preamble
            --bb
            Content-Type: text/plain

            signed\s
            --bb
            Content-Type: application/pgp-signature

            ?
            --bb--

            """);
        String type = "multipart/signed; protocol=\"application/pgp-signature\"; boundary=bb";
        Message read = readEntity(entity("Content-Type: " + type + "\r\n\r\n" + signed));
        assertThat(read.content()).isEqualTo(OpaqueContent.of(type, signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Requirement("MSG-9")
    void aForwardedMessageIsALeaf() {
        Message read = readEntity(entity("Content-Type: message/rfc822+xml\r\n\r\n" + ELEMENT));
        assertThat(read.content()).isEqualTo(new XmlContent(ELEMENT, "message/rfc822+xml", ""));
    }

    @Test
    @Requirement("MSG-9")
    void ignoresTheDisposition() {
        assertThat(readEntity(entity("Content-Disposition: attachment; filename=a.txt\r\n\r\ntext")))
                .isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-9")
    void readsPastWhatComesBeforeAndAfterTheParts() {
        assertThat(readEntity(entity("\r\ntext").replaceFirst("\r\n\r\n--b", "\r\n\r\npreamble\r\n--b") + "epilogue"))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bb", "--b-", "-- b", "--b--b", "\n--b\n", "\r--b--\r"})
    @Requirement("MSG-9")
    void aLineThatOnlyBeginsLikeADelimiterIsOfThePart(String line) {
        assertThat(readEntity(entity("Content-Type: a/b\r\n\r\n1\r\n" + line + "\r\n2"))
                        .content())
                .isEqualTo(OpaqueContent.of("a/b", ("1\r\n" + line + "\r\n2").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Requirement("MSG-9")
    void takesBlanksAfterADelimiter() {
        assertThat(readEntity(
                        entity("\r\ntext").replace("--b\r\n", "--b \t\r\n").replace("--b--\r\n", "--b-- ")))
                .isEqualTo(TEXT);
    }

    @Test
    @Requirement("MSG-9")
    void aPartWithoutEmptyLineOrOctetsIsEmpty() {
        assertThat(readEntity(entity("X: y"))).isEqualTo(Message.text(""));
        assertThat(readEntity(entity("\r\n"))).isEqualTo(Message.text(""));
    }

    @Test
    @Requirement("SEED-42")
    void takesTheFirstLanguage() {
        assertThat(readEntity(entity("Content-Language: de-AT, en\r\n\r\ntext"))
                        .content()
                        .lang())
                .isEqualTo("de-AT");
        assertThat(readEntity(entity("Content-Language: ?\r\n\r\ntext"))
                        .content()
                        .lang())
                .isEmpty();
    }

    @Test
    void readsFoldedAndCommentedFields() {
        assertThat(readEntity(entity("Content-Type:\r\n text/plain;\r\n\tcharset=utf-8 (all of it)\r\n\r\ntext")))
                .isEqualTo(TEXT);
    }

    @Test
    void leavesTheBufferAsItWas() {
        ByteBuffer buffer = Wire.octets("xx" + entity("\r\ntext")).position(2).slice();
        assertThat(Wire.READER.readEntity(buffer)).isEqualTo(TEXT);
        assertThat(buffer.position()).isZero();
    }
}
