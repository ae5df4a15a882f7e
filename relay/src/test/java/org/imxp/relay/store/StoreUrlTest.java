package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {
    @Test
    void readsAPath() {
        var url = StoreUrl.parse("sqlite:imxp-data/imxp.db");

        assertThat(url).isEqualTo(new StoreUrl.Sqlite(Path.of("imxp-data/imxp.db")));
        assertThat(url).hasToString("sqlite:imxp-data/imxp.db");
        assertThat(url.resolvedAgainst(Path.of("/etc/imxp")))
                .isEqualTo(new StoreUrl.Sqlite(Path.of("/etc/imxp/imxp-data/imxp.db")));
        assertThat(StoreUrl.parse("sqlite:/var/imxp.db").resolvedAgainst(Path.of("/etc")))
                .isEqualTo(new StoreUrl.Sqlite(Path.of("/var/imxp.db")));
    }

    @Test
    void saysThatPostgresqlIsNotThereYet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreUrl.parse("postgresql://imxp:secret@host/imxp"))
                .withMessage("postgresql is not supported by this version: use sqlite:PATH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite",
                "sqlite:",
                "sqlite:/",
                "sqlite://host/x",
                "sqlite::memory:",
                "imxp.db",
                "mysql://imxp:secret@host/imxp",
                "sqlite:a\0b"
            })
    void refusesWhatIsNoStoreWithoutRepeatingASecret(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreUrl.parse(url))
                .withMessageNotContaining("secret");
    }
}
