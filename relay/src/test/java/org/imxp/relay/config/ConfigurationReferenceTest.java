package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration.md} as the program is; {@code -Dimxp.docs=write} writes it. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void isTheCheckedInPage() throws IOException {
        if (System.getProperty("imxp.docs", "").equals("write")) {
            Files.createDirectories(PAGE.toAbsolutePath().getParent());
            Files.writeString(PAGE, ConfigurationReference.markdown());
        }

        assertThat(PAGE)
                .as("write it anew with: mvn verify -pl relay -am -Dimxp.docs=write")
                .content()
                .isEqualTo(ConfigurationReference.markdown());
    }

    @Test
    void hasEveryKeyOnce() {
        for (var setting : Setting.all()) {
            assertThat(ConfigurationReference.markdown()).containsOnlyOnce("\n### " + setting.key() + "\n");
        }
    }
}
