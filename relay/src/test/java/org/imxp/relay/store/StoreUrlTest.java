package org.imxp.relay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
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
    void readsAPostgresqlDatabase() {
        var url = StoreUrl.parse("postgresql://imxp@db.example.com/relay");

        assertThat(url)
                .isEqualTo(new StoreUrl.Postgresql(
                        "db.example.com",
                        5432,
                        "relay",
                        "imxp",
                        Optional.empty(),
                        Optional.empty(),
                        new DatabaseTls(DatabaseTls.Mode.REQUIRE, Optional.empty())));
        assertThat(url).hasToString("postgresql://imxp@db.example.com:5432/relay");
    }

    @Test
    void readsAllThatAPostgresqlUrlCanSay() {
        var url = StoreUrl.parse(
                        "postgresql://im%40xp:s%3Acr+t@[::1]:6543/re%20lay?sslmode=verify-full&sslrootcert=ca.pem")
                .resolvedAgainst(Path.of("/etc/imxp"));

        assertThat(url)
                .isEqualTo(new StoreUrl.Postgresql(
                        "::1",
                        6543,
                        "re lay",
                        "im@xp",
                        Optional.of(Octets.of("s:cr+t".getBytes(StandardCharsets.UTF_8))),
                        Optional.empty(),
                        new DatabaseTls(DatabaseTls.Mode.VERIFY_FULL, Optional.of(Path.of("/etc/imxp/ca.pem")))));
        assertThat(url).hasToString("postgresql://im@xp@[::1]:6543/re lay");
    }

    @Test
    void takesThePasswordFromAFileBesideTheConfiguration() {
        assertThat(StoreUrl.parse("postgresql://imxp@localhost/imxp?password-file=db.secret")
                        .resolvedAgainst(Path.of("/etc/imxp")))
                .isInstanceOfSatisfying(StoreUrl.Postgresql.class, url -> {
                    assertThat(url.passwordFile()).contains(Path.of("/etc/imxp/db.secret"));
                    assertThat(url.tls().mode()).isEqualTo(DatabaseTls.Mode.PREFER);
                });
    }

    @Test
    void allowsPortsUpToTheLast() {
        assertThat(StoreUrl.parse("postgresql://imxp@h:65535/d")).hasToString("postgresql://imxp@h:65535/d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreUrl.parse("postgresql://imxp@h:65536/d"))
                .withMessage("port 65536: 1 to 65535 are allowed");
        assertThatIllegalArgumentException().isThrownBy(() -> StoreUrl.parse("postgresql://imxp@h:0/d"));
    }

    @Test
    void showsNoPasswordInItsText() {
        var url = StoreUrl.parse("postgresql://imxp:secret@host/imxp");

        assertThat(url.toString()).doesNotContain("secret");
        assertThat(url).isEqualTo(StoreUrl.parse("postgresql://imxp:secret@host/imxp"));
        assertThat(url).isNotEqualTo(StoreUrl.parse("postgresql://imxp:other@host/imxp"));
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
                "postgresql:imxp:secret@host/imxp",
                "postgresql://imxp:secret@host",
                "postgresql://imxp:secret@host/",
                "postgresql://host/imxp",
                "postgresql://:secret@host/imxp",
                "postgresql://imxp:secret@/imxp",
                "postgresql://imxp:sec%ret@host/imxp",
                "postgresql://imxp:secret @host/imxp",
                "postgresql://imxp:secret@host/a/b",
                "postgresql://imxp:secret@host/a#b",
                "postgresql://imxp:secret@host/a?secret=1",
                "postgresql://imxp:secret@host/a?sslmode",
                "postgresql://imxp:secret@host/a?sslmode=",
                "postgresql://imxp:secret@host/a?sslmode=allow",
                "postgresql://imxp:secret@host/a?sslmode=disable&sslmode=disable",
                "postgresql://imxp:secret@host/a?password-file=f",
                "sqlite:a\0b"
            })
    void refusesWhatIsNoStoreWithoutRepeatingASecret(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreUrl.parse(url))
                .withMessageNotContaining("secret");
    }
}
