package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionTest {
    private static final ElementReader READER = new ElementReader(ProtocolLimits.defaults());
    private static final ElementWriter WRITER = new ElementWriter();

    private static Option read(String attributes, Dialect dialect) {
        return readElement("<option " + attributes + " />", dialect);
    }

    private static Option readElement(String option, Dialect dialect) {
        var xml = "<attach endpoint='fred@example.com' transID='1'>" + option + "</attach>";
        return ((Attach) READER.read(xml, dialect)).options().getFirst();
    }

    private static String write(Option option, Dialect dialect) {
        return WRITER.write(new Attach(Examples.FRED, 1, List.of(option)), dialect)
                .replace("<attach endpoint='fred@example.com' transID='1'>", "")
                .replace("</attach>", "");
    }

    @Test
    @Requirement({"CORE-36", "CORE-38", "OPEN-18", "OPEN-23"})
    void givesAnOptionItsDefaults() {
        var name = new InternalOption("hold4Endpoint");

        assertThat(read("internal='hold4Endpoint'", Dialect.APEX))
                .isEqualTo(new Option(name, TargetHop.FINAL, false, 0, List.of(), XmlFragment.EMPTY));
    }

    @Test
    @Requirement({"CORE-36", "CORE-38"})
    void readsEveryAttribute() {
        var option = read(
                "external='http://example.com/o#x' targetHop='all' mustUnderstand='true' transID='86' localize='de-CH "
                        + " en'",
                Dialect.APEX);

        assertThat(option)
                .isEqualTo(new Option(
                        new ExternalOption("http://example.com/o#x"),
                        TargetHop.ALL,
                        true,
                        86,
                        List.of("de-CH", "en"),
                        XmlFragment.EMPTY));
        assertThat(write(option, Dialect.APEX))
                .isEqualTo("<option external='http://example.com/o#x' targetHop='all' mustUnderstand='true'"
                        + " transID='86' localize='de-CH en' />");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "internal=''",
                "internal='' external=''",
                "internal='a' external='urn:a'",
                "internal='a b'",
                "external='relative'",
                "external='#x'",
                "external='http:// x'"
            })
    @Requirement({"CORE-36", "OPEN-23"})
    void refusesAnOptionWithoutExactlyOneName(String attributes) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(attributes, Dialect.APEX))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    @Requirement("OPEN-23")
    void takesTheEmptyDefaultOfTheDtdForAbsent() {
        assertThat(read("internal='a' external=''", Dialect.APEX).name()).isEqualTo(new InternalOption("a"));
        assertThat(read("internal='' external='urn:a'", Dialect.APEX).name()).isEqualTo(new ExternalOption("urn:a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targetHop='next'",
                "targetHop='ALL'",
                "mustUnderstand='yes'",
                "seeNoEvil='1'",
                "transID='x'",
                "localize='not a tag!'"
            })
    @Requirement("CORE-38")
    void refusesOtherValues(String attribute) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read("internal='x' " + attribute, Dialect.APEX))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @ParameterizedTest
    @EnumSource(TargetHop.class)
    void readsAndWritesEachTargetHop(TargetHop hop) {
        var option = Option.internal("x", 1).withTargetHop(hop);

        assertThat(readElement(write(option, Dialect.APEX), Dialect.APEX)).isEqualTo(option);
    }

    @ParameterizedTest
    @Requirement({"WIRE-5", "WIRE-14"})
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "mustUnderstand='true',                     true,  true",
                "mustUnderstand='false',                    false, false",
                "seeNoEvil='true',                          false, false",
                "seeNoEvil='false',                         true,  true",
                "transID='1',                               false, false",
                "mustUnderstand='true' seeNoEvil='false',   true,  true",
                "mustUnderstand='true' seeNoEvil='true',    true,  false",
                "mustUnderstand='false' seeNoEvil='false',  false, true"
            })
    void takesEitherFlagAndLetsThatOfTheDialectWin(String flags, boolean inApex, boolean inImxp) {
        assertThat(read("internal='x' " + flags, Dialect.APEX).mustUnderstand()).isEqualTo(inApex);
        assertThat(read("internal='x' " + flags, Dialect.IMXP).mustUnderstand()).isEqualTo(inImxp);
    }

    @Test
    @Requirement({"WIRE-5", "WIRE-13"})
    void writesTheFlagOfTheDialect() {
        var option = Option.internal("x", 1).withMustUnderstand(true);

        assertThat(write(option, Dialect.APEX))
                .isEqualTo("<option internal='x' targetHop='final' mustUnderstand='true' transID='1' />");
        assertThat(write(option, Dialect.IMXP))
                .isEqualTo("<option internal='x' targetHop='final' seeNoEvil='false' transID='1' />");
        assertThat(write(option.withMustUnderstand(false), Dialect.IMXP)).contains("seeNoEvil='true'");
    }

    @Test
    @Requirement("CORE-39")
    void takesAttachAndBindOptionsWithoutTransId() {
        var option = "<option internal='attachOverride' />";

        assertThat(Examples.read("<attach endpoint='fred@example.com' transID='1'>" + option + "</attach>"))
                .isEqualTo(new Attach(Examples.FRED, 1, List.of(Option.internal("attachOverride", 0))));
        assertThat(Examples.read("<bind relay='example.com' transID='1'>" + option + "</bind>"))
                .isEqualTo(new Bind(new DomainName("example.com"), 1, List.of(Option.internal("attachOverride", 0))));
    }

    @Test
    void keepsContentWithItsNamespaces() {
        var xml = "<option xmlns:t='urn:t' internal='dataTiming' targetHop='all' mustUnderstand='true' transID='86'>\n"
                + "  <t:dataTiming noLaterThan=\"10000\" /></option>";
        var option = readElement(xml, Dialect.APEX);

        assertThat(option.content())
                .isEqualTo(new XmlFragment("\n  <t:dataTiming noLaterThan=\"10000\" />", Map.of("t", "urn:t")));
        assertThat(write(option, Dialect.APEX))
                .isEqualTo("<option internal='dataTiming' targetHop='all' mustUnderstand='true' transID='86'"
                        + " xmlns:t='urn:t'>\n  <t:dataTiming noLaterThan=\"10000\" /></option>");
    }
}
