package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImxpTest {
    @TempDir
    private Path folder = Path.of("");

    private Trial trial = new Trial(folder);

    @BeforeEach
    void folder() {
        trial = new Trial(folder);
    }

    @Test
    void saysItsVersion() {
        var run = trial.run("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("imxp [0-9].*\\R");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "serve",
                "user",
                "user add",
                "user passwd",
                "user remove",
                "user list",
                "held",
                "log",
                "contacts",
                "contacts list",
                "contacts add",
                "contacts remove",
                "contacts ask",
                "contacts requests",
                "contacts accept",
                "contacts ignore",
                "contacts block",
                "send",
                "listen",
                "chat",
                "key",
                "key show",
                "key list",
                "key find",
                "key verify",
                "key accept",
                "key forget",
                "key mode",
                "key publish",
                "key export",
                "key import",
                "key backup",
                "key restore",
                "trace",
                "demo",
                "beep",
                "beep echo",
                "beep ping"
            })
    void eachCommandExplainsItselfWithAnExample(String command) {
        var run = trial.run(Trial.and(command.split(" ", -1), "--help"));
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("Usage: imxp " + command)
                .contains("Example")
                .contains("./imxp " + command);
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "user",
                "--colour",
                "serve --port 5",
                "send --to wilma@example.com hello",
                "send --as fred@example.com hello",
                "send --as fred@example.com --to wilma@example.com",
                "send --as fred --to wilma@example.com hello",
                "send --as fred@example.com --to wilma hello",
                "send --as fred@example.com --to wilma@example.com --tls maybe hello",
                "send --as fred@example.com --to wilma@example.com --relay nowhere hello",
                "send --as fred@example.com --to wilma@example.com --dns nowhere hello",
                "send --as fred@example.com --to wilma@example.com --dns localhost:53 hello",
                "send --as fred@example.com --to wilma@example.com --dns 127.0.0.1:0 hello",
                "send --as fred@example.com --to wilma@example.com --dns 127.0.0.1:53 --relay 127.0.0.1:1 hello",
                "send --as fred@example.com --to wilma@example.com --expire soon hello",
                "send --as fred@example.com --to wilma@example.com --expire 0s hello",
                "send --as fred@example.com --to wilma@example.com --expire 25d hello",
                "send --as fred@example.com --to wilma@example.com --max-hops 0 hello",
                "send --as fred@example.com --to wilma@example.com --max-hops 256 hello",
                "send --as fred@example.com --to wilma@example.com --max-hops many hello",
                "trace --as fred@example.com",
                "trace --as fred@example.com --to wilma",
                "send --as fred@example.com --to wilma@example.com --password secret hello",
                "listen --as apex=report@example.com",
                "listen --as fred@example.com --count 0",
                "listen --as fred@example.com --count many",
                "user add",
                "user add fred/appl=im@example.com"
            })
    void wrongUsageIsOneSentenceAndStatusTwo(String arguments) {
        var run = trial.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("imxp: ").doesNotContain("Exception", "\tat ");
        assertThat(run.err().lines()).hasSizeBetween(1, 2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aStackTraceIsShownOnlyWhenAsked() {
        var missing = new String[] {"user", "list", "--config", "missing.toml"};
        assertThat(trial.run(missing).err()).doesNotContain("\tat ");
        assertThat(trial.run(Trial.and(missing, "--debug")).err()).contains("\tat ");
        assertThat(trial.with("IMXP_DEBUG", "1").run(missing).err()).contains("\tat ");
    }
}
