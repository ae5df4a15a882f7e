package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static List<String> between(Path file, String begin, String end) throws IOException {
        var lines = Files.readAllLines(file);
        int from = lines.indexOf(begin) + 1;
        int to = from + lines.subList(from, lines.size()).indexOf(end);
        assertThat(from).as("%s has the line %s", file, begin).isPositive();
        return lines.subList(from, to);
    }

    @Test
    void theExampleOfTheReadmeIsTheOneThatIsCompiledAndRun() throws IOException {
        var shown = between(Path.of("../README.md"), "```java", "```");
        var compiled = between(
                Path.of("src/test/java/org/imxp/endpoint/example/TenLines.java"),
                "        // README: begin",
                "        // README: end");
        assertThat(shown)
                .containsExactlyElementsOf(
                        compiled.stream().map(line -> line.substring(8)).toList());
        assertThat(shown).hasSizeLessThanOrEqualTo(10);
    }
}
