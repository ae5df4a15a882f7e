package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.List;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
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
                        + "10:15 fred@example.com sends the file attachment.png (image/png, 1 octets)");
        assertThat(shown(image).json())
                .contains("\"type\":\"image/png\"")
                .contains("\"files\":[{\"name\":\"attachment.png\",\"type\":\"image/png\",\"octets\":1}]")
                .doesNotContain("\"text\"");
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
