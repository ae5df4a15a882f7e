package org.imxp.bench.mesh;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole command in its smallest form, and what it refuses. It is no measurement. */
class HopsBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return HopsBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void quickFormMeasuresBothSubjectsAndWritesThePage(@TempDir Path folder) throws IOException {
        var page = folder.resolve("performance.md");

        assertThat(run("--quick", "--markdown", page.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("| 1 hop, without status |", "| 2 hops, with status |", "| 2 hops, held |")
                .contains("| 1 hop, with status, paced | bare Netty |")
                .doesNotContain("| 0 | 0 |", "NaN", "Infinity");
        assertThat(page).content().contains(out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds,101,100",
        "--pairs,101,100",
        "--in-flight,1001,1000",
        "--rate,100001,100000",
        "--octets,100001,100000",
        "--rounds,0,100"
    })
    void refusesOneTooMany(String option, String value, String most) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option + " is " + value + ", allowed is 1 to " + most);
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
