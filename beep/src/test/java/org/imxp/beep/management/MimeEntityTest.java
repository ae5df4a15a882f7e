package org.imxp.beep.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeEntityTest {
    private static final String CLOSE = "<close number='1' code='200' xml:lang='fr'>terminé</close>";

    private static ManagementElement read(String header, String xml, Charset charset) {
        var head = header.getBytes(StandardCharsets.US_ASCII);
        var body = xml.getBytes(charset);
        return ManagementReader.readPayload(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-16LE", "iso-8859-1"})
    @Requirement("BEEP-42")
    void theContentTypeNamesTheCharset(String charset) {
        var header = "Content-Type: application/beep+xml; charset=\"" + charset + "\"\r\n\r\n";
        assertThat(read(header, CLOSE, Charset.forName(charset)))
                .isEqualTo(new ManagementElement.Close(1, 200, "fr", "terminé"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type:application/beep+xml;\r\n\tversion=1 ; CHARSET = iso-8859-1\r\n\r\n",
                "X: charset=utf-8\r\nContent-Type: application/beep+xml; charset=iso-8859-1\r\n\r\n"
            })
    @Requirement("BEEP-42")
    void theParameterIsFoundWhereverItStands(String header) {
        assertThat(read(header, CLOSE, StandardCharsets.ISO_8859_1))
                .isEqualTo(new ManagementElement.Close(1, 200, "fr", "terminé"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "Content-Type: application/beep+xml\r\n\r\n",
                "X-Note: charset=iso-8859-1\r\nContent-Type: application/beep+xml\r\n\r\n",
                "Content-Type: application/beep+xml\r\nX-Note: a; charset=iso-8859-1\r\n\r\n"
            })
    @Requirement("BEEP-42")
    void withoutTheParameterItIsUtf8(String header) {
        assertThat(read(header, CLOSE, StandardCharsets.UTF_8))
                .isEqualTo(new ManagementElement.Close(1, 200, "fr", "terminé"));
    }

    @Test
    @Requirement("BEEP-42")
    void octetsThatAreNotOfTheCharsetAreMalformed() {
        assertThatThrownBy(() -> read(
                        "Content-Type: application/beep+xml; charset=us-ascii\r\n\r\n",
                        CLOSE,
                        StandardCharsets.ISO_8859_1))
                .isInstanceOfSatisfying(ManagementException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(500);
                    assertThat(fault.sentence()).isEqualTo("malformed US-ASCII");
                });
    }

    @Test
    void anotherCharsetIsNotRead() {
        assertThatThrownBy(() -> read(
                        "Content-Type: application/beep+xml; charset=ebcdic\r\n\r\n", CLOSE, StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(ManagementException.class, fault -> {
                    assertThat(fault.code()).isEqualTo(501);
                    assertThat(fault.sentence()).startsWith("charset is 'ebcdic', allowed are [UTF-8,");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon\r\n\r\n", ": no name\r\n\r\n", "X: y\r\nno colon\r\n\r\n", "X: y\nZ\r\n\r\n"})
    void aHeaderIsFieldsWithNameAndColon(String header) {
        assertThatThrownBy(() -> read(header, "<ok />", StandardCharsets.UTF_8))
                .isInstanceOfSatisfying(
                        ManagementException.class,
                        fault -> assertThat(fault.code()).isEqualTo(500))
                .hasMessage("the MIME header is no lines of NAME: VALUE");
    }

    @Test
    @Requirement("BEEP-64")
    void aHeaderHasAtMost1024Octets() {
        var field = "X: " + "x".repeat(1024 - 3);
        assertThat(read(field + "\r\n\r\n", "<ok />", StandardCharsets.UTF_8)).isEqualTo(new ManagementElement.Ok());
        assertThatThrownBy(() -> read(field + "x\r\n\r\n", "<ok />", StandardCharsets.UTF_8))
                .hasMessage("the MIME header has 1025 octets, allowed are 1024");
    }
}
