package org.imxp.message.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** message/cpim as it is on the wire (RFC 3862). */
class CpimReaderTest {
    private static final CpimReader READER = new CpimReader(MessageLimits.DEFAULT);
    private static final CpimName VITAL = new CpimName("mid:MessageFeatures@id.foo.com", "VitalMessageOption");

    /** The example of section 5.1. */
    static final String EXAMPLE = """
        From: MR SANDERS <im:piglet@100akerwood.com>
        To: Depressed Donkey <im:eeyore@100akerwood.com>
        DateTime: 2000-12-13T13:40:00-08:00
        Subject: the weather will be fine today
        Subject:;lang=fr beau temps prevu pour aujourd'hui
        NS: MyFeatures <mid:MessageFeatures@id.foo.com>
        Require: MyFeatures.VitalMessageOption
        MyFeatures.VitalMessageOption: Confirmation-requested
        MyFeatures.WackyMessageOption: Use-silly-font

        Content-type: text/xml; charset=utf-8
        Content-ID: <1234567890@foo.com>

        <body>
        Here is the text of my message.
        </body>
        """.replace("\n", "\r\n");

    static CpimMessage read(String text) {
        return READER.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static CpimMessage withHeaders(String lines) {
        return read(lines + "\r\nContent-Type: text/plain\r\n\r\nhi");
    }

    private static void refused(int code, String told, String text) {
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> read(text))
                .satisfies(fault -> {
                    assertThat(fault.sentence()).contains(told);
                    assertThat(fault.code()).isEqualTo(code);
                });
    }

    @Test
    @Requirement({"CPIM-14", "CPIM-16"})
    void readsTheExampleOfTheSpecification() {
        var cpim = read(EXAMPLE);
        assertThat(cpim.headers(CpimName.FROM))
                .singleElement()
                .extracting(CpimHeader::text)
                .isEqualTo("MR SANDERS <im:piglet@100akerwood.com>");
        assertThat(cpim.headers(CpimName.SUBJECT))
                .extracting(header -> header.lang().orElse("none"))
                .containsExactly("none", "fr");
        assertThat(cpim.headers(VITAL)).extracting(CpimHeader::text).containsExactly("Confirmation-requested");
        assertThat(cpim.content().contentId()).contains("1234567890@foo.com");
    }

    @Test
    @Requirement("CPIM-14")
    void writesOctetForOctetWhatItRead() {
        assertThat(new String(read(EXAMPLE).octets(), StandardCharsets.UTF_8)).isEqualTo(EXAMPLE);
        // Escapes that need not be, in an order that is as good as any.
        var odd = "Subject: a\\\"b\\u0041\\x\\\r\n"
                + "x: \r\n"
                + "From: \"a\\\\b\" <im:a@b>\r\n\r\n"
                + "Content-Type: a/b\r\n\r\n"
                + "\u0000\r\n";
        assertThat(new String(read(odd).octets(), StandardCharsets.UTF_8)).isEqualTo(odd);
    }

    @ParameterizedTest
    @Requirement("CPIM-14")
    @ValueSource(
            strings = {
                "From:<im:a@b>",
                "From : <im:a@b>",
                "From:  <im:a@b>",
                "From: <im:a@b> ",
                " From: <im:a@b>",
                "From",
                "From:",
                ": a",
                ".a: b",
                "a.: b",
                "a.b.c: d",
                "a b: c",
                "a@b: c",
                "a: b\tc",
                "a: b\nc",
                "a: b\rc",
                "a: b\u007Fc",
                "a:;lang d",
                "a:;lang= d",
                "a:;lang=\"d e",
                "a:;lang=fr\td"
            })
    void refusesWhatIsNoHeader(String line) {
        refused(500, "not a CPIM header", line + "\r\n\r\nContent-Type: text/plain\r\n\r\nhi");
    }

    @Test
    @Requirement("CPIM-14")
    void refusesAHeaderThatIsNotUtf8OrDoesNotEnd() {
        var latin1 = "Subject: \u00E9\r\n\r\nContent-Type: a/b\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> READER.read(ByteBuffer.wrap(latin1)))
                .withMessageContaining("not UTF-8");
        refused(500, "empty line", "Subject: a\r\n");
        refused(500, "empty line", "Subject: a\n\n");
        refused(500, "empty line", "");
    }

    @Test
    @Requirement("CPIM-14")
    void refusesAContentWithoutType() {
        refused(501, "no Content-Type", "Subject: a\r\n\r\n\r\nhi");
    }

    @Test
    @Requirement("CPIM-14")
    void namesAreComparedExactly() {
        assertThat(withHeaders("from: <im:a@b>\r\n").headers(CpimName.FROM)).isEmpty();
        assertThat(withHeaders("CC: <im:a@b>\r\n").headers(CpimName.CC)).isEmpty();
    }

