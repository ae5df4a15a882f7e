package org.imxp.message.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.imxp.message.TextContent;
import org.imxp.message.body.FlowedText.Paragraph;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** How flowed lines are read (RFC 3676). */
@Requirement("MSG-18")
class FlowedTextTest {
    private static List<Paragraph> read(String text) {
        return FlowedText.of(new TextContent(text, "text/plain; format=flowed", ""))
                .paragraphs();
    }

    private static Paragraph plain(String text) {
        return new Paragraph(0, text);
    }

    @Test
    void joinsLinesThatEndInASpace() {
        assertThat(read("Take some more tea, \nvery \nearnestly.\n\nNothing yet"))
                .containsExactly(plain("Take some more tea, very earnestly."), plain(""), plain("Nothing yet"));
    }

    @Test
    void dropsTheSpaceOfASoftBreakWithDelSp() {
        var japanese = new TextContent("日本 \n語 \n です  \nx", "text/plain; Format=Flowed; DelSp=YES", "");
        assertThat(FlowedText.of(japanese).paragraphs()).containsExactly(plain("日本語です x"));
        var unknown = new TextContent("a \nb", "text/plain; format=flowed; delsp=maybe", "");
        assertThat(FlowedText.of(unknown).paragraphs()).containsExactly(plain("a b"));
    }

    @Test
    void countsAndDropsQuoteMarks() {
        assertThat(read(">>> Take some more tea.\n>>I've had nothing \n>> yet.\n>"))
                .containsExactly(
                        new Paragraph(3, "Take some more tea."),
                        new Paragraph(2, "I've had nothing yet."),
                        new Paragraph(1, ""));
        assertThat(read("> > Exit, Stage Left")).containsExactly(new Paragraph(1, "> Exit, Stage Left"));
    }

    @Test
    void dropsOneSpaceOfStuffing() {
        assertThat(read(" > no quote\n From here\n  indented\n> >x"))
                .containsExactly(plain("> no quote"), plain("From here"), plain(" indented"), new Paragraph(1, ">x"));
    }

    @Test
    void theQuoteDepthWinsOverASoftBreak() {
        assertThat(read("> reeky pigeon-egg! \n>> Thou artless \nscut"))
                .containsExactly(
                        new Paragraph(1, "reeky pigeon-egg! "), new Paragraph(2, "Thou artless "), plain("scut"));
    }

    @Test
    void aSignatureLineEndsAParagraphAndIsNone() {
        assertThat(read("bye \n-- \nAlice \nLiddell"))
                .containsExactly(plain("bye "), plain("-- "), plain("Alice Liddell"))
                .element(1)
                .satisfies(line -> assertThat(line.isSignatureLine()).isTrue());
        assertThat(read("> -- \n>-- \n> x"))
                .containsExactly(new Paragraph(1, "-- "), new Paragraph(1, "-- "), new Paragraph(1, "x"));
    }

    @Test
    void aLineOfSpacesIsFlowed() {
        assertThat(read("a \n  \nb")).containsExactly(plain("a  b"));
        assertThat(read("a \n")).containsExactly(plain("a "));
    }

    @Test
    void textThatIsNotFlowedIsTakenAsItIs() {
        assertThat(FlowedText.of(TextContent.plain("a \n> b\n-- ")).paragraphs())
                .containsExactly(plain("a "), plain("> b"), plain("-- "));
        assertThat(FlowedText.of(new TextContent("a \nb", "text/x; format=flowed", ""))
                        .paragraphs())
                .hasSize(2);
        assertThat(FlowedText.of(new TextContent("a \nb", "text/plain; format=fixed", ""))
                        .paragraphs())
                .hasSize(2);
    }

    @Test
    void isShownWithQuoteMarks() {
        var text = "> one \n> line\n>> two\nthree";
        assertThat(FlowedText.read(text, false).text()).isEqualTo("> one line\n>> two\nthree");
        assertThat(FlowedText.quoted("> one line\n>> two\n>three").paragraphs())
                .containsExactly(new Paragraph(1, "one line"), new Paragraph(2, "two"), new Paragraph(1, "three"));
    }

    @Test
    void refusesAParagraphThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Paragraph(0, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Paragraph(-1, "a"));
    }
}
