package org.imxp.message;

import static org.imxp.message.Wire.crlf;
import static org.imxp.message.Wire.entity;
import static org.imxp.message.Wire.readEntity;
import static org.imxp.message.Wire.refused;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a message in multipart form, with the code and the words of the refusal. */
@Requirement("MSG-22")
class EntityFaultsTest {
    private static final String GOOD = entity("\r\ntext");

    @Test
    void refusesAnEntityWithoutType() {
        refused(501, "no Content-Type", () -> readEntity("\r\ntext"));
        refused(501, "no Content-Type", () -> readEntity(""));
    }

    @Test
    void refusesAnotherType() {
        refused(501, "'text/plain'", () -> readEntity("Content-Type: text/plain\r\n\r\ntext"));
    }

    @Test
    @Requirement("MSG-7")
    void refusesAMultipartWithoutTypeParameter() {
        refused(501, "no 'type'", () -> readEntity(GOOD.replace("; type=\"message/rfc822+xml\"", "")));
    }

    @Test
    @Requirement("MSG-7")
    void refusesAMultipartOfAnotherTypeParameter() {
        refused(
                501,
                "'application/beep+xml'",
                () -> readEntity(GOOD.replace("type=\"message/rfc822+xml\"", "type=\"application/beep+xml\"")));
    }

    @Test
    @Requirement("MSG-7")
    void refusesARootOfAnotherType() {
        refused(
                501,
                "root part",
                () -> readEntity(GOOD.replace("Content-Type: message/rfc822+xml", "Content-Type: text/plain")));
    }

    @Test
    @Requirement("MSG-7")
    void refusesAStartThatNoPartHas() {
        refused(501, "start", () -> readEntity(GOOD.replace("start=\"<1>\"", "start=\"<3>\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"; boundary=b", "--b--", "\r\n--b--\r\n"})
    @Requirement("MSG-9")
    void refusesAMultipartWithoutBoundaryOrEnd(String lost) {
        refused(500, "broken", () -> readEntity(GOOD.replace(lost, "")));
    }

    @Test
    @Requirement("MSG-9")
    void refusesAMultipartWithoutParts() {
        refused(
                500,
                "no part",
                () -> readEntity(
                        "Content-Type: multipart/related; boundary=b; type=\"message/rfc822+xml\"\r\n\r\n--b--"));
    }

    @Test
    void refusesABoundaryThatIsNone() {
        refused(500, "boundary", () -> readEntity(GOOD.replace("boundary=b", "boundary=\"b%\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", " continued", "A: b\rc", "A: b\nc", "A: \u0000"})
    void refusesAHeaderThatIsNone(String line) {
        refused(500, "MIME header", () -> readEntity(line + "\r\n" + GOOD));
        refused(
                500,
                "MIME header",
                () -> readEntity(entity(line + "\r\n\r\ntext").replace("Content-ID: <2>\r\n", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain", "Content-ID: <2>", "Content-Transfer-Encoding: 8bit"})
    void refusesAFieldThatSaysTwoThings(String field) {
        refused(
                500,
                "twice",
                () -> readEntity(entity(field + "\r\n" + field + "\r\n\r\ntext").replace("Content-ID: <2>\r\nC", "C")));
    }

    @Test
    void refusesTwoPartsOfOneIdentifier() {
        refused(501, "Two parts", () -> readEntity(entity("\r\ntext\r\n--b\r\nContent-ID: <2>\r\n\r\nother")));
    }

    @Test
    @Requirement({"MSG-5", "MSG-8"})
    void refusesAReferenceToNoPartOrToTheHeaderItself() {
        refused(501, "leads nowhere", () -> readEntity(GOOD.replace("cid:2", "cid:3")));
        refused(501, "leads nowhere", () -> readEntity(GOOD.replace("cid:2", "cid:1")));
        refused(501, "leads nowhere", () -> readEntity(GOOD.replace("cid:2", "2")));
    }

    @Test
    @Requirement({"MSG-8", "SEED-28"})
    void refusesAFlattenedMultipart() {
        // The header is a part of the outer multipart, and its content another: to the message the latter is out of
        // sight.
        refused(501, "leads nowhere", () -> readEntity(crlf("""
            Content-Type: message/rfc822+xml
            Content-ID: <m@example.com>

            <Message xmlns='URN:IANA:message:rfc822:' content='cid:2@example.com'/>
            """)));
    }

    @Test
    @Requirement({"MSG-8", "SEED-28"})
    void neverLooksIntoANestedMultipart() {
        String nested = "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-ID: <3>\r\n\r\ntext\r\n--c--";
        refused(501, "leads nowhere", () -> readEntity(entity(nested).replace("cid:2", "cid:3")));
    }

    @Test
    @Requirement("MSG-10")
    void refusesADoctypeInAPart() {
        refused(500, "DOCTYPE", () -> readEntity(GOOD.replace("<Message", "<!DOCTYPE Message><Message")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C328", "C0BC", "EDA080", "FF", "F4908080", "E282"})
    @Requirement({"MSG-10", "MSG-17"})
    void refusesBadUtf8(String hex) {
        String bad = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        String inHeader = GOOD.replace("'/>", "'><subject>" + bad + "</subject></Message>");
        String inText = entity("Content-Type: text/plain; charset=utf-8\r\n\r\n" + bad);
        refused(500, "not UTF-8", () -> Wire.READER.readEntity(latin1(inHeader)));
        refused(500, "not UTF-8", () -> Wire.READER.readEntity(latin1(inText)));
    }

    @Test
    void refusesAHeaderOfUnknownEncodingOrCharset() {
        String type = "Content-Type: message/rfc822+xml";
        refused(501, "'x-zip'", () -> readEntity(GOOD.replace(type, type + "\r\nContent-Transfer-Encoding: x-zip")));
        refused(501, "charset", () -> readEntity(GOOD.replace(type, type + "; charset=x-none")));
        refused(
                501,
                "charset",
                () -> readEntity(GOOD.replace("<Message", "<?xml version='1.0' encoding='x-none'?><Message")));
        refused(500, "not well-formed", () -> readEntity(GOOD.replace("<Message", "<?xml version='9'?><Message")));
    }

    @Test
    @Requirement("MSG-21")
    void refusesATransferEncodingOfAMultipart() {
        refused(501, "leaf", () -> readEntity("Content-Transfer-Encoding: base64\r\n" + GOOD));
        refused(
                501,
                "leaf",
                () -> readEntity(entity("Content-Type: multipart/mixed; boundary=c\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nLS1jLS0=")));
    }

    private static ByteBuffer latin1(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
