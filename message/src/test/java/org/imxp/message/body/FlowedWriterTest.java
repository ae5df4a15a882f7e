package org.imxp.message.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.message.TextContent;
import org.imxp.message.body.FlowedText.Paragraph;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** How flowed lines are written (RFC 3676 section 4.2). */
@Requirement("MSG-19")
class FlowedWriterTest {
    private static final String WORDS =
            "You mean you can't take LESS, said the Hatter: it's easy to take MORE than nothing";

    private static TextContent written(Paragraph... paragraphs) {
        return new FlowedText(List.of(paragraphs)).content();
    }

    private static List<String> lines(Paragraph... paragraphs) {
        return List.of(written(paragraphs).text().split("\n", -1));
    }

    private static Paragraph plain(String text) {
        return new Paragraph(0, text);
    }

    @Test
    void keepsShortLines() {
        var content = written(plain("one"), plain(""), plain("two"));
        assertThat(content.text()).isEqualTo("one\n\ntwo");
        assertThat(content.type()).isEqualTo("text/plain; format=flowed");
    }

    @Test
    void breaksLongOnesBehindASpace() {
        assertThat(lines(plain(WORDS)))
                .containsExactly(
                        "You mean you can't take LESS, said the Hatter: it's easy to take MORE than ", "nothing");
    }

    @Test
    void takesSeventyEightCharactersAndNotOneMore() {
        assertThat(lines(plain("a".repeat(76) + " b"))).hasSize(1);
        assertThat(lines(plain("a".repeat(76) + " bc"))).containsExactly("a".repeat(76) + " ", "bc");
        assertThat(lines(new Paragraph(1, "a".repeat(74) + " b"))).hasSize(1);
        assertThat(lines(new Paragraph(1, "a".repeat(74) + " bc")))
                .containsExactly("> " + "a".repeat(74) + " ", "> bc");
    }

    @Test
    void stuffsWhatWouldBeMisread() {
        assertThat(lines(plain(" indented"), plain("> no quote"), plain("From here"), plain("Frommage")))
                .containsExactly("  indented", " > no quote", " From here", "Frommage");
        var soft = "a".repeat(76) + " > b";
        assertThat(lines(plain(soft))).containsExactly("a".repeat(76) + " ", " > b");
    }

    @Test
    void trimsSpacesBeforeAHardBreak() {
        assertThat(lines(plain("end  "), plain("next"))).containsExactly("end", "next");
    }

    @Test
    void insertsSpacesOnlyWhereWordsHaveNone() {
        var japanese = "日本語のテキスト".repeat(20);
        var content = written(plain(japanese), plain(WORDS));
        assertThat(content.type()).isEqualTo("text/plain; format=flowed; delsp=yes");
        assertThat(content.text().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
        assertThat(FlowedText.of(content).paragraphs()).containsExactly(plain(japanese), plain(WORDS));
    }

    @Test
    void leavesALongWordWhole() {
        var word = "https://example.com/" + "a".repeat(200);
        assertThat(lines(plain("see " + word + " there"))).containsExactly("see ", word + " ", "there");
        assertThat(written(plain(word)).type()).isEqualTo("text/plain; format=flowed");
    }

    @Test
    void makesNoSignatureLineByWrapping() {
        var text = "-- " + "b".repeat(90) + " c";
        assertThat(lines(plain(text))).doesNotContain("-- ").first().asString().startsWith("-- b");
        var later = "a".repeat(77) + " -- " + "b".repeat(90) + " c";
        assertThat(lines(plain(later))).doesNotContain("-- ");
        assertThat(FlowedText.of(written(plain(later))).paragraphs()).containsExactly(plain(later));
        assertThat(lines(new Paragraph(1, text))).doesNotContain("> -- ");
    }

    @Test
    void writesASignatureLineAsItIs() {
        assertThat(lines(plain("-- "), new Paragraph(2, "-- "))).containsExactly("-- ", ">> -- ");
    }

    @Test
    void aParagraphHasOneDepth() {
        var content = written(new Paragraph(2, WORDS), new Paragraph(1, WORDS));
        assertThat(content.text().lines()).hasSize(4);
        assertThat(content.text().lines().map(FlowedReader::depth)).containsExactly(2, 2, 1, 1);
        assertThat(content.text().lines().toList().get(1)).doesNotEndWith(" ");
    }

    @Test
    void doesNotMultiplyManyQuoteMarks() {
        var deep = new Paragraph(39, WORDS);
        assertThat(lines(deep)).hasSize(1);
        assertThat(lines(new Paragraph(38, WORDS))).hasSizeGreaterThan(1);
    }
}
