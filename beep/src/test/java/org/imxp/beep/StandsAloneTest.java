package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever depends on the artifact gets nothing of IMXP with it. */
class StandsAloneTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    @Test
    void theArtifactBringsNoOtherRoom() throws IOException {
        var ours = DEPENDENCY
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(dependency -> dependency.group(1))
                .filter(dependency -> dependency.contains("<groupId>org.imxp</groupId>"))
                .toList();
        assertThat(ours)
                .isNotEmpty()
                .allSatisfy(dependency -> assertThat(dependency).contains("<scope>test</scope>"));
    }

    @Test
    void theModuleReadsNoOtherRoom() throws IOException {
        assertThat(Files.readString(Path.of("src/main/java/module-info.java"))).doesNotContain("requires org.imxp");
    }
}
