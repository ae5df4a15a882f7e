package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.READER;
import static org.imxp.message.Wire.readElement;

import java.nio.ByteBuffer;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Message element may look like beside the form that is written. */
class ElementToleranceTest {
    private static final String CONTENT = "<Content Name='C'>text</Content>";

    @ParameterizedTest
    @ValueSource(strings = {"m", "RFC822", "\u00FCber"})
    @Requirement({"MSG-21", "SEED-21"})
    void takesAnyPrefix(String p) {
        Message read = READER.readElement(
                "<%1$s:Message xmlns:%1$s='URN:IANA:message:rfc822:' content='#C'><%1$s:subject>s</%1$s:subject><%1$s:Content Name='C'>text</%1$s:Content></%1$s:Message>"
                        .formatted(p));
        assertThat(read).isEqualTo(Message.builder().subject("s").text("text").build());
    }

    @Test
    @Requirement({"MSG-21", "SEED-22"})
    void takesHeaderElementsInAnyOrder() {
        Message read = readElement(
                "<subject>s</subject><to>im:wilma@example.com</to><from>im:fred@example.com</from>" + CONTENT);
        assertThat(read.from()).hasSize(1);
        assertThat(read.to()).hasSize(1);
        assertThat(read.subject()).contains("s");
    }

    @Test
    @Requirement({"MSG-21", "MSG-14"})
    void takesRepeatsWhereRfc822AllowsThem() {
        Message read = readElement("<to>im:wilma@example.com</to><to>im:barney@example.com</to>"
                + "<subject xml:lang='en'>Stone</subject><subject xml:lang='de'>Stein</subject>" + CONTENT);
        assertThat(read.to()).hasSize(2);
        assertThat(read.subject()).contains("Stone");
        assertThat(read.subject("DE")).contains("Stein");
        assertThat(read.subject("fr")).contains("Stone");
    }

    @Test
    @Requirement("MSG-21")
    void takesEitherQuote() {
        String element = Wire.element(CONTENT);
        assertThat(READER.readElement(element.replace('\'', '"'))).isEqualTo(READER.readElement(element));
    }

    @Test
    @Requirement("MSG-21")
    void readsPastCommentsAndInstructionsAndThroughCdata() {
        Message read = READER.readElement("<!--a--><?b?> "
                + Wire.element(" <!--c--><subject>one<!--d--> <![CDATA[<two>]]><?e?></subject><?f?>"
                        + "<Content Name='C'><![CDATA[a<]]><!--g-->b</Content><!--h-->")
                + "<!--i--><?j?> ");
        assertThat(read)
                .isEqualTo(Message.builder().subject("one <two>").text("a<b").build());
    }

    @Test
    @Requirement({"MSG-21", "MSG-4"})
    void takesTextWithoutATypeForPlain() {
        assertThat(readElement(CONTENT).content().type()).isEqualTo("text/plain");
    }

