package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Trial trial = new Trial(folder);
    private String data = "";

    @BeforeEach
    void folder() {
        trial = new Trial(folder).with("IMXP_PASSWORD", "secret");
        data = folder.resolve("data").toString();
    }

    @Test
    void accountsAreAddedListedChangedAndRemoved() {
        for (var endpoint : new String[] {"wilma@example.com", "fred@example.com", "Fred@EXAMPLE.com"}) {
            assertThat(user("add", endpoint).status()).isZero();
        }
        assertThat(user("list", "--domain", "example.com").lines())
                .containsExactly("Fred@example.com", "fred@example.com", "wilma@example.com");
        assertThat(user("passwd", "fred@example.com").err()).contains("Changed the password of fred@example.com");
        assertThat(user("remove", "fred@example.com").err()).contains("Removed fred@example.com");
        assertThat(user("list", "--domain", "example.com").lines())
                .containsExactly("Fred@example.com", "wilma@example.com");
    }

    @Test
    void anAccountThatIsThereIsNotAddedAgain() {
        var _ = user("add", "fred@example.com");
        var again = user("add", "fred@example.com");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err())
                .startsWith("imxp: fred@example.com exists already")
                .hasLineCount(1);
    }

    @Test
    void anAccountThatIsNotThereIsNeitherChangedNorRemoved() {
        for (var verb : new String[] {"passwd", "remove"}) {
            var run = user(verb, "dino@example.com");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("imxp: dino@example.com has no account")
                    .hasLineCount(1);
        }
    }

    @Test
    void theListHasEveryDomain() {
        var _ = user("add", "fred@example.com");
        var _ = user("add", "pebbles@rubble.com");
        assertThat(user("list").lines()).containsExactly("fred@example.com", "pebbles@rubble.com");
    }

    @Test
    void aDomainThatTheConfigurationDoesNotHaveIsRefused() throws IOException {
        Files.writeString(folder.resolve("imxp.toml"), "domains = [\"example.com\"]\n");
        var run = trial.run("user", "add", "fred@exmaple.com", "--config", "imxp.toml", "--data", data);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("does not serve exmaple.com: its domains are example.com")
                .hasLineCount(1);
        assertThat(trial.run("user", "add", "fred@example.com", "--config", "imxp.toml", "--data", data)
                        .status())
                .isZero();
    }

    @Test
    void thePasswordIsKeptNowhere() throws IOException {
        var secret = "a very special secret";
        var run = new Trial(folder).typing(secret, secret).run("user", "add", "fred@example.com", "--data", data);
        assertThat(run.status()).isZero();
        try (var files = Files.walk(Path.of(data))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void aPasswordWithControlCharactersIsRefused() {
        var run = new Trial(folder).typing("a\tb", "a\tb").run("user", "add", "fred@example.com", "--data", data);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("RFC 4013").hasLineCount(1);
        assertThat(user("list", "--domain", "example.com").lines()).isEmpty();
    }

    @Test
    void aDatabaseThatIsNoneIsNamed() throws IOException {
        Files.createDirectories(Path.of(data));
        Files.writeString(
                Path.of(data).resolve("imxp.db"), "this is no database, but long enough to be read as one".repeat(9));
        var run = user("list");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("imxp.db").hasLineCount(1);
    }

    @Test
    void manyAccountsAreMadeFromAFile() throws IOException {
        var _ = user("add", "fred@example.com");
        var lines = new StringBuilder("fred@example.com other secret\n\n");
        for (int i = 0; i < 1_001; i++) {
            lines.append("e")
                    .append(i)
                    .append("@example.com s\u00E9cret ")
                    .append(i)
                    .append("\r\n");
        }
        Files.writeString(folder.resolve("accounts.txt"), lines);
        var run = user("add", "--file", "accounts.txt");
        assertThat(run.err()).isEqualTo("Added 1001 accounts. Left as they are, since they exist: fred@example.com.\n");
        assertThat(run.status()).isZero();
        assertThat(user("list", "--domain", "example.com").lines()).hasSize(1_002);
    }

    @Test
    void aWrongLineIsNamedWithoutWhatItHoldsAndNothingIsMade() throws IOException {
        for (var wrong :
                new String[] {"secretalone", "fred@example.com ", "nobody secretalone", " fred@example.com x"}) {
            Files.writeString(folder.resolve("accounts.txt"), "wilma@example.com secret\n" + wrong + "\n");
            var run = user("add", "--file", "accounts.txt");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("Line 2 of ")
                    .doesNotContain("secretalone")
                    .hasLineCount(1);
            assertThat(user("list").lines()).isEmpty();
        }
        Files.writeString(folder.resolve("accounts.txt"), "wilma@example.com " + "x".repeat(1_025) + "\n");
        assertThat(user("add", "--file", "accounts.txt").err()).contains("1 to 1024 characters");
        assertThat(user("add", "--file", "none.txt").err())
                .contains("none.txt cannot be read")
                .hasLineCount(1);
    }

    @Test
    void eitherAnEndpointOrAFileIsNamed() {
        assertThat(user("add").status()).isEqualTo(2);
        assertThat(user("add", "fred@example.com", "--file", "accounts.txt").status())
                .isEqualTo(2);
    }

    private Trial.Run user(String... arguments) {
        return trial.run(Trial.and(Trial.and(new String[] {"user"}, arguments), "--data", data));
    }
}
