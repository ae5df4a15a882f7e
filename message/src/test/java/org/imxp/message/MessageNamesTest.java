package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class MessageNamesTest {
    private static final List<String> NAMES = List.of(
            "URN:IANA",
            "\"RFC822",
            "rfc822+xml",
            "\"Message\"",
            "\"Content\"",
            "\"Name\"",
            "\"from\"",
            "\"message-id\"");

    @Test
    @Requirement("OPEN-1")
    void theReconstructedNamesAreInOnePlace() throws IOException {
        // Of the notifications of RFC 5438 one element has the same name, and not by reconstruction.
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/org/imxp/message"))
                .filter(file ->
                        file.toString().endsWith(".java") && !file.toString().contains("/receipt/"))) {
            for (Path source : sources.toList()) {
                String code = Files.readString(source).replaceAll("(?s)/\\*\\*.*?\\*/", "");
                boolean isThePlace = source.endsWith("MessageNames.java");
                assertThat(NAMES).as(source.toString()).allMatch(name -> code.contains(name) == isThePlace);
            }
        }
    }
}
