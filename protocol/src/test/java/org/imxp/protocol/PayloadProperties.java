package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.testkit.Requirement;

/** Whatever a remote sends is read, or refused with one of the protocol's codes: nothing else happens. */
final class PayloadProperties {
    private static final PayloadWriter WRITER = new PayloadWriter();
    private static final Set<Integer> REFUSALS = Set.of(500, 501, 504, 554);
    private static final List<byte[]> SEEDS = List.of(
            Examples.MULTIPART,
            Examples.INLINE,
            Examples.crlf("Content-Type: application/beep+xml\n\n<attach endpoint='fred@example.com' transID='1'>"
                    + "<option internal='x' targetHop='all' mustUnderstand='true' transID='3' localize='en de'>"
                    + "<a xmlns:p='urn:p'>&lt;<![CDATA[x]]></a></option></attach>"),
            Examples.crlf("Content-Type: application/beep+xml; charset=\"utf-8\"\n\n"
                    + "<error code='550' xml:lang='en'>words &#x1F600;</error>"));
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "&",
            "'",
            "\"",
            "/",
            "=",
            "\r\n",
            "\r",
            "\n",
            "--outer",
            "--outer--",
            "--",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?p?>",
            "<!DOCTYPE a>",
            "&a;",
            "&#0;",
            "&#xFFFF;",
            "%",
            "%zz",
            "%C3",
            "cid:",
            "#",
            "@",
            ":",
            "(",
            "\\",
            ";",
            "xmlns=''",
            " xmlns:a='b'",
            "\u0000",
            "\ufeff",
            "\ud83d\ude00",
            "Content-ID: <0@example.com>",
            "2147483648",
            "-1",
            "apex=",
            "imxp=");

    @Property(tries = 1000)
    @Requirement("CORE-11")
    void anyOctetsAreReadOrRefused(@ForAll byte[] octets) {
        readOrRefuse(octets);
    }

    @Property(tries = 5000)
    @Requirement({"CORE-11", "CORE-28"})
    void mutatedPayloadsAreReadOrRefused(@ForAll("mutations") byte[] octets) {
        readOrRefuse(octets);
    }

    @Property(tries = 500)
    @Requirement({"CORE-7", "CORE-28"})
    void partsKeepEveryOctet(@ForAll byte[] body) {
        var part = MimePart.of("1@example.com", "application/octet-stream", body);
        var payload = Payload.of(
                Data.of("cid:1@example.com", Examples.FRED, Examples.BARNEY), "0@example.com", List.of(part));
        var read = Examples.payload(octets(WRITER.write(payload, Dialect.APEX)));

        assertThat(read.parts()).containsExactly(part);
        var changed = read.data().orElseThrow().withOptions(List.of(Option.internal("x", 1)));
        var again = Examples.payload(octets(WRITER.write(read.withData(changed), Dialect.IMXP)));
        assertThat(again.parts()).containsExactly(part);
        assertThat(again.data()).contains(changed);
    }

    @Property(tries = 1000)
    @Requirement("CORE-28")
    void contentThatLooksLikeDelimitersEndsAtTheFirstThatIsOne(@ForAll("nearDelimiters") String content) {
        var head = Examples.crlf("""
            Content-Type: multipart/related; boundary=aab; type="application/beep+xml"

            --aab
            Content-Type: application/beep+xml

            <ok />
            --aab

            """);
        var text = new String(head, StandardCharsets.US_ASCII) + content + "\r\n--aab--";
        var payload = Examples.payload(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(Examples.text(payload.parts().getFirst().entity())).isEqualTo("\r\n" + content);
    }

    @Provide
    Arbitrary<String> nearDelimiters() {
        return Arbitraries.of(
                        "\r", "\n", "\r\n", "-", "--", "a", "aa", "--aa", "\r\n--aa", "\r\n--aabx", "aab", "--aab")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces))
                .filter(content -> !("\r\n" + content + "\r\n").matches("(?s).*\r\n--aab(--)?\r\n.*"));
    }

    /** What was read is also written for either dialect, and reads back as the same: no second reader sees more. */
    private static void readOrRefuse(byte[] octets) {
        Payload payload;
        try {
            payload = Examples.payload(octets);
        } catch (ProtocolException e) {
            assertThat(REFUSALS).contains(e.code().value());
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        var changed = payload.data()
                .map(data -> payload.withData(data.withOptions(List.of(Option.internal("x", 1)))))
                .orElse(payload);
        for (var dialect : Dialect.values()) {
            var written = octets(WRITER.write(changed, dialect));
            var again = new PayloadReader(ProtocolLimits.defaults()).read(written, dialect);
            assertThat(again.element()).isEqualTo(changed.element());
            assertThat(again.parts()).isEqualTo(payload.parts());
        }
    }

    private static byte[] octets(List<ByteBuffer> buffers) {
        var joined = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(buffer -> joined.put(buffer.duplicate()));
        return joined.array();
    }

    @Provide
    Arbitrary<byte[]> mutations() {
        return Arbitraries.randomValue(PayloadProperties::mutation);
    }

    private static byte[] mutation(Random random) {
        var text = new StringBuilder(new String(SEEDS.get(random.nextInt(SEEDS.size())), StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, (char) random.nextInt(256));
                default -> {
                    var piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                    text.insert(at, new String(piece, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
