package org.imxp.bench.presence;

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
class PresenceBenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return PresenceBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void quickFormMeasuresAllPartsAndWritesThePage(@TempDir Path folder) throws IOException {
        var page = folder.resolve("performance.md");

        assertThat(run("--quick", "--markdown", page.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("**One publisher, 4 subscribers**", "| one after the other | 2 | 8 |")
                .contains("| one after the other, bare fan-out | 2 | 8 |", "| as fast as they are granted | 2 |")
                .contains("**One subscriber, 3 publishers**", "| of all publishers at once | 6 | 6 |")
                .containsPattern("\\| 100 \\| \\d+ \\| \\d+ \\| \\d+ \\|")
                .contains("**All at once: 5 endpoints, each subscribed to 2 others**", "| after the restart |")
                .doesNotContain("NaN", "Infinity");
        assertThat(page).content().contains(out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds,101,100",
        "--changes,10001,10000",
        "--subscribers,10001,10000",
        "--publishers,10001,10000",
        "--stored,5000001,5000000",
        "--endpoints,10001,10000",
        "--contacts,101,100",
        "--rounds,0,100"
    })
    void refusesOneTooMany(String option, String value, String most) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option + " is " + value + ", allowed is 1 to " + most);
    }

    @Test
    void refusesAsManyContactsAsThereAreEndpoints() {
        assertThat(run("--endpoints", "10", "--contacts", "10")).isEqualTo(2);
        assertThat(err.toString()).contains("--contacts is 10, allowed is 1 to 9");
    }

    @Test
    void refusesPartsThatAreNotThere() {
        assertThat(run("--only", "pigeons")).isEqualTo(2);
        assertThat(err.toString()).contains("--only \"pigeons\": no case has this in its title");
    }

    @Test
    void refusesAPageWithoutMarkersBeforeAnythingIsMeasured(@TempDir Path folder) throws IOException {
        var page = Files.writeString(folder.resolve("page.md"), "# Mine\n");

        assertThat(run("--quick", "--markdown", page.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no lines").doesNotContain("attaching");
        assertThat(page).hasContent("# Mine\n");
    }
}
