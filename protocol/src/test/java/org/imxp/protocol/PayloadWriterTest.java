package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class PayloadWriterTest {
    private static final PayloadWriter WRITER = new PayloadWriter();
    private static final Recipient BARNEY = new Recipient(Examples.BARNEY);

    private static String write(Payload payload, Dialect dialect) {
        return Examples.text(WRITER.write(payload, dialect));
    }

    private static Data withOption(Payload payload) {
        return payload.data().orElseThrow().withOptions(List.of(Option.internal("x", 1)));
    }

    @Test
    @Requirement("CORE-7")
    void writesXmlAloneUnderOneHeaderField() {
        assertThat(write(Payload.of(new Terminate(1)), Dialect.APEX))
                .isEqualTo("Content-Type: application/beep+xml\r\n\r\n<terminate transID='1' />\r\n");
    }

    @Test
    @Requirement({"CORE-28", "WIRE-11"})
    void givesBackWhatItReadWhenNothingChanged() {
        for (var octets : List.of(Examples.MULTIPART, Examples.INLINE)) {
            var text = new String(octets, StandardCharsets.UTF_8);

            assertThat(write(Examples.payload(octets), Dialect.APEX)).isEqualTo(text);
        }
    }

    @Test
    @Requirement({"CORE-28", "SEED-28"})
    void forwardsEveryOctetButThoseOfTheControlElement() {
        var body = """
            --b
            Content-Type: application/beep+xml
            X-Odd:  spaced\s

            %s
            --b
            Content-ID: <1@x>
            X:  y\s

            \0😀 --b

            --b \t

            --b-- \s
            epilogue
            --b
            """;
        var received = PayloadReaderTest.related("preamble\n" + body.formatted(Examples.data("cid:1@x", " ")));
        var payload = Examples.payload(received);
        var sent = payload.withData(withOption(payload));

        assertThat(write(sent, Dialect.APEX))
                .isEqualTo(new String(PayloadReaderTest.related("preamble\n" + body), StandardCharsets.UTF_8)
                        .formatted("<data content='cid:1@x'><originator identity='fred@example.com' /><recipient"
                                + " identity='barney@example.com' /><option internal='x' targetHop='final'"
                                + " mustUnderstand='false' transID='1' /></data>"));
        assertThat(payload.withData(payload.data().orElseThrow())).isSameAs(payload);
    }

    @Test
    @Requirement("CORE-28")
    void doesNotCopyContent() {
        var received = PayloadReaderTest.related("--b\nContent-Type: application/beep+xml\n\n"
                + Examples.data("cid:1@x", "") + "\n--b\nContent-ID: <1@x>\n\nbefore\n--b--");
        var payload = Examples.payload(received);
        var octets = WRITER.write(payload.withData(withOption(payload)), Dialect.APEX);
        var text = new String(received, StandardCharsets.US_ASCII);
        System.arraycopy("after!".getBytes(StandardCharsets.US_ASCII), 0, received, text.indexOf("before"), 6);

        assertThat(Examples.text(octets)).contains("after!").doesNotContain("before");
        assertThat(octets).allMatch(buffer -> buffer.isReadOnly());
    }

    @Test
    @Requirement({"WIRE-13", "CORE-28"})
    void rewritesForTheOtherDialectOnlyWhatTheDialectSpells() {
        var content = "\r\n<x mustUnderstand='true'>apex=report@example.com</x>";
        var payload = Examples.payload(Examples.crlf("Content-Type: application/beep+xml\n\n"
                + "<data content='#C'><originator identity='apex=report@example.com' />"
                + "<recipient identity='fred@example.com' /><option internal='x' mustUnderstand='true' transID='1' />"
                + "<data-content Name='C'>" + content.replace("\r", "") + "</data-content></data>"));

        assertThat(write(payload, Dialect.IMXP))
                .isEqualTo("Content-Type: application/beep+xml\r\n\r\n"
                        + "<data content='#C'><originator identity='imxp=report@example.com' />"
                        + "<recipient identity='fred@example.com' />"
                        + "<option internal='x' targetHop='final' seeNoEvil='false' transID='1' />"
                        + "<data-content Name='C'>" + content + "</data-content></data>\r\n");
    }

    @Test
    void writesUtf8UnderAHeaderThatSaysSo() {
        var head = PayloadReaderTest.related(
                "--b\nContent-Type: application/beep+xml; charset=iso-8859-1\nContent-ID: <0@x>\n\n");
        var data = Examples.data("cid:1@x", "").replace("fred", "f\u00e9d");
        var text =
                new String(head, StandardCharsets.ISO_8859_1) + data + "\r\n--b\r\nContent-ID: <1@x>\r\n\r\nx\r\n--b--";
        var payload = Examples.payload(text.getBytes(StandardCharsets.ISO_8859_1));
        var written = write(payload.withData(withOption(payload)), Dialect.APEX);

        assertThat(written)
                .contains("Content-Type: application/beep+xml\r\nContent-ID: <0@x>\r\n\r\n<data", "f\u00e9d@")
                .doesNotContain("iso-8859-1");
        assertThat(Examples.payload(written.getBytes(StandardCharsets.UTF_8)).data())
                .contains(withOption(payload));
    }

    @Test
    void writesAHeaderWhereThePeerSentNone() {
        assertThat(write(Examples.payload(Examples.crlf("\n<ok />\n")), Dialect.APEX))
                .isEqualTo("Content-Type: application/beep+xml\r\n\r\n<ok />\r\n");
    }

    @Test
    @Requirement({"CORE-7", "CORE-9", "SEED-16"})
    void buildsAMultipartWithGivenNames() {
        var part = MimePart.of("m@example.com", "image/gif", new byte[] {'G', 'I', 'F'});
        var data = Data.of(part.contentUri(), Examples.FRED, Examples.BARNEY);
        var written = write(Payload.of(data, "0@example.com", List.of(part), "outer"), Dialect.APEX);

        assertThat(written).isEqualTo(new String(Examples.crlf("""
            Content-Type: multipart/related; boundary="outer"; start="<0@example.com>"; type="application/beep+xml"

            --outer
            Content-Type: application/beep+xml
            Content-ID: <0@example.com>

            <data content='cid:m@example.com'><originator identity='fred@example.com' />\
            <recipient identity='barney@example.com' /></data>
            --outer
            Content-Type: image/gif
            Content-ID: <m@example.com>

            GIF
            --outer--
            """), StandardCharsets.US_ASCII));
        assertThat(Examples.payload(written.getBytes(StandardCharsets.US_ASCII)).data())
                .contains(data);
    }

    @Test
    void derivesABoundaryThatTheContentDoesNotHold() {
        var part = MimePart.of("m@x", "text/plain", Examples.crlf("\n--imxp\n--outer--\n"));
        var data = Data.of("cid:m@x", Examples.FRED, Examples.BARNEY);
        var written = write(Payload.of(data, "0@x", List.of(part)), Dialect.IMXP);
        var read = Examples.payload(written.getBytes(StandardCharsets.UTF_8));

        assertThat(read.data()).contains(data);
        assertThat(read.parts()).containsExactly(part);
        assertThat(write(Payload.of(data, "0@x", List.of(part)), Dialect.IMXP)).isEqualTo(written);
    }

    @Test
    void refusesWhatWouldNotReadBack() {
        var part = MimePart.of("m@x", "text/plain", Examples.crlf("\n--outer\n"));
        var data = Data.of("cid:m@x", Examples.FRED, Examples.BARNEY);

        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data, "0@x", List.of(part), "outer"));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data, "0@x", List.of(part), "b "));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data, "m@x", List.of(part)));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data, "0@x\r\nX: y", List.of(part)));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data, "0@x", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.of(data));
        assertThatIllegalArgumentException().isThrownBy(() -> MimePart.of("m@x", "text/plain\r\nX: y", new byte[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Data("urn:x", new Originator(Examples.FRED), List.of(), List.of(), DataContent.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Payload.of(Data.of("urn:x", Examples.FRED, Examples.BARNEY))
                        .withData(data.withRecipients(List.of(BARNEY))));
    }
}
