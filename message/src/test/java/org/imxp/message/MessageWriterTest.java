package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.WRITER;
import static org.imxp.message.Wire.refused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTest {
    private static final MultipartIds IDS = MultipartIds.of("b", "1@example.com", "2%@example.com");

    @Test
    @Requirement({"MSG-15", "SEED-26"})
    void escapesReservedCharactersAndKeepsSpacesOfFlowedText() {
        String element = WRITER.writeElement(
                new Message(List.of(), new TextContent("> a & \n <b> \n", "text/plain; format=flowed", "en")));
        assertThat(element).contains(Wire.crlf("""
            <Content Name='Content' type='text/plain; format=flowed'
                    xml:lang='en' xml:space='preserve'>&gt; a &amp;\s
             &lt;b&gt;\s
            </Content>\
            """));
    }

    @Test
    @Requirement("SEED-25")
    void writesCharactersAndNoEncodedWords() {
        String element = WRITER.writeElement(
                Message.builder().subject("caf\u00E9 \u65E5\u672C <&>").build());
        assertThat(element).contains("<subject>caf\u00E9 \u65E5\u672C &lt;&amp;&gt;</subject>");
    }

    @Test
    @Requirement("MSG-16")
    void refusesOctetsInTheInlineForm() {
        refused(
                501,
                "'image/png'",
                () -> WRITER.writeElement(new Message(List.of(), OpaqueContent.of("image/png", new byte[1]))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001B", "\uFFFF"})
    void whatXmlCannotCarryNeedsAPart(String text) {
        Message message = Message.text(text);
        refused(501, "XML does not allow", () -> WRITER.writeElement(message));
        assertThat(Wire.READER.readEntity(ByteBuffer.wrap(WRITER.writeEntity(message, IDS))))
                .isEqualTo(message);
    }

    @Test
    @Requirement({"MSG-10", "MSG-20", "SEED-42"})
    void labelsItsPartsUtf8WithoutMarkOrDeclaration() {
        Message message = new Message(List.of(), new TextContent("caf\u00E9", "text/plain; format=flowed", "fr"));
        String entity = new String(WRITER.writeEntity(message, IDS), StandardCharsets.UTF_8);
        assertThat(entity)
                .contains("\r\nContent-Type: text/plain; charset=UTF-8; format=flowed\r\n"
                        + "Content-ID: <2%@example.com>\r\nContent-Language: fr\r\n\r\ncaf\u00E9\r\n--b--")
                .contains("content='cid:2%25@example.com'")
                .contains("\r\nContent-Type: message/rfc822+xml\r\n")
                .doesNotContain("|xml", "<?xml", "\uFEFF", "Encoding");
    }

    @Test
    @Requirement({"MSG-9", "MSG-8"})
    void writesOctetsAsTheyAre() {
        byte[] octets = new byte[256];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        Message message = new Message(List.of(), OpaqueContent.of("multipart/mixed; boundary=bb", octets));
        byte[] entity = WRITER.writeEntity(message, IDS);
        assertThat(entity).containsSubsequence(octets);
        assertThat(Wire.READER.readEntity(ByteBuffer.wrap(entity))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b", "a\n--b", "a\n--boundary\nc"})
    void refusesABoundaryThatBeginsALineOfTheMessage(String text) {
        refused(501, "boundary", () -> WRITER.writeEntity(Message.text(text), IDS));
    }

    @Test
    void takesABoundaryWithinALine() {
        Message message = Message.text("a--b\n --b\n-- b");
        assertThat(Wire.READER.readEntity(ByteBuffer.wrap(WRITER.writeEntity(message, IDS))))
                .isEqualTo(message);
    }

    @Test
    @Requirement("IMPP-4.1.10")
    void aGenericMimeParserReadsTheMultipartForm() throws MimeException, IOException {
        Message message = Message.builder().subject("s").text("text").build();
        MimeTokenStream stream = new MimeTokenStream();
        stream.parse(new ByteArrayInputStream(WRITER.writeEntity(message, IDS)));
        List<String> types = new ArrayList<>();
        for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (state == EntityState.T_BODY) {
                types.add(stream.getBodyDescriptor().getMimeType());
            }
        }
        assertThat(types).containsExactly("message/rfc822+xml", "text/plain");
    }
}
