package org.imxp.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs commands in this process, in a folder of their own, and keeps what they printed. */
final class Trial {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    private static final int DEADLINE_SECONDS = 50;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private InputStream input = InputStream.nullInputStream();
    private Charset charset = StandardCharsets.UTF_8;

    Trial(Path folder) {
        this.folder = folder;
    }

    Trial with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What the person types at prompts. */
    Trial typing(String... secrets) {
        answers.addAll(List.of(secrets));
        return this;
    }

    Trial reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    Trial reading(byte[] octets) {
        return reading(new ByteArrayInputStream(octets));
    }

    Trial reading(InputStream stream) {
        input = stream;
        return this;
    }

    Trial showing(Charset other) {
        charset = other;
        return this;
    }

    /** A command that runs or has run. */
    static final class Run {
        private final Printed out = new Printed();
        private final Printed err = new Printed();
        private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
        private final CompletableFuture<Integer> status = new CompletableFuture<>();

        String out() {
            return out.toString();
        }

        String err() {
            return err.toString();
        }

        List<String> lines() {
            return out().lines().toList();
        }

        int status() {
            return status.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
        }

        /** What Ctrl-C does. */
        void stop() {
            stop.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join().run();
        }

        /** Waits until standard error has a text. */
        Run saying(String text) {
            err.await(text, Duration.ofSeconds(DEADLINE_SECONDS));
            return this;
        }

        /** Waits until standard output has a text. */
        Run printing(String text) {
            out.await(text, Duration.ofSeconds(DEADLINE_SECONDS));
            return this;
        }
    }

    Run run(String... arguments) {
        var run = start(arguments);
        var _ = run.status();
        return run;
    }

    Run start(String... arguments) {
        var run = new Run();
        var surroundings = surroundings(run);
        Thread.ofVirtual().start(() -> {
            try {
                run.status.complete(Imxp.run(surroundings, arguments));
            } catch (Throwable e) {
                run.status.completeExceptionally(e);
            }
        });
        return run;
    }

    Surroundings surroundings(Run run) {
        return new Surroundings(
                input,
                new PrintWriter(run.out, true),
                new PrintWriter(run.err, true),
                Map.copyOf(environment),
                question -> Optional.ofNullable(answers.poll()).map(String::toCharArray),
                run.stop::complete,
                charset,
                folder,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SecureRandom());
    }

    /** A password file. */
    static Path file(Path folder, String name, byte[] octets) {
        try {
            return Files.write(folder.resolve(name), octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String[] and(String[] some, String... more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