    @ParameterizedTest
    @Requirement("CPIM-15")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "a\\\\b,a\\b",
                "\\\"a\\',\"a'",
                "a\\u00e9\\u0041,a\u00E9A",
                "\\x\\u12,xu12",
                "\\uD83D\\uDE00,\uD83D\uDE00",
                "a\\,a"
            })
    void undoesEscapes(String value, String text) {
        assertThat(CpimHeader.read("Subject: " + value).text()).isEqualTo(text);
    }

    @Test
    @Requirement("CPIM-15")
    void escapesBackslashesAndControlsAndNothingElse() {
        assertThat(CpimHeader.of("Subject", "\\\b\t\n\r\u0001\u007F\"'\u00E9\u0080")
                        .value())
                .isEqualTo("\\\\\\b\\t\\n\\r\\u0001\\u007f\"'\u00E9\u0080");
        assertThat(CpimHeader.read("Subject: \\b\\t\\n\\r\\u0001").text()).isEqualTo("\b\t\n\r\u0001");
        assertThat(new CpimAddress("a \"b\" \\", "im:a@b")).hasToString("\"a \\\"b\\\" \\\\\"<im:a@b>");
    }

    @Test
    @Requirement("CPIM-16")
    void addressesHaveANameOrNone() {
        assertThat(CpimAddress.read("<im:a@b>")).isEqualTo(new CpimAddress("", "im:a@b"));
        assertThat(CpimAddress.read("Winnie the Pooh <im:a@b>"))
                .isEqualTo(new CpimAddress("Winnie the Pooh", "im:a@b"));
        assertThat(CpimAddress.read("\"a, <b>\"<im:a@b>")).isEqualTo(new CpimAddress("a, <b>", "im:a@b"));
        assertThat(CpimAddress.read("\"a\\\"\" <im:a@b>")).isEqualTo(new CpimAddress("a\"", "im:a@b"));
        for (var wrong :
                new String[] {"", "im:a@b", "<>", "<a>", "<im:a@b", "a\"b <im:a@b>", "\"a <im:a@b>", "<im:a b>"}) {
            assertThatExceptionOfType(MessageFault.class).as(wrong).isThrownBy(() -> CpimAddress.read(wrong));
        }
    }

    @Test
    @Requirement("CPIM-16")
    void aPrefixIsDeclaredBeforeItIsUsed() {
        assertThat(withHeaders("NS: a <urn:x>\r\na.b: c\r\n").headers(new CpimName("urn:x", "b")))
                .hasSize(1);
        assertThat(withHeaders("NS: <urn:x>\r\nFrom: c\r\n").named())
                .extracting(CpimMessage.Named::name)
                .containsExactly(CpimName.NS, new CpimName("urn:x", "From"));
        for (var wrong : new String[] {
            "a.b: c\r\nNS: a <urn:x>\r\n", "NS: a <x>\r\n", "NS: a <urn:x#y>\r\n", "NS: a b <urn:x>\r\n"
        }) {
            assertThatExceptionOfType(MessageFault.class)
                    .as(wrong)
                    .isThrownBy(() -> withHeaders(wrong).named());
        }
    }

    @Test
    @Requirement({"CPIM-16", "OPEN-40"})
    void theNamespaceIsTheOneWithAColon() {
        var right = withHeaders("NS: c <urn:ietf:params:cpim-headers:>\r\nc.From: <im:a@b>\r\n");
        var wrong = withHeaders("NS: c <urn:ietf:params-cpim-headers:>\r\nc.From: <im:a@b>\r\n");
        assertThat(right.headers(CpimName.FROM)).hasSize(1);
        assertThat(wrong.headers(CpimName.FROM)).isEmpty();
    }

    @Test
    @Requirement("CPIM-17")
    void whatIsRequiredMustBeUnderstood() {
        var cpim = read(EXAMPLE);
        cpim.checkRequired(Set.of(VITAL));
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> cpim.checkRequired(Set.of()))
                .withMessageContaining("'MyFeatures.VitalMessageOption'");
        withHeaders("Require: From,Subject, DateTime\r\n").checkRequired(Set.of());
        for (var wrong :
                new String[] {"Require: From,Foo\r\n", "Require: x.From\r\n", "Require: from\r\n", "Require: \r\n"}) {
            assertThatExceptionOfType(MessageFault.class)
                    .as(wrong)
                    .isThrownBy(() -> withHeaders(wrong).checkRequired(Set.of()));
        }
    }

    @Test
    @Requirement("CPIM-17")
    void whatIsUnknownIsIgnored() {
        withHeaders("Foo: bar\r\nNS: a <urn:x>\r\na.b:;c=\"d \\\" e\" f\r\n").checkRequired(Set.of());
    }

    @Test
    void readsAnEntity() {
        var entity = "Content-type: Message/CPIM\r\n\r\n" + EXAMPLE;
        assertThat(READER.readEntity(ByteBuffer.wrap(entity.getBytes(StandardCharsets.UTF_8)))
                        .headers())
                .hasSize(9);
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> READER.readEntity(
                        ByteBuffer.wrap("Content-Type: a/b\r\n\r\n".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void boundsTheOctetsAndTheHeaders() {
        var octets = ByteBuffer.wrap(EXAMPLE.getBytes(StandardCharsets.UTF_8));
        var exact = MessageLimits.DEFAULT.withOctets(octets.remaining()).withHeaderFields(9, 1);
        assertThat(new CpimReader(exact).read(octets).headers()).hasSize(9);
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> new CpimReader(exact.withOctets(octets.remaining() - 1)).read(octets))
                .withMessageContaining("at most");
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> new CpimReader(exact.withHeaderFields(8, 1)).read(octets))
                .withMessageContaining("more than 8 headers");
    }

    @Test
    void longLinesNeedNoStack() {
        var words = "a ".repeat(500_000) + "b";
        assertThat(withHeaders("From: " + words + " <im:a@b>\r\n").headers()).hasSize(1);
        assertThat(withHeaders("From: \"" + "\\\\".repeat(500_000) + "\"<im:a@b>\r\n")
                        .headers())
                .hasSize(1);
        assertThat(withHeaders("From:" + ";a=b".repeat(500_000) + " <im:a@b>\r\n")
                        .headers())
                .hasSize(1);
        assertThat(CpimAddress.read(words + " <im:a@b>")).hasToString(words + " <im:a@b>");
    }
}
