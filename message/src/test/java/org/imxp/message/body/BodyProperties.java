package org.imxp.message.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.imxp.message.Content;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.message.body.FlowedText.Paragraph;
import org.imxp.testkit.Requirement;

/** What is written is read again, and anything is a body or a fault. */
class BodyProperties {
    private static final BodyReader READER = new BodyReader(new MessageReader(MessageLimits.DEFAULT));

    @Property
    @Requirement({"MSG-18", "MSG-19"})
    void flowedTextIsReadAsItWasWritten(@ForAll("paragraphs") List<Paragraph> paragraphs) {
        var content = new FlowedText(paragraphs).content();
        assertThat(FlowedText.of(content)).isEqualTo(new FlowedText(paragraphs));
        assertThat(content.text().lines().filter(line -> line.equals("-- "))).hasSize((int) paragraphs.stream()
                .filter(p -> p.isSignatureLine() && p.depth() == 0)
                .count());
    }

    @Property
    void anyTextIsFlowedText(@ForAll String text, @ForAll boolean deleteSpaces) {
        assertThat(FlowedText.read(text, deleteSpaces).text()).isNotNull();
        assertThat(FlowedText.quoted(text).content().text()).isNotNull();
    }

    @Property
    void aFileNameIsSafeWhateverWasOffered(@ForAll("names") String offered) {
        var name = FileName.of(offered).text();
        assertThat(name)
                .isNotEmpty()
                .doesNotContain("/", "\\", ":", "\0", "\n", "\u202E")
                .doesNotStartWith(".")
                .doesNotStartWith("-");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(FileName.LONGEST);
        assertThat(FileName.of(name).text()).isEqualTo(name);
        assertThat(FileName.of(offered).numbered(7).text()).contains("7");
    }

    @Property
    void anyMultipartIsABodyOrAFault(
            @ForAll @StringLength(max = 300) String text, @ForAll("lines") List<String> lines) {
        readOrFault(OpaqueContent.of("multipart/mixed; boundary=b", text.getBytes(StandardCharsets.UTF_8)));
        readOrFault(OpaqueContent.of(
                "multipart/alternative; boundary=b", String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void anyParametersAreRead(@ForAll String text) {
        for (var field :
                List.of(text, "attachment; filename=" + text, "a; filename*=" + text, "a; filename*0*=" + text)) {
            assertThat(Parameters.read(field).get("filename")).isNotNull();
        }
    }

    @Property
    void filesAreReadAsTheyWereWritten(@ForAll("names") String offered, @ForAll byte[] octets) {
        var file = Attachment.of(FileName.of(offered), "application/x-any", ByteBuffer.wrap(octets));
        var written = new BodyWriter().mixed(TextContent.plain("text"), List.of(file), "a-boundary-that-is-long");
        var body = ShownBody.of(READER.read(written));
        assertThat(body.text()).isEqualTo("text");
        assertThat(body.attachments()).containsExactly(file);
    }

    @Property
    void filesThatAreReadWhileTheyAreWrittenAreReadAgain(
            @ForAll("names") String offered, @ForAll("types") String type, @ForAll @Size(max = 4) List<byte[]> files)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = new MixedWriter(out, "a-boundary-that-is-long");
        writer.shown(TextContent.plain("text"));
        var all = new ArrayList<Attachment>();
        for (var octets : files) {
            writer.file(FileName.of(offered), type, new ByteArrayInputStream(octets));
            all.add(Attachment.of(FileName.of(offered), type, ByteBuffer.wrap(octets)));
        }
        writer.end();
        var body = ShownBody.of(READER.read(OpaqueContent.of(writer.type(), out.toByteArray())));
        assertThat(body.text()).isEqualTo("text");
        assertThat(body.attachments()).isEqualTo(all);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "text/plain", "text/html; charset=utf-8", "application/xml", "image/png", "message/rfc822+xml");
    }

    @Provide
    Arbitrary<List<Paragraph>> paragraphs() {
        var words = Arbitraries.of(
                "", "a", "From", ">", "--", "-- ", "  ", "日本語", "Hatter:", "\uD83D\uDE00", "x".repeat(80), "\t");
        var text =
                words.list().ofMaxSize(30).map(list -> String.join(" ", list)).map(line -> line.stripTrailing());
        var any =
                Combinators.combine(Arbitraries.integers().between(0, 4), text).as(Paragraph::new);
        return Arbitraries.oneOf(any, Arbitraries.of(new Paragraph(0, "-- "), new Paragraph(2, "-- ")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> names() {
        var pieces = Arbitraries.of(
                "..",
                "/",
                "\\",
                "CON",
                ".txt",
                " ",
                ".",
                "-",
                "a",
                "\u202E",
                "\0",
                "é",
                "C:",
                "日本語",
                "x".repeat(99),
                "\uD83D\uDE00",
                "~",
                "e\u0301");
        return Arbitraries.oneOf(pieces.list().ofMaxSize(8).map(list -> String.join("", list)), Arbitraries.strings());
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "--b",
                        "--b--",
                        "",
                        "text",
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Type: multipart/mixed; boundary=c",
                        "--c",
                        "--c--",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment; filename*0=a; filename*1*=%",
                        "Content-Type: ; x",
                        "\u00E9 b")
                .list()
                .ofMaxSize(20);
    }

    private static void readOrFault(Content content) {
        Optional<BodyPart> part;
        try {
            part = Optional.of(READER.read(content));
        } catch (MessageFault fault) {
            assertThat(fault.sentence()).hasSizeLessThan(1000);
            part = Optional.empty();
        }
        part.map(ShownBody::of).ifPresent(shown -> assertThat(shown.text()).isNotNull());
    }
}
