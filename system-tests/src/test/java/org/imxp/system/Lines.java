package org.imxp.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The lines that a process has written, as they come. Used by all threads. */
final class Lines {
    /** How long a line may take on a machine that is busy. */
    static final Duration DEADLINE = Duration.ofSeconds(40);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private boolean isOver;

    Lines(InputStream stream) {
        Thread.ofVirtual().start(() -> read(stream));
    }

    private void read(InputStream stream) {
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(line -> change(() -> lines.add(line)));
        } catch (IOException | UncheckedIOException e) {
            change(() -> lines.add("(" + e.getMessage() + ")"));
        } finally {
            change(() -> isOver = true);
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The first line in which a pattern is found, now or before the deadline. */
    String await(String pattern) {
        var matches = Pattern.compile(pattern).asPredicate();
        awaitOr(all -> all.stream().anyMatch(matches), "no line matches " + pattern);
        return all().stream().filter(matches).findFirst().orElseThrow();
    }

    /** All lines, when the stream has ended. */
    List<String> awaitEnd() {
        awaitOr(all -> isOver, "the output has not ended");
        return all();
    }

    List<String> all() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    private void awaitOr(Predicate<List<String>> condition, String failure) {
        long left = DEADLINE.toNanos();
        lock.lock();
        try {
            while (!condition.test(lines)) {
                if (isOver || left <= 0) {
                    throw new AssertionError(failure + " in:\n" + String.join("\n", lines));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted after " + TimeUnit.NANOSECONDS.toMillis(left) + " ms", e);
        } finally {
            lock.unlock();
        }
    }
}
