package org.imxp.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of {@code ./imxp}: a process that ends with the test at the latest. */
final class Imxp implements AutoCloseable {
    /** The password of every account. */
    static final String PASSWORD = "Yabba-Dabba-Doo";

    private static final File NOTHING = new File("/dev/null");

    private final Process process;
    private final Lines out;
    private final Lines err;
    private final String name;

    private Imxp(Process process, String name) {
        this.process = process;
        this.name = name;
        out = new Lines(process.getInputStream());
        err = new Lines(process.getErrorStream());
    }

    /** Starts the command in a folder. */
    static Imxp start(Path folder, String... arguments) {
        return start(folder, Map.of(), arguments);
    }

    /** Starts the command in a folder, with variables beside those of this process. */
    static Imxp start(Path folder, Map<String, String> variables, String... arguments) {
        var command = new ArrayList<String>();
        command.add(project().resolve("imxp").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(NOTHING);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("IMXP_"));
        builder.environment().put("IMXP_PASSWORD", PASSWORD);
        // Not in the home of who runs the tests; and most tests are about what is sent without keys.
        builder.environment().put("IMXP_HOME", folder.resolve("homes").toString());
        builder.environment().put("IMXP_SECURE", "off");
        builder.environment().putAll(variables);
        try {
            return new Imxp(builder.start(), "imxp " + String.join(" ", arguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command to its end. */
    static Imxp run(Path folder, String... arguments) {
        return run(folder, Map.of(), arguments);
    }

    /** Runs the command to its end, with variables beside those of this process. */
    static Imxp run(Path folder, Map<String, String> variables, String... arguments) {
        try (var imxp = start(folder, variables, arguments)) {
            imxp.status();
            return imxp;
        }
    }

    /** The project's folder, in or below which tests run. */
    static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("imxp"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run outside the project");
            }
        }
        return folder;
    }

    /** What it says on standard output. */
    Lines out() {
        return out;
    }

    /** What it says on standard error. */
    Lines err() {
        return err;
    }

    /** Waits for its end, and gives the exit status. */
    int status() {
        try {
            if (!process.waitFor(Lines.DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " has not ended:\n" + said());
            }
            out.awaitEnd();
            err.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it has said. */
    String said() {
        return "standard output:\n" + String.join("\n", out.all()) + "\nstandard error:\n"
                + String.join("\n", err.all());
    }

    /** Asks it to end, as a system does that shuts down. */
    void terminate() {
        // Process.destroy would also close the streams, and what it says last would be lost.
        process.toHandle().destroy();
    }

    /** Stops or continues it: {@code STOP} and {@code CONT}. */
    void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new AssertionError("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it at once, as a power cut does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
