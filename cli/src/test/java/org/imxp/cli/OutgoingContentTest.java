package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imxp.message.Message;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutgoingContentTest {
    private static final Address FRED = Address.parse("fred@example.com");

    @Test
    @Requirement("MSG-19")
    void onlyTextWithALongLineIsFlowed() {
        assertThat(OutgoingContent.text("x".repeat(78) + "\ny ")).isEqualTo(TextContent.plain("x".repeat(78) + "\ny "));
        var flowed = (TextContent) OutgoingContent.text("word ".repeat(16) + "end");
        assertThat(flowed.type()).isEqualTo("text/plain; format=flowed");
        assertThat(flowed.text().lines()).hasSize(2).allMatch(line -> line.length() <= 78);
    }

    @ParameterizedTest
    @Requirement({"MSG-18", "MSG-19"})
    @ValueSource(strings = {"", "> quoted", "From here", " indented", "-- ", "\u65e5\u672c\u8a9e", "a\n\nb"})
    void longTextIsShownAsItWasTyped(String other) {
        var text = other + "\n" + "many words ".repeat(20) + "end\n" + other;
        var message = Message.builder().content(OutgoingContent.text(text)).build();
        var shown = new ShownMessage(message, FRED, FRED, Trial.NOW);
        assertThat(shown.text()).isEqualTo(text);
        assertThat(shown.json()).contains("\"type\":\"text/plain; format=flowed\"");
    }

    @ParameterizedTest
    @CsvSource({
        "a.png,image/png",
        "A.JPG,image/jpeg",
        "a.html,text/html",
        "a.txt,text/plain",
        "a,application/octet-stream",
        "a.eml,application/octet-stream",
        "a.mht,application/octet-stream"
    })
    void theTypeGoesByTheName(String name, String type) {
        assertThat(OutgoingContent.type(Path.of("folder", name))).isEqualTo(type);
    }
}
