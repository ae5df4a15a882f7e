package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.imxp.endpoint.UnreadableMessage;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class ShownUnreadableTest {
    static ShownUnreadable unreadable(String sentence, byte[] octets) {
        return new ShownUnreadable(new UnreadableMessage(
                Address.parse("fred@example.com"),
                Address.parse("wilma@example.com"),
                ReplyCode.PARAMETER_SYNTAX_ERROR,
                sentence,
                Trial.NOW,
                ByteBuffer.wrap(octets),
                octets.length));
    }

    private static ShownUnreadable unreadable(String sentence, String raw) {
        return unreadable(sentence, raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Requirement("MSG-22")
    void saysWhoSentWhatIsNoMessageAndWhy() {
        assertThat(unreadable("The Message element has no 'content' attribute.", "x")
                        .line(ZoneOffset.UTC))
                .isEqualTo("10:15 fred@example.com sent a message that cannot be read"
                        + " (The Message element has no 'content' attribute)");
    }

    @Test
    void theRawFormIsIndentedAndCannotControlTheTerminal() {
        assertThat(unreadable("S", "<Message>\r\n10:15 barney@example.com: \u001b[2J\n")
                        .raw())
                .isEqualTo("    <Message>\n    10:15 barney@example.com: <U+001B>[2J");
        assertThat(unreadable("\u001b[2J", "").line(ZoneOffset.UTC)).doesNotContain("\u001b");
        assertThat(unreadable("S", "").raw()).isBlank();
    }

    @Test
    void whatIsLongerThanIsKeptIsSaidToBe() {
        var raw = unreadable("S", new byte[UnreadableMessage.MOST_RAW + 1]).raw();
        assertThat(raw).endsWith("\n    (these are the first 65536 of its 65537 octets)");
        assertThat(unreadable("S", new byte[UnreadableMessage.MOST_RAW]).raw()).doesNotContain("first");
    }

    @Test
    void asJsonItHasItsOctets() {
        assertThat(unreadable("S", new byte[] {(byte) 0xFF, 0}).json())
                .isEqualTo(
                        "{\"time\":\"2026-11-23T10:15:30Z\",\"from\":\"fred@example.com\",\"to\":\"wilma@example.com\","
                                + "\"unreadable\":\"S\",\"code\":501,\"octets\":2,\"raw\":\"/wA=\"}");
    }
}
