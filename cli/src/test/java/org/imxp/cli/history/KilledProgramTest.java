package org.imxp.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What programs have recorded that were killed while they recorded more. */
@Timeout(120)
final class KilledProgramTest {
    private static final int RECORDED = 40;
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("history.db");
    }

    /** A program of its own, which lives until it is killed. */
    private record Writer(Process process, BufferedReader printed, List<String> lines) implements AutoCloseable {
        void asked(int entries) throws IOException {
            process.getOutputStream().write(new byte[entries]);
            process.getOutputStream().flush();
        }

        void awaits(int more) throws IOException {
            for (int i = 0; i < more; i++) {
                var line = printed.readLine();
                assertThat(line).as("a line; it ends by itself").isNotNull();
                lines.add(line);
            }
        }

        /** What it has printed until then counts. */
        void killed() throws IOException, InterruptedException {
            // By its handle: the process itself would throw away what was printed and not read yet.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            printed.lines().forEach(lines::add);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isNotZero();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Writer writer(String name) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HistoryWriter.class.getName(),
                        file().toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Writer(process, process.inputReader(), new ArrayList<>());
    }

    @Test
    void whatAKilledProgramHasRecordedIsThere() throws IOException, InterruptedException, SQLException {
        try (var writer = writer("only")) {
            writer.asked(10_000);
            writer.awaits(RECORDED);
            writer.killed();
            assertThat(writer.lines()).hasSizeGreaterThanOrEqualTo(RECORDED);
            assertKept(writer.lines());
        }
    }

    @Test
    void twoProgramsLoseNothingAndShareNoNumber() throws IOException, InterruptedException, SQLException {
        try (var one = writer("one");
                var other = writer("other")) {
            // Both at each turn, so that neither has the file for long.
            for (int i = 0; i < RECORDED; i++) {
                one.asked(1);
                other.asked(1);
                one.awaits(1);
                other.awaits(1);
            }
            one.asked(10_000);
            one.awaits(1);
            one.killed();
            other.asked(1);
            other.awaits(1);
            other.killed();
            var all = new ArrayList<>(one.lines());
            all.addAll(other.lines());
            assertThat(all).hasSizeGreaterThanOrEqualTo(2 * RECORDED + 2);
            assertThat(all.stream().map(KilledProgramTest::number)).doesNotHaveDuplicates();
            assertKept(all);
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private void assertKept(List<String> lines) throws SQLException {
        try (var history = History.open(file(), HistoryLimits.DEFAULT, () -> NOW)) {
            var kept = history.log(LogQuery.last(HistoryTest.WILMA, Integer.MAX_VALUE)).stream()
                    .map(one -> one.number() + " " + one.entry().text())
                    .toList();
            assertThat(kept).containsAll(lines);
            // One that is recorded and not yet printed, of each program.
            assertThat(kept.size() - lines.size()).isBetween(0, 2);
            for (var line : lines) {
                var word = line.substring(line.indexOf(' ') + 1);
                assertThat(history.log(new LogQuery(HistoryTest.WILMA, Optional.of(word), Optional.empty(), 2)))
                        .extracting(Recorded::number)
                        .containsExactly(number(line));
                assertThat(history.raw(HistoryTest.WILMA, number(line))).hasValue(new byte[500]);
            }
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("ok");
        }
    }
}
