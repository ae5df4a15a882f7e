package org.imxp.message.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.imxp.message.Content;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents taken apart, and what of them is shown. */
class BodyReaderTest {
    private static final BodyReader READER = reader(MessageLimits.DEFAULT);
    private static final BodyWriter WRITER = new BodyWriter();
    private static final TextContent HTML = new TextContent("<b>hi</b>", "text/html", "");
    private static final TextContent TEXT = TextContent.plain("hi");
    private static final Attachment IMAGE =
            Attachment.of(FileName.of("a b.png"), "image/png", ByteBuffer.wrap(new byte[] {0, 13, 10, 1}));

    private static BodyReader reader(MessageLimits limits) {
        return new BodyReader(new MessageReader(limits));
    }

    private static ShownBody shown(Content content) {
        return ShownBody.of(READER.read(content));
    }

    private static OpaqueContent mixed(String... parts) {
        var body = new StringBuilder();
        for (var part : parts) {
            body.append("--b\r\n").append(part.replace("\n", "\r\n")).append("\r\n");
        }
        return OpaqueContent.of("multipart/mixed; boundary=b", (body + "--b--\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Requirement("MSG-18")
    void textIsShownWithoutItsSoftBreaks() {
        assertThat(shown(TEXT).text()).isEqualTo("hi");
        assertThat(shown(new TextContent("a \nb", "text/plain; format=flowed", ""))
                        .text())
                .isEqualTo("a b");
    }

    @Test
    void whatIsNotPlainTextIsAFile() {
        var shown = shown(HTML);
        assertThat(shown.texts()).isEmpty();
        assertThat(shown.attachments()).containsExactly(new Attachment(FileName.of("attachment.html"), HTML));
        assertThat(shown.attachments().getFirst().octets()).isEqualTo(StandardCharsets.UTF_8.encode("<b>hi</b>"));
        assertThat(shown(IMAGE.content()).attachments())
                .containsExactly(new Attachment(FileName.of("attachment.png"), IMAGE.content()));
    }

    @Test
    void aTextWithFilesIsShownAndTheFilesAreOffered() {
        var notes = new Attachment(FileName.of("notes.txt"), TextContent.plain("notes"));
        var shown = shown(WRITER.mixed(TEXT, List.of(IMAGE, notes), "boundary"));
        assertThat(shown.texts()).containsExactly(TEXT);
        var octets = OpaqueContent.of("text/plain; charset=UTF-8", "notes".getBytes(StandardCharsets.UTF_8));
        assertThat(shown.attachments()).containsExactly(IMAGE, new Attachment(notes.name(), octets));
    }

    @Test
    @Requirement("MSG-17")
    void aTextFileKeepsItsOctets() {
        var lines = "a\nb\r\n\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        for (var type :
                List.of("text/plain; charset=iso-8859-1", "text/plain", "text/xml", "text/plain; charset=utf-8")) {
            var file = Attachment.of(FileName.of("a.txt"), type, ByteBuffer.wrap(lines));
            var shown = shown(WRITER.mixed(TEXT, List.of(file), "boundary"));
            assertThat(shown.attachments()).containsExactly(file);
        }
    }

    @Test
    @Requirement("MSG-17")
    void textOfAnotherCharsetIsShownAndThatOfAnUnknownOneIsOffered() {
        var latin = OpaqueContent.of(
                "multipart/mixed; boundary=b",
                ("--b\r\nContent-Type: text/plain; charset=iso-8859-15\r\n\r\n\u00a4\r\n--b\r\n"
                                + "Content-Type: text/plain; charset=x-none\r\n\r\n\u00a4\r\n--b--\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(shown(latin).text()).isEqualTo("\u20ac");
        assertThat(shown(latin).attachments()).singleElement().satisfies(file -> {
            assertThat(file.octets()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xa4}));
            assertThat(file.content().type()).contains("x-none");
        });
    }

    @Test
    void ofAlternativesTheBestTextIsShownAndBetterOnesAreOffered() {
        var shown = shown(WRITER.alternative(List.of(TextContent.plain("plainest"), TEXT, HTML), "boundary"));
        assertThat(shown.texts()).containsExactly(TEXT);
        assertThat(shown.attachments()).extracting(Attachment::content).containsExactly(HTML);
    }

    @Test
    void ofAlternativesWithoutTextAllAreOffered() {
        var shown = shown(WRITER.alternative(List.of(HTML, IMAGE.content()), "boundary"));
        assertThat(shown.texts()).isEmpty();
        assertThat(shown.attachments()).hasSize(2);
    }

    @Test
    void aTextWithinABetterAlternativeIsFound() {
        var rich = WRITER.mixed(TextContent.plain("rich"), List.of(IMAGE), "inner");
        var shown = shown(WRITER.alternative(List.of(TEXT, rich), "outer"));
        assertThat(shown.text()).isEqualTo("rich");
        assertThat(shown.attachments()).containsExactly(IMAGE);
    }

    @Test
    @Requirement("MSG-8")
    void nestedMultipartsStayNested() {
        var inner = WRITER.alternative(List.of(TEXT, HTML), "inner");
        var body = READER.read(WRITER.mixed(inner, List.of(IMAGE), "outer"));
        assertThat(body).isInstanceOfSatisfying(BodyPart.Nested.class, outer -> {
            assertThat(outer.type().name()).isEqualTo("multipart/mixed");
            assertThat(outer.parts()).hasSize(2);
            assertThat(outer.parts().getFirst()).isInstanceOfSatisfying(BodyPart.Nested.class, nested -> {
                assertThat(nested.type().name()).isEqualTo("multipart/alternative");
                assertThat(nested.parts()).hasSize(2);
            });
        });
    }

    @Test
    void signedAndEncryptedMultipartsStayClosed() {
        var signed = OpaqueContent.of("multipart/signed; boundary=b", new byte[] {1});
        assertThat(READER.read(signed)).isEqualTo(new BodyPart.Leaf(signed, PartLabel.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Disposition: attachment; filename=\"a b.txt\"|a b.txt",
                "Content-Disposition: attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt|größe.txt",
                "Content-Disposition: attachment; filename=x.txt; filename*=iso-8859-1'de'gr%F6%DFe.txt|größe.txt",
                "Content-Disposition: attachment; filename*0*=UTF-8''gr%C3%B6; filename*1=ss.t;"
                        + " filename*2*=%78t|gröss.txt",
                "Content-Disposition: attachment; filename=\"=?UTF-8?Q?gr=C3=B6=C3=9Fe.txt?=\"|größe.txt",
                "Content-Type: application/x; name=n.txt|n.txt",
                "Content-Disposition: attachment; filename*=x-none''a; filename=b.txt|b.txt",
                "Content-Disposition: attachment; filename=\"..\\\\..\\\\evil.txt\"|evil.txt",
                "Content-Disposition: unheard-of|attachment.txt"
            })
    void namesOfFilesAreReadInAllTheirWays(String field, String expected) {
        var shown = shown(mixed(field + "\n\ntext"));
        assertThat(shown.attachments()).extracting(file -> file.name().text()).containsExactly(expected);
    }

    @Test
    void transferEncodingsAreUndone() {
        var shown = shown(mixed(
                "Content-Transfer-Encoding: base64\n\naGk=",
                "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAA0KAQ=="));
        assertThat(shown.texts()).containsExactly(TEXT);
        assertThat(shown.attachments()).extracting(Attachment::content).containsExactly(IMAGE.content());
    }

    @Test
    void keepsTheContentId() {
        var body = READER.read(mixed("Content-ID: <1@example.com>\n\nhi"));
        assertThat(((BodyPart.Nested) body).parts())
                .containsExactly(
                        new BodyPart.Leaf(TEXT, new PartLabel(Optional.of("1@example.com"), Optional.empty(), false)));
    }

    @Test
    void boundsTheLevels() {
        Content content = TEXT;
        for (var level = 0; level < 3; level++) {
            content = WRITER.alternative(List.of(content), "boundary" + level);
        }
        var deep = content;
        assertThat(ShownBody.of(reader(MessageLimits.DEFAULT.withNesting(3, 1)).read(deep))
                        .text())
                .isEqualTo("hi");
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(
                        () -> reader(MessageLimits.DEFAULT.withNesting(2, 1)).read(deep))
                .withMessageContaining("more than 2 deep");
    }

    @Test
    void boundsThePartsOfAllTogether() {
        var inner = WRITER.alternative(List.of(TEXT, HTML), "inner");
        var outer = WRITER.alternative(List.of(inner, inner), "outer");
        assertThat(reader(MessageLimits.DEFAULT.withParts(6)).read(outer)).isInstanceOf(BodyPart.Nested.class);
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> reader(MessageLimits.DEFAULT.withParts(5)).read(outer))
                .withMessageContaining("more than 5 parts");
    }

    @Test
    void aBrokenMultipartIsAFault() {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> READER.read(OpaqueContent.of("multipart/mixed", new byte[0])))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(MessageFault.MALFORMED));
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> READER.read(OpaqueContent.of("multipart/mixed; boundary=b", new byte[0])));
    }

    @Test
    void aBoundaryThatIsWithinIsRefused() {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> WRITER.alternative(List.of(TextContent.plain("a\n--b")), "b"));
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> WRITER.mixed(TEXT, List.of(), "b%"));
    }
}
