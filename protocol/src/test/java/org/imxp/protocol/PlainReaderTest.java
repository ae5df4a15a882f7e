package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of plain payloads says what the parsers say, or nothing. */
final class PlainReaderTest {
    private static final ProtocolLimits LIMITS = ProtocolLimits.defaults();
    private static final PayloadReader READER = new PayloadReader(LIMITS);
    private static final PayloadWriter WRITER = new PayloadWriter();
    private static final PlainReader PLAIN = new PlainReader(LIMITS);
    private static final String HEADER = "Content-Type: application/beep+xml\r\n\r\n";
    private static final String MESSAGE = """
        <data content='#Content'>
          <originator identity='fred@example.com' />
          <recipient identity='barney/appl=im@rubble.com' />
          <recipient identity='imxp=report@example.com'></recipient>
          <option internal='statusRequest' targetHop='final' mustUnderstand='true' transID='86' />
          <data-content Name='Content'>%s</data-content>
        </data>
        """;
    private static final List<String> CONTENTS = List.of(
            "",
            "text",
            "<Message xmlns='URN:IANA:message:rfc822:' content='#C'><from>fred</from><Content Name='C'>Hello!</Content>"
                    + "</Message>",
            "<RFC822:Message xmlns:RFC822=\"URN:IANA:message:rfc822:\" content='#C'><RFC822:to a='1' b='2'/>"
                    + "</RFC822:Message>",
            "<a xml:lang='en' xml:space=\"preserve\">&lt;&amp;&quot;]] &gt; Grüße, 日本語, 😀\r\n</a>",
            "<p:a xmlns:p='urn:p' p:b='c'><p:b xmlns:p='urn:q'/><c/></p:a >",
            "<a><b><c/></b>\t</a><a/>");
    /** What is changed in them, to see that both readers judge alike. */
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&lt;",
            "&x;",
            "&#65;",
            "'",
            "\"",
            "=",
            " ",
            "\r\n",
            ":",
            "p:",
            "xml:",
            "xmlns",
            "xmlns:q",
            " xmlns:p='urn:p'",
            " xmlns:q=''",
            " xmlns:xml='urn:x'",
            " p:b='1' q:b='2'",
            " a='1' a='2'",
            "]]>",
            "<![CDATA[x]]>",
            "<!-- x -->",
            "<?x y?>",
            "<!DOCTYPE a>",
            "<a>",
            "</a>",
            "<a/>",
            "<p:a/>",
            "<1/>",
            "<c xmlns=''/>",
            " b = '2'",
            "ÿ",
            "\u0000",
            "\u001f",
            "\u007f",
            "\u0085",
            "\ufffe",
            "\ufffd",
            "😀",
            "@",
            "%",
            "%41",
            "-1",
            "2147483648",
            " localize='en'",
            "<option internal='x'/>",
            "<option external='urn:x' />",
            "<recipient identity='a@b.c'/>",
            "#",
            "cid:x",
            "http://www.w3.org/2000/xmlns/",
            " seeNoEvil='true'",
            " mustUnderstand='maybe'");

    static Stream<String> plain() {
        return Stream.concat(
                Stream.of("<ok />", "<ok/>\r\n", "<ok></ok>"), CONTENTS.stream().map(MESSAGE::formatted));
    }

    @ParameterizedTest
    @MethodSource("plain")
    void readsWhatIsMostlyWritten(String xml) {
        assertThat(PLAIN.read(octets(xml), Dialect.APEX))
                .contains(
                        READER.parse(ByteBuffer.wrap(octets(xml)), Dialect.APEX).element());
    }

    @Test
    void readsWhatTheWriterWrites() {
        for (var dialect : Dialect.values()) {
            var octets = octets(WRITER.write(READER.read(octets(MESSAGE.formatted("x")), Dialect.APEX), dialect));

            assertThat(PLAIN.read(octets, dialect)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- --><ok />",
                "<ok x='1'/>",
                "<ok/>.",
                "<data/>",
                "<data content='cid:1@example.com'><originator identity='a@b.c'/><recipient identity='a@b.c'/></data>",
            })
    void saysNothingOfOthers(String xml) {
        assertThat(PLAIN.read(octets(xml), Dialect.APEX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C080",
                "C1BF",
                "E08080",
                "EDA080",
                "EFBFBE",
                "EFBFBF",
                "F08080",
                "F4908080",
                "F5808080",
                "C2",
                "80"
            })
    void takesNoOctetsThatAreNotUtf8OrNoCharacterOfXml(String octets) {
        var text = new String(HexFormat.of().parseHex(octets), StandardCharsets.ISO_8859_1);

        assertThat(PLAIN.read(latin(MESSAGE.formatted(text)), Dialect.APEX)).isEmpty();
    }

    @Property(tries = 20_000)
    void judgesAsTheParsersDo(@ForAll Random random, @ForAll Dialect dialect) {
        var content = CONTENTS.get(random.nextInt(CONTENTS.size()));
        var text = new StringBuilder(HEADER).append(MESSAGE.formatted(content));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(3));
            text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        }
        compare(text.toString().getBytes(StandardCharsets.UTF_8), dialect);
    }

    @Property(tries = 5_000)
    void judgesChangedOctetsAsTheParsersDo(@ForAll Random random, @ForAll Dialect dialect) {
        var octets = octets(MESSAGE.formatted(CONTENTS.get(random.nextInt(CONTENTS.size()))));
        for (int i = 0; i <= random.nextInt(3); i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        compare(octets, dialect);
    }

    @Property(tries = 500)
    void keepsTheBoundsThatAreSet(@ForAll Random random) {
        var limits = LIMITS;
        for (var limit : List.of(
                ProtocolLimit.XML_DEPTH,
                ProtocolLimit.ELEMENTS,
                ProtocolLimit.ATTRIBUTES,
                ProtocolLimit.ATTRIBUTE_CHARS,
                ProtocolLimit.ADDRESS_CHARS,
                ProtocolLimit.RECIPIENTS)) {
            limits = limits.with(limit, 1 + random.nextInt(limit == ProtocolLimit.ADDRESS_CHARS ? 40 : 9));
        }
        var octets = octets(MESSAGE.formatted(CONTENTS.get(random.nextInt(CONTENTS.size()))));

        assertThat(said(new PayloadReader(limits), octets, Dialect.APEX))
                .isEqualTo(parsed(new PayloadReader(limits), octets, Dialect.APEX));
    }

    private static void compare(byte[] octets, Dialect dialect) {
        assertThat(said(READER, octets, dialect)).isEqualTo(parsed(READER, octets, dialect));
    }

    private static Object said(PayloadReader reader, byte[] octets, Dialect dialect) {
        try {
            return reader.read(octets, dialect).element();
        } catch (ProtocolException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    private static Object parsed(PayloadReader reader, byte[] octets, Dialect dialect) {
        try {
            return reader.parse(ByteBuffer.wrap(octets), dialect).element();
        } catch (ProtocolException e) {
            return e.code() + " " + e.getMessage();
        }
    }

    private static byte[] octets(String xml) {
        return (HEADER + xml).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] latin(String xml) {
        return (HEADER + xml).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] octets(List<ByteBuffer> buffers) {
        return Examples.text(buffers).getBytes(StandardCharsets.UTF_8);
    }
}
