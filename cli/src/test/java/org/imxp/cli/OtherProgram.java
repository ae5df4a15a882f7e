package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the machine's. Tests are skipped where there is none. */
record OtherProgram(Path executable, Path folder, List<String> always) {
    private static final int LONGEST_SECONDS = 50;

    static OtherProgram find(String name, Path folder, String... always) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var found = Stream.of(path.split(":", -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no " + name + " here");
        return new OtherProgram(found.orElseThrow(), folder, List.of(always));
    }

    /** GnuPG with keys of its own. */
    static OtherProgram gnuPg(Path folder) {
        return find(
                "gpg",
                folder,
                "--homedir",
                folder.toString(),
                "--batch",
                "--no-tty",
                "--pinentry-mode",
                "loopback",
                "--trust-model",
                "always",
                "--status-fd",
                "2");
    }

    /** What it has written. */
    record Result(int status, String output, String messages) {}

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(always);
        command.addAll(List.of(arguments));
        try {
            var out = Files.createTempFile(folder, "out", "");
            var err = Files.createTempFile(folder, "err", "");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + Files.readString(err));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.ISO_8859_1),
                    Files.readString(err, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The same, which has to succeed. */
    Result succeed(String... arguments) {
        var result = run(arguments);
        assertThat(result.status())
                .as(
                        "%s %s: %s",
                        executable,
                        List.of(arguments),
                        result.messages()
                                .substring(Math.max(0, result.messages().length() - 500)))
                .isZero();
        return result;
    }

    void write(String name, String octets) {
        try {
            Files.writeString(folder.resolve(name), octets, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
