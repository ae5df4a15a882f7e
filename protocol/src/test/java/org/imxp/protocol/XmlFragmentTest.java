package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlFragmentTest {
    private static final String BEFORE = "<?p \ud83d\ude00?><!-- \ud83d\ude00 &amp; -->\r\n"
            + "<data content='#C'>\r\n <originator identity='fr&#x65;d@example.com'\r\n/><![CDATA[ ]]>"
            + "<recipient identity='\ud83d\ude00&amp;@example.com' />";

    private static DataContent content(String xml) {
        return ((Data) Examples.read(xml)).dataContent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\r\n<a/>\r\n",
                "text &lt;&#x1F600;&amp; \ud83d\ude00 more",
                "<![CDATA[<not markup> ]] > &amp;]]>",
                "<!-- </data-content> --><a b=\"'\" c='\"'/>",
                "<?p </data-content> ?>x",
                "<data-content Name='C'><data-content/></data-content>",
                "<x:a xmlns:x='urn:x'><x:b>&#13;\n</x:b></x:a>\r\n\t",
                "\ud83d\ude00<a\r\n b='1'\n/>\ud83d\ude00"
            })
    @Requirement({"CORE-28", "SEED-16"})
    void keepsTheExactCharactersOfTheContent(String inner) {
        var read = content(BEFORE + "<data-content Name='C'>" + inner + "</data-content> </data>");

        assertThat(read.xml()).isEqualTo(XmlFragment.of(inner));
    }

    @Test
    @Requirement("CORE-28")
    void keepsTheExactCharactersOfLargeContent() {
        var line = "<m n='\ud83d\ude00'>&lt;line&gt;\r\n<![CDATA[\r\n]]>\u00e9</m>\r\n";
        for (int copies = 1; copies <= 600; copies += 7) {
            var inner = line.repeat(copies);

            assertThat(content(BEFORE + "<data-content Name='C'>" + inner + "</data-content></data>")
                            .xml()
                            .xml())
                    .isEqualTo(inner);
        }
    }

    @Test
    @Requirement("CORE-28")
    void writesTheContentWithTheNamespacesThatWereAroundIt() {
        var read = Examples.read("<data xmlns='urn:d' xmlns:x='urn:x' xmlns:y='urn:y' content='#C'>"
                + "<originator identity='fred@example.com'/><recipient identity='barney@example.com'/>"
                + "<data-content xmlns='' xmlns:y='urn:other' xml:lang='de' xml:space='preserve' Name='C'><x:a>"
                + "</x:a></data-content></data>");
        var content = ((Data) read).dataContent();

        assertThat(content)
                .isEqualTo(new DataContent(
                        "C",
                        new XmlFragment("<x:a></x:a>", Map.of("x", "urn:x", "y", "urn:other")),
                        Map.of("xml:lang", "de", "xml:space", "preserve")));
        assertThat(new ElementWriter().write(read, Dialect.APEX))
                .endsWith("<data-content Name='C' xml:lang='de' xml:space='preserve' xmlns:x='urn:x'"
                        + " xmlns:y='urn:other'><x:a></x:a></data-content></data>");
        assertThat(Examples.read(new ElementWriter().write(read, Dialect.APEX))).isEqualTo(read);
    }

    @Test
    void givesItsElementWithTheDeclarationsThatItLacks() {
        var fragment = new XmlFragment(
                "\r\n <!-- c --><x:a\n b='\ud83d\ude00' xmlns:z='urn:own'><x:c/></x:a>\r\n ",
                Map.of("", "urn:default", "x", "urn:x", "z", "urn:z"));

        assertThat(fragment.element())
                .isEqualTo(
                        "<x:a xmlns='urn:default' xmlns:x='urn:x'\n b='\ud83d\ude00' xmlns:z='urn:own'><x:c/></x:a>");
        assertThat(new XmlFragment("<a/>", Map.of("x", "it's")).element()).isEqualTo("<a xmlns:x='it&#39;s'/>");
        assertThat(XmlFragment.of("<a />").element()).isEqualTo("<a />");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "<a/><b/>", "<a/>text", "text<a/>", "<!-- c -->"})
    void hasNoElementUnlessItHoldsExactlyOne(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> XmlFragment.of(xml).element())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a></b>", "<x:a/>", "&e;"})
    void refusesAFragmentThatIsNotWellFormed(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> XmlFragment.of(xml).element())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    @Test
    void tellsTheNameOfItsRoot() {
        assertThat(XmlFragment.of("\n text <!-- c --><a:b xmlns:a='urn:a'/>").rootName())
                .contains("a:b");
        assertThat(XmlFragment.EMPTY.rootName()).isEmpty();
    }
}
