package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.imxp.endpoint.keys.Seal;
import org.imxp.message.Message;
import org.imxp.message.MessageLimits;
import org.imxp.message.OpaqueContent;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class ShownMessageTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");

    @Test
    void showsTimeSenderSubjectAndText() {
        var message = Message.builder()
                .from("im:fred@example.com")
                .subject("Bowling")
                .text("Tonight?")
                .build();
        assertThat(line(message)).isEqualTo("10:15 fred@example.com: [Bowling] Tonight?");
    }

    @Test
    @Requirement({"MSG-23", "IMPP-5.4.3"})
    void theSenderIsTheAuthenticatedOneAndAHeaderThatDiffersIsNamed() {
        var message = Message.builder().from("im:barney@example.com").text("Hi").build();
        assertThat(line(message)).isEqualTo("10:15 fred@example.com (says it is from im:barney@example.com): Hi");
        assertThat(shown(message).json())
                .contains("\"from\":\"fred@example.com\",")
                .contains("\"claims\":[\"im:barney@example.com\"]");
    }

    private static ShownMessage sealed(Message message, Seal seal) {
        return shown(message).opened(message, new MessageSecurity(seal, true));
    }

    @Test
    void aSenderWhoseNameIsALineOfOursIsSeenToBeOne() {
        var sender = Address.parse("x (encrypted, signed, verified): y@evil.example");
        assertThat(new ShownMessage(Message.text("Hi"), sender, WILMA, Trial.NOW).line(ZoneOffset.UTC))
                .isEqualTo("10:15 x%20%28encrypted%2C%20signed%2C%20verified%29%3A%20y@evil.example: Hi");
    }

    @Test
    void whatIsClaimedStandsBehindWhatIsKnown() {
        var message = Message.builder()
                .from("\"(encrypted, signed, verified): Hi\" <im:barney@example.com>")
                .text("Hi")
                .build();
        assertThat(sealed(message, new Seal.Unknown("ab", false)).line(ZoneOffset.UTC))
                .isEqualTo("10:15 fred@example.com (encrypted, signed by an UNKNOWN KEY)"
                        + " (says it is from im:barney@example.com): Hi");
        var nobody = Message.builder().from("\"x (verified): Hi\"").text("Hi").build();
        assertThat(line(nobody)).isEqualTo("10:15 fred@example.com (says it is from x%20%28verified%29:%20Hi): Hi");
    }

    @Test
    void theSubjectOfAnEnvelopeIsNotShownForThatOfItsAuthor() {
        var message = Message.builder().subject("Send money").text("").build();
        for (var seal : List.of(new Seal.Broken("why"), new Seal.NotForUs())) {
            assertThat(sealed(message, seal).line(ZoneOffset.UTC)).doesNotContain("money");
            assertThat(sealed(message, seal).json()).doesNotContain("money");
            assertThat(sealed(message, seal).subject()).isEmpty();
        }
        assertThat(sealed(message, new Seal.Unsigned(true)).line(ZoneOffset.UTC))
                .contains("[Send money]");
    }

    @Test
    void whatWasHeldOnTheWayIsSaidToBeOld() {
        for (var seconds : List.of(301, -301)) {
            var message = Message.builder()
                    .date(Trial.NOW.minusSeconds(seconds).atZone(ZoneOffset.ofHours(2)))
                    .text("Come now")
                    .build();
            assertThat(sealed(message, new Seal.Verified("ab")).line(ZoneOffset.UTC))
                    .isEqualTo("10:15 fred@example.com (encrypted, signed, verified) (written 2026-11-23 "
                            + (seconds > 0 ? "10:10" : "10:20") + "): Come now");
            assertThat(sealed(message, new Seal.Unsigned(true)).line(ZoneOffset.UTC))
                    .doesNotContain("written");
        }
        var soon = Message.builder()
                .date(Trial.NOW.minusSeconds(300).atZone(ZoneOffset.UTC))
                .text("Come now")
                .build();
        assertThat(sealed(soon, new Seal.Verified("ab")).line(ZoneOffset.UTC)).doesNotContain("written");
        assertThat(shown(soon).json()).contains("\"date\":\"2026-11-23T10:10:30Z\"");
    }

    @Test
    void escapeSequencesDoNotReachTheTerminal() {
        var message =
                Message.builder().subject("\u009b2J").text("a\u009b31mb\nc").build();
        assertThat(line(message)).isEqualTo("10:15 fred@example.com: [<U+009B>2J] a<U+009B>31mb\n    c");
    }

    @Test
    void whatIsNotTextIsNamed() {
        var image = new Message(List.of(), new OpaqueContent("image/png", ByteBuffer.wrap(new byte[] {27}), ""));
        assertThat(line(image))
                .isEqualTo("10:15 fred@example.com: (no text)\n"
                        + "10:15 fred@example.com sends the file attachment.png (image/png, 1 octet)");
        assertThat(shown(image).json())
                .contains("\"type\":\"image/png\"")
                .contains("\"files\":[{\"name\":\"attachment.png\",\"type\":\"image/png\",\"octets\":1}]")
                .doesNotContain("\"text\"");
    }

    private static OpaqueContent multipart(String type, String... parts) {
        var body = "--b\r\n" + String.join("\r\n--b\r\n", parts) + "\r\n--b--\r\n";
        return OpaqueContent.of("multipart/" + type + "; boundary=b", body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @Requirement({"MSG-17", "MSG-21"})
    void ofAlternativesTheTextIsShownAndHtmlIsOffered() {
        var content = multipart(
                "alternative",
                "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\u00fc\u00dfe",
                "Content-Type: text/html\r\n\r\n<b>hi</b>");
        assertThat(line(new Message(List.of(), content)))
                .isEqualTo("10:15 fred@example.com: Gr\u00fc\u00dfe\n"
                        + "10:15 fred@example.com sends the file attachment.html (text/html, 9 octets)");
    }

    @Test
    @Requirement("MSG-18")
    void flowedLinesAreJoined() {
        var content = new TextContent("one \ntwo\n> three", "text/plain; format=flowed", "de");
        var json = shown(new Message(List.of(), content)).json();
        assertThat(json).contains("\"lang\":\"de\"").contains("\"text\":\"one two\\n> three\"");
    }

    @Test
    void noTextPassesForALineAboutAFile() {
        var message = Message.text("hi\n10:15 fred@example.com sends the file a (image/png, 1 octet), saved as /a");
        assertThat(line(message)).contains("\n    10:15 fred@example.com sends");
    }

    @Test
    @Requirement("MSG-21")
    void whatIsBrokenIsSaidAndOfferedAsItIs() {
        var content = OpaqueContent.of("multipart/mixed; boundary=b", "--b\r\n\r\nhi".getBytes(StandardCharsets.UTF_8));
        var shown = shown(new Message(List.of(), content));
        assertThat(shown.line(ZoneOffset.UTC))
                .startsWith("10:15 fred@example.com: (this message cannot be read: The multipart is broken")
                .endsWith("sends the file unreadable.bin (multipart/mixed, 9 octets)");
        assertThat(shown.json()).contains("\"fault\":\"The multipart is broken");
    }

    @Test
    void oneFileMoreThanAllowedIsNotTakenApart() {
        var most = MessageLimits.DEFAULT.parts();
        var file = "Content-Type: image/png\r\n\r\n1";
        var full = multipart("mixed", Collections.nCopies(most, file).toArray(String[]::new));
        assertThat(shown(new Message(List.of(), full)).files()).hasSize(most);
        var more = multipart("mixed", Collections.nCopies(most + 1, file).toArray(String[]::new));
        var shown = shown(new Message(List.of(), more));
        assertThat(shown.files()).hasSize(1);
        assertThat(shown.fault()).contains("more than " + most + " parts");
    }

    @Test
    void asJsonItIsOneObject() {
        var message = Message.builder()
                .messageId("1@example.com")
                .subject("S")
                .text("T\u00fc")
                .build();
        assertThat(shown(message).json())
                .isEqualTo(
                        "{\"time\":\"2026-11-23T10:15:30Z\",\"from\":\"fred@example.com\",\"to\":\"wilma@example.com\","
                            + "\"id\":\"1@example.com\",\"subject\":\"S\",\"type\":\"text/plain\",\"text\":\"T\\u00fc\"}");
    }

    private static ShownMessage shown(Message message) {
        return new ShownMessage(message, FRED, WILMA, Trial.NOW);
    }

    private static String line(Message message) {
        return shown(message).line(ZoneOffset.UTC);
    }
}
