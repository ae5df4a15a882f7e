package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ElementReaderTest {
    @Test
    @Requirement({"CORE-19", "CORE-12"})
    void givesTerminateItsDefaults() {
        assertThat(Examples.read("<terminate />")).isEqualTo(new Terminate(0));
        assertThat(Examples.read("<terminate transID='7' code='556' xml:lang='en-GB'>over &amp; out</terminate>"))
                .isEqualTo(new Terminate(7, ReplyCode.OVERRIDDEN, new Diagnostic("en-GB", "over & out")));
    }

    @Test
    void readsEveryWayToWriteText() {
        assertThat(Examples.read("<error code='550'>a<!-- c --> &#x1F600;<![CDATA[<b>]]>\r\nz<?p i?></error>"))
                .isEqualTo(new ErrorReply(ReplyCode.NOT_TAKEN, "a \ud83d\ude00<b>\nz"));
    }

    @Test
    void toleratesAttributesThatAreNotOfTheProtocol() {
        assertThat(Examples.read("<ok x='1' xmlns='urn:any' xmlns:y='urn:y' y:z='2'> </ok>"))
                .isEqualTo(new Ok());
    }

    @Test
    @Requirement("CORE-10")
    void readsAnAttachThatRidesInAStart() {
        assertThat(Examples.read("<attach endpoint='fred@example.com'\n                 transID='1' />"))
                .isEqualTo(new Attach(Examples.FRED, 1));
    }

    @Test
    void readsOptionsOfEveryElementThatHasThem() {
        var option = "<option internal='x' transID='3' />";
        var read = List.of(Option.internal("x", 3));
        var data = (Data) Examples.read("<data content='http://example.com/x'><originator identity='fred@example.com'>"
                + option + "</originator><recipient identity='barney@example.com'>" + option + "</recipient>" + option
                + "</data>");

        assertThat(data.originator()).isEqualTo(new Originator(Examples.FRED, read));
        assertThat(data.recipients()).containsExactly(new Recipient(Examples.BARNEY, read));
        assertThat(data.options()).isEqualTo(read);
        assertThat(Examples.read("<attach endpoint='fred@example.com' transID='1'>" + option + "</attach>"))
                .isEqualTo(new Attach(Examples.FRED, 1, read));
        assertThat(Examples.read("<bind relay='[10.0.0.1]' transID='1'>" + option + "</bind>"))
                .isEqualTo(new Bind(Domain.parse("[10.0.0.1]"), 1, read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ok",
                "<ok",
                "<ok>",
                "<ok/><ok/>",
                "<ok/>x",
                "<ok></ko>",
                "<ok a='1' a='2'/>",
                "<a:ok/>",
                "<?xml version='1.0'?><ok/>",
                " <?xml version='1.0'?><ok/>",
                "<!DOCTYPE ok><ok/>",
                "<!DOCTYPE ok [<!ENTITY a 'b'>]><ok>&a;</ok>",
                "<!DOCTYPE ok SYSTEM 'http://127.0.0.1:1/x'><ok/>",
                "<error code='550'>&unknown;</error>",
                "<attach endpoint='&a;' transID='1'/>",
                "<ok>&#0;</ok>",
                "<ok>&#xD800;</ok>",
                "<ok>\u0001</ok>",
                "<ok>\ud800</ok>",
                "<ok a='<'/>",
                "<error code='550'>]]></error>",
                "<ok><!-- -- --></ok>"
            })
    @Requirement("CORE-11")
    void refusesMalformedXmlWith500(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.SYNTAX_ERROR));
    }

    @ParameterizedTest
    @Requirement("CORE-11")
    @ValueSource(strings = {"<ok/>", "<!-- c --><ok />", "<?p i?><ok></ok><!-- c --> <?p?>\r\n", "<ok><!-- c --></ok>"})
    void takesCommentsAndInstructionsAnywhere(String xml) {
        assertThat(Examples.read(xml)).isEqualTo(new Ok());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<other/> | unknown element other",
                "<Ok/> | unknown element Ok",
                "<ok>x</ok> | stands where only elements are allowed",
                "<ok><b/></ok> | ok holds b",
                "<error/> | no attribute code",
                "<error code='099'/> | code is",
                "<error code='1000'/> | code is",
                "<error code='5x0'/> | code is",
                "<error code='550'><b/></error> | error holds b",
                "<terminate transID='-1'/> | transID is",
                "<terminate transID='2147483648'/> | transID is",
                "<terminate xml:lang='e n'/> | xml:lang is",
                "<attach transID='1'/> | no attribute endpoint",
                "<attach endpoint='fred@example.com'/> | no attribute transID",
                "<attach endpoint='fred@example.com' transID='0'/> | transID is 0",
                "<attach endpoint='fred@example.com' transID='+1'/> | transID is",
                "<attach endpoint='fred@example.com' transID=''/> | transID is",
                "<attach endpoint='fred@example.com' transID='12345678901'/> | transID is",
                "<attach endpoint='fred' transID='1'/> | is not an address",
                "<attach endpoint='fred@example.com' transID='1'><ok/></attach> | attach holds ok",
                "<attach endpoint='fred@example.com' transID='1'>x</attach> | text",
                "<bind transID='1'/> | no attribute relay",
                "<bind relay='a b' transID='1'/> | is not a domain"
            })
    @Requirement({"CORE-11", "CORE-12"})
    void refusesWhatTheDtdDoesNotAllowWith501(String xml, String reason) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.read(xml))
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<originator identity='a@b'/>",
                "<recipient identity='a@b'/>",
                "<recipient identity='a@b'/><originator identity='a@b'/>",
                "<originator identity='a@b'/><originator identity='a@b'/><recipient identity='a@b'/>",
                "<originator identity='a@b'/><option internal='x'/><recipient identity='a@b'/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><option internal='x'/><recipient"
                        + " identity='a@b'/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><data-content Name='x'/><option internal='x'/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><data-content Name='x'/><data-content"
                        + " Name='y'/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><other/>",
                "<originator identity='a@b'/><recipient identity='a@b'/>text",
                "<originator/><recipient identity='a@b'/>",
                "<originator identity='a@b'/><recipient/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><data-content/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><data-content Name=''/>",
                "<originator identity='a@b'/><recipient identity='a@b'/><data-content Name='1'/>",
                "<originator identity='a@b'/><recipient identity='a@b'><recipient identity='a@b'/></recipient>"
            })
    @Requirement({"CORE-12", "OPEN-23"})
    void refusesDataWhoseChildrenAreNotThoseOfTheDtd(String children) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.read("<data content='http://example.com/'>" + children + "</data>"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#Other", "x", "/x", "//example.com/", "http:// x", "cid", ":x", "#N%FF"})
    @Requirement("CORE-8")
    void refusesContentThatIsNotAbsoluteOrNotInTheData(String content) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.read(Examples.data(content, "<data-content Name='N' />")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#N", "#%4E", "cid:1@example.com", "http://example.com/a#b", "urn:x:y"})
    @Requirement("CORE-8")
    void keepsEachKindOfContentReference(String content) {
        var data = (Data) Examples.read(Examples.data(content, "<data-content Name='N' />"));

        assertThat(data.content()).isEqualTo(content);
    }

    @Test
    void saysWhereAndWhat() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Examples.read("<ok>\n</ko>"))
                .withMessageStartingWith("the XML is malformed at line 2, column");
    }

    @Test
    void showsNoControlsAndNoLongValuesOfTheRemote() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(
                        () -> Examples.read("<attach endpoint='&#10;&#x202E;" + "x".repeat(500) + "' transID='1'/>"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n", "\u202e"));
    }

    @Test
    @Requirement("CORE-11")
    void answersAFaultWithItsCodeAndSentence() {
        var fault = new ProtocolException(ReplyCode.PARAMETER_SYNTAX_ERROR, "that is wrong");

        assertThat(new ElementWriter().write(ErrorReply.of(fault), Dialect.APEX))
                .isEqualTo("<error code='501'>that is wrong</error>");
    }
}
