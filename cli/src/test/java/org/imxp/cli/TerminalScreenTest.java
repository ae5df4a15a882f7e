package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

final class TerminalScreenTest {
    @Test
    void eachKeyTellsWhatTheLineIsByThen() throws IOException {
        var keys = new ByteArrayInputStream("hi!\u007f\u007f\u007f//x\r".getBytes(StandardCharsets.UTF_8));
        var lines = new ArrayList<String>();
        try (var screen = new TerminalScreen(
                new DumbTerminal("test", "ansi", keys, new ByteArrayOutputStream(), StandardCharsets.UTF_8))) {
            screen.onTyping(lines::add);
            assertThat(screen.read()).contains("//x");
        }
        assertThat(lines).isEqualTo(List.of("h", "hi", "hi!", "hi", "h", "", "/", "//", "//x"));
    }
}
