package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration that a newcomer starts first. */
class DemoTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void allOfItHappensAndTheFramesAreShown() {
        var demo = Imxp.run(folder, "demo", "--wire");
        assertThat(demo.status()).as(demo.said()).isZero();
        assertThat(demo.out().all()).last().asString().matches("([0-9]+) of \\1 things happened as they should\\.");
        assertThat(demo.out().all())
                .anyMatch(line -> line.matches(" *\\w+ C: MSG [0-9]+ .*"))
                .anyMatch(line -> line.matches(" *\\w+ S: RPY [0-9]+ .*"))
                .noneMatch(line -> line.contains("NOT as it should"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theCommandExplainsItself() {
        var help = Imxp.run(folder, "--help");
        assertThat(help.status()).isZero();
        assertThat(String.join("\n", help.out().all())).contains("serve", "user", "send", "listen", "chat", "demo");
        assertThat(help.err().all()).isEmpty();
    }
}
