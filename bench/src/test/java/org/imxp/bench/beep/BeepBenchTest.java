package org.imxp.bench.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole command in its smallest form, and what it refuses. It is no measurement. */
class BeepBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return BeepBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void quickFormMeasuresEverySubjectAndWritesThePage(@TempDir Path folder) throws IOException {
        var page = folder.resolve("performance.md");

        assertThat(run("--quick", "--markdown", page.toString())).isZero();

        assertThat(out.toString())
                .contains("| 100 octets, 1 in flight |", "| 100 octets, 16 in flight, TLS |", "| messages of 1 MiB |")
                .contains("| bare Netty, TLS | 20 |")
                .doesNotContain("| 0 | 0 | 0 |", "NaN", "Infinity");
        assertThat(page).content().contains(out.toString());
    }

    @Test
    void refusesOneRoundTooMany() {
        assertThat(run("--rounds", "101")).isEqualTo(2);
        assertThat(err.toString()).contains("--rounds is 101, allowed is 1 to 100");
    }

    @Test
    void refusesASecondTooMuch() {
        assertThat(run("--seconds", "61")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds is 61.0, allowed is 0.1 to 60");
    }

    @Test
    void refusesCasesThatAreNotThere() {
        assertThat(run("--only", "pigeons")).isEqualTo(2);
        assertThat(err.toString()).contains("--only \"pigeons\": no case has this in its title");
    }

    @Test
    void refusesAPageWithoutMarkersBeforeAnythingIsMeasured(@TempDir Path folder) throws IOException {
        var page = Files.writeString(folder.resolve("page.md"), "# Mine\n");

        assertThat(run("--quick", "--markdown", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no lines").doesNotContain("warming up");
        assertThat(page).hasContent("# Mine\n");
    }
}
