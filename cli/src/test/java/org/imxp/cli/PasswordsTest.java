package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordsTest {
    private static final String WHO = "fred@example.com";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "'secret', secret",
        "'secret\n', secret",
        "'secret\r\n', secret",
        "'secret\n\n', 'secret\n'",
        "' s ', ' s '"
    })
    void oneLineEndOfTheFileIsNotPartOfIt(String content, String password) {
        assertThat(existing(new Trial(folder), Optional.of(file(content)))).isEqualTo(password);
    }

    @Test
    void theFileIsPreferredToTheVariableAndThatToThePrompt() {
        var trial = new Trial(folder).with("IMXP_PASSWORD", "of the variable").typing("typed");
        assertThat(existing(trial, Optional.of(file("of the file")))).isEqualTo("of the file");
        assertThat(existing(trial, Optional.empty())).isEqualTo("of the variable");
        assertThat(existing(new Trial(folder).typing("typed"), Optional.empty()))
                .isEqualTo("typed");
    }

    @Test
    void withoutTerminalItMustBeGiven() {
        refused(() -> existing(new Trial(folder), Optional.empty()), 2, "IMXP_PASSWORD");
    }

    @Test
    void aNewOneIsTypedTwice() {
        var same = passwords(new Trial(folder).typing("secret", "secret")).chosen(WHO, Optional.empty());
        assertThat(same).containsExactly("secret".toCharArray());
        refused(
                () -> passwords(new Trial(folder).typing("secret", "Secret")).chosen(WHO, Optional.empty()),
                1,
                "not the same");
    }

    @Test
    void hasOneToAThousandCharacters() {
        assertThat(existing(new Trial(folder), Optional.of(file("x".repeat(1_024)))))
                .hasSize(1_024);
        assertThat(existing(new Trial(folder), Optional.of(file("\u20ac".repeat(1_024) + "\r\n"))))
                .hasSize(1_024);
        refused(() -> existing(new Trial(folder), Optional.of(file("x".repeat(1_025)))), 1, "1025 characters");
        refused(() -> existing(new Trial(folder), Optional.of(file("x".repeat(9_999)))), 1, "1 to 1024");
        refused(() -> existing(new Trial(folder), Optional.of(file("\n"))), 1, "0 characters");
        refused(() -> existing(new Trial(folder).typing("x".repeat(1_025)), Optional.empty()), 1, "1025 characters");
        refused(
                () -> existing(new Trial(folder).with("IMXP_PASSWORD", "x".repeat(1_025)), Optional.empty()),
                1,
                "1025");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        refused(
                () -> existing(new Trial(folder), Optional.of(Path.of("none"))),
                1,
                "none cannot be read: there is no such");
        var latin = Trial.file(folder, "latin", new byte[] {(byte) 0xfc});
        refused(() -> existing(new Trial(folder), Optional.of(latin)), 1, "not UTF-8");
    }

    private Path file(String content) {
        return Trial.file(folder, "password", content.getBytes(StandardCharsets.UTF_8));
    }

    private static Passwords passwords(Trial trial) {
        return new Passwords(trial.surroundings(new Trial.Run()));
    }

    private static String existing(Trial trial, Optional<Path> file) {
        return String.valueOf(passwords(trial).existing(WHO, file));
    }

    private static void refused(ThrowingCallable call, int status, String part) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(call)
                .withMessageContaining(part)
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(status));
    }
}