    @Test
    @Requirement("MSG-21")
    void readsPastAttributesItDoesNotKnow() {
        Message read = READER.readElement(
                "<Message xmlns='URN:IANA:message:rfc822:' xmlns:x='urn:x' content='#C' x:content='#D' a='1'><subject"
                        + " b='2'>s</subject><Content c='3' x:type='image/png' Name='C'>text</Content></Message>");
        assertThat(read).isEqualTo(Message.builder().subject("s").text("text").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name", "name", "id", "xml:id"})
    @Requirement("MSG-4")
    void takesOtherAttributesForTheName(String attribute) {
        assertThat(readElement("<Content " + attribute + "='C'>text</Content>")).isEqualTo(Message.text("text"));
    }

    @Test
    @Requirement("MSG-5")
    void undoesTheEscapesOfAFragment() {
        String element = Wire.element("<Content Name='C'>text</Content>").replace("#C", "#%43");
        assertThat(READER.readElement(element)).isEqualTo(Message.text("text"));
    }

    @Test
    @Requirement({"MSG-2", "IMPP-4.1.8"})
    void keepsUnknownFieldsAndThoseOfOtherNamespaces() {
        Message read = readElement(
                "<x-mood>fine</x-mood><y:mood xmlns:y='urn:y'>better</y:mood><z xmlns=''>none</z>" + CONTENT);
        assertThat(read.header())
                .containsExactly(
                        HeaderField.of("x-mood", "fine"),
                        new HeaderField("urn:y", "mood", "better", ""),
                        new HeaderField("", "z", "none", ""));
        assertThat(READER.readElement(Wire.WRITER.writeElement(read))).isEqualTo(read);
        assertThat(READER.readEntity(ByteBuffer.wrap(
                        Wire.WRITER.writeEntity(read, MultipartIds.of("b", "1@example.com", "2@example.com")))))
                .isEqualTo(read);
    }

    @Test
    @Requirement("MSG-2")
    void ignoresAFieldOfAnotherNamespaceThatHasAKnownName() {
        Message read =
                readElement("<date xmlns='urn:y'>x</date><date>Wed, 18 Oct 2000 14:23:07 +0100</date>" + CONTENT);
        assertThat(read.date()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from",
                "sender",
                "reply-to",
                "to",
                "cc",
                "bcc",
                "date",
                "message-id",
                "in-reply-to",
                "references",
                "subject",
                "comments",
                "keywords",
                "encrypted",
                "return-path",
                "received",
                "resent-from",
                "resent-sender",
                "resent-reply-to",
                "resent-to",
                "resent-cc",
                "resent-bcc",
                "resent-date",
                "resent-message-id"
            })
    @Requirement("MSG-2")
    void takesEveryKnownName(String name) {
        assertThat(readElement("<" + name + ">v</" + name + ">" + CONTENT).fields(name))
                .containsExactly(HeaderField.of(name, "v"));
    }

    @Test
    @Requirement("MSG-25")
    void mimeFieldsHaveNoEffectInTheHeader() {
        Message read = readElement("<content-type>image/png</content-type><mime-version>1.0</mime-version>"
                + "<content-transfer-encoding>base64</content-transfer-encoding>" + CONTENT);
        assertThat(read).isEqualTo(Message.text("text"));
    }

    @Test
    @Requirement("MSG-3")
    void requiresNoField() {
        assertThat(readElement(CONTENT)).isEqualTo(Message.text("text"));
    }

    @Test
    @Requirement({"MSG-14", "SEED-23"})
    void unfoldsAndTrimsValues() {
        Message read = readElement("<subject>  a  b \r\n\t c\n\n d  </subject>" + CONTENT);
        assertThat(read.subject()).contains("a  b c d");
    }

    @Test
    @Requirement({"MSG-14", "SEED-25"})
    void anEncodedWordIsLiteralText() {
        String word = "=?utf-8?q?caf=C3=A9?=";
        assertThat(readElement("<subject>" + word + "</subject>" + CONTENT).subject())
                .contains(word);
    }

    @Test
    @Requirement({"MSG-14", "SEED-42"})
    void languagesAreOfTheElementOrOfTheMessage() {
        Message read = READER.readElement("<Message xmlns='URN:IANA:message:rfc822:' content='#C' xml:lang='en'>"
                + "<subject>s</subject><comments xml:lang='de'>c</comments><keywords xml:lang=''>k</keywords>"
                + "<Content Name='C'>text</Content></Message>");
        assertThat(read.header()).extracting(HeaderField::lang).containsExactly("en", "de", "");
        assertThat(read.content().lang()).isEqualTo("en");
    }

    @Test
    @Requirement({"MSG-15", "SEED-26"})
    void contentKeepsItsSpacesAndItsEscapedCharacters() {
        Message read = readElement(
                "<Content Name='C' type='text/plain; format=flowed'>  a \r\nb &lt;&amp;&gt;  \r\n</Content>");
        assertThat(read.content()).isEqualTo(new TextContent("  a \nb <&>  \n", "text/plain; format=flowed", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "us-ascii"})
    @Requirement("MSG-16")
    void takesTheCharsetLabelsThatSayNothingNew(String charset) {
        assertThat(readElement("<Content Name='C' type='Text/Plain; charset=" + charset + "'>text</Content>"))
                .isEqualTo(Message.text("text"));
    }

    @Test
    @Requirement("MSG-16")
    void takesXmlWithin() {
        Message read = readElement("<Content Name='C' type='application/xhtml+xml'>&lt;p/&gt;</Content>");
        assertThat(read.content()).isEqualTo(new XmlContent("<p/>", "application/xhtml+xml", ""));
    }
}
