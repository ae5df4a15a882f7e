package org.imxp.testkit;

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

/**
 * A program of the machine's that is no part of this one, run in a folder of its own.
 *
 * @param executable the program
 * @param folder where it runs
 * @param always arguments that come before all others
 */
public record OtherProgram(Path executable, Path folder, List<String> always) {
    private static final int LONGEST_SECONDS = 50;

    /** Copies the list. */
    public OtherProgram {
        always = List.copyOf(always);
    }

    /**
     * Finds a program. The test is skipped where there is none.
     *
     * @param name such as {@code openssl}
     * @param folder where it runs
     * @param always arguments that come before all others
     * @return the program
     */
    public static OtherProgram find(String name, Path folder, String... always) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        var found = Stream.of(path.split(":", -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no " + name + " here");
        return new OtherProgram(found.orElseThrow(), folder, List.of(always));
    }

    /**
     * Finds GnuPG, with keys of its own. The test is skipped where there is none.
     *
     * @param folder where it runs, and has its keys; its path is short, since sockets are made in it
     * @return GnuPG
     */
    public static OtherProgram gnuPg(Path folder) {
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

    /**
     * How it ended.
     *
     * @param status its exit status
     * @param output what it has written for others
     * @param messages what it has written for people
     */
    @SuppressWarnings("ArrayRecordComponent") // It is read and never compared.
    public record Result(int status, byte[] output, String messages) {
        /**
         * What it has written for others.
         *
         * @return each octet as a character
         */
        public String text() {
            return new String(output, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Runs it until it ends.
     *
     * @param arguments further arguments
     * @return how it ended
     */
    public Result run(String... arguments) {
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
                throw new AssertionError(command + " does not end: " + messages(err));
            }
            return new Result(process.exitValue(), Files.readAllBytes(out), messages(err));
        } catch (IOException e) {
            throw new AssertionError(command + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String messages(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    /**
     * Runs it; fails unless its status is 0.
     *
     * @param arguments further arguments
     * @return how it ended
     */
    public Result succeed(String... arguments) {
        var result = run(arguments);
        if (result.status() != 0) {
            throw new AssertionError(executable + " " + List.of(arguments) + " ended with the status " + result.status()
                    + ": " + result.messages());
        }
        return result;
    }

    /**
     * Writes a file into its folder.
     *
     * @param name the file
     * @param octets what it holds
     * @return the file
     */
    public Path write(String name, byte[] octets) {
        try {
            return Files.write(folder.resolve(name), octets);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Writes a file into its folder.
     *
     * @param name the file
     * @param text what it holds, a character for each octet
     * @return the file
     */
    public Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Reads a file of its folder.
     *
     * @param name the file
     * @return what it holds
     */
    public byte[] read(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
