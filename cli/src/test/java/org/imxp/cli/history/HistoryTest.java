package org.imxp.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
    static final Address FRED = Address.parse("fred@example.com");
    static final Address WILMA = Address.parse("wilma@example.com");
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final byte[] RAW = "<raw/>".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder = Path.of("");

    private Instant now = NOW;

    private Path file() {
        return folder.resolve("history.db");
    }

    private History open(HistoryLimits limits) {
        return History.open(file(), limits, () -> now);
    }

    private History open() {
        return open(HistoryLimits.DEFAULT);
    }

    private static HistoryLimits limits(long entries, long octets, int raw) {
        return new HistoryLimits(entries, octets, raw, Duration.ofDays(365));
    }

    static Entry entry(Address peer, String text) {
        return entry(peer, text, NOW);
    }

    private static Entry entry(Address peer, String text, Instant at) {
        return new Entry(
                true,
                peer,
                FRED,
                List.of(peer, Address.parse("barney@example.com")),
                at,
                Optional.of("1@example.com"),
                Optional.of("A subject"),
                text,
                Optional.of("signed"),
                Optional.of("sent"),
                List.of("photo.jpg", "notes.txt"));
    }

    private static List<String> texts(History history) {
        return history.log(LogQuery.last(WILMA, 100)).stream()
                .map(one -> one.entry().text())
                .toList();
    }

    @Test
    void whatIsRecordedIsThereAfterOpeningItAgain() {
        var first = entry(Address.parse("wilma/phone@example.com"), "one\ntwo");
        long number;
        try (var history = open()) {
            number = history.add(first, RAW);
        }
        try (var history = open()) {
            assertThat(history.log(LogQuery.last(WILMA, 10))).containsExactly(new Recorded(number, first));
            assertThat(history.raw(WILMA, number)).hasValue(RAW);
            assertThat(history.raw(FRED, number)).isEmpty();
            assertThat(history.conversations()).containsExactly(new ConversationSummary("wilma@example.com", 1, NOW));
        }
    }

    @Test
    void theFateOfWhatWasSentIsUpdated() {
        try (var history = open()) {
            long number = history.add(entry(WILMA, "hello"), RAW);
            history.fate(number, "delivered");
            history.fate(number + 1, "delivered");
            assertThat(history.log(LogQuery.last(WILMA, 1)))
                    .singleElement()
                    .satisfies(one -> assertThat(one.entry().fate()).contains("delivered"));
        }
    }

    @Test
    void aConversationIsSearchedForWordsAndPhrases() {
        try (var history = open()) {
            history.add(entry(WILMA, "Gr\u00fc\u00dfe from the quarry"), RAW);
            history.add(entry(WILMA, "the other quarry"), RAW);
            history.add(entry(FRED, "the quarry"), RAW);
            assertThat(found(history, "quarry")).hasSize(2);
            assertThat(found(history, "QUARRY other")).containsExactly("the other quarry");
            assertThat(found(history, "\"the quarry\"")).containsExactly("Gr\u00fc\u00dfe from the quarry");
            assertThat(found(history, "gr\u00fc\u00dfe")).hasSize(1);
            assertThat(found(history, "photo.jpg subject")).hasSize(2);
            assertThat(found(history, "quarry OR nothing")).isEmpty();
            assertThat(found(history, "* ( -")).isEmpty();
        }
    }

    private static List<String> found(History history, String search) {
        return history.log(new LogQuery(WILMA, Optional.of(search), Optional.empty(), 100)).stream()
                .map(one -> one.entry().text())
                .toList();
    }

    @Test
    void theNewestAndThoseSinceATimeCanBeAskedFor() {
        try (var history = open()) {
            history.add(entry(WILMA, "a", NOW.minusSeconds(2)), RAW);
            history.add(entry(WILMA, "b", NOW.minusSeconds(1)), RAW);
            history.add(entry(WILMA, "c", NOW), RAW);
            assertThat(history.log(LogQuery.last(WILMA, 2)))
                    .extracting(one -> one.entry().text())
                    .containsExactly("b", "c");
            assertThat(history.log(new LogQuery(WILMA, Optional.empty(), Optional.of(NOW), 9)))
                    .extracting(one -> one.entry().text())
                    .containsExactly("c");
        }
    }

    @Test
    void ofTooManyEntriesTheOldestGo() {
        try (var history = open(limits(2, 1_000_000, 10))) {
            history.add(entry(WILMA, "alpha"), RAW);
            history.add(entry(FRED, "b"), RAW);
            assertThat(found(history, "alpha")).containsExactly("alpha");
            history.add(entry(WILMA, "c"), RAW);
            assertThat(texts(history)).containsExactly("c");
            assertThat(found(history, "alpha")).isEmpty();
        }
    }

    @Test
    void ofTooManyOctetsTheOldestGo() {
        long one = entry(WILMA, "a").octets() + RAW.length;
        try (var history = open(limits(100, 2 * one, 10))) {
            history.add(entry(WILMA, "a"), RAW);
            history.add(entry(WILMA, "b"), RAW);
            assertThat(texts(history)).containsExactly("a", "b");
            history.add(entry(WILMA, "c"), RAW);
            assertThat(texts(history)).containsExactly("b", "c");
            history.add(entry(WILMA, "d".repeat((int) one + 1)), RAW);
            assertThat(texts(history)).hasSize(1);
        }
    }

    @Test
    void aRawFormThatIsTooLongIsNotKept() {
        try (var history = open(limits(100, 1_000_000, RAW.length))) {
            long most = history.add(entry(WILMA, "a"), RAW);
            long more = history.add(entry(WILMA, "b"), new byte[RAW.length + 1]);
            assertThat(history.raw(WILMA, most)).isPresent();
            assertThat(history.raw(WILMA, more)).isEmpty();
        }
    }

    @Test
    void whatIsTooOldGoesAndHowOldIsKept() {
        try (var history = open()) {
            history.add(entry(WILMA, "a"), RAW);
        }
        now = NOW.plus(Duration.ofDays(365));
        try (var history = open()) {
            assertThat(texts(history)).containsExactly("a");
        }
        now = now.plusMillis(1);
        try (var history = open()) {
            assertThat(texts(history)).isEmpty();
            history.add(entry(WILMA, "b", now), RAW);
            history.keep(Optional.empty());
        }
        now = now.plus(Duration.ofDays(10_000));
        try (var history = open()) {
            assertThat(texts(history)).containsExactly("b");
            history.keep(Optional.of(Duration.ofDays(1)));
            assertThat(texts(history)).isEmpty();
            assertThatThrownBy(() -> history.keep(Optional.of(Duration.ZERO)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsDeletedIsInNoneOfTheFiles() throws IOException {
        try (var history = open()) {
            history.add(entry(WILMA, "Xylophonicus"), "Xylophonicus".getBytes(StandardCharsets.US_ASCII));
            history.add(entry(FRED, "stays"), RAW);
            assertThat(history.delete(WILMA)).isEqualTo(1);
            assertThat(history.delete(WILMA)).isZero();
            assertThat(history.conversations()).hasSize(1);
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .allSatisfy(one -> assertThat(Files.readString(one, StandardCharsets.ISO_8859_1))
                                .doesNotContainIgnoringCase("xylophon"));
            }
        }
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        try (var history = open();
                var files = Files.list(folder)) {
            history.add(entry(WILMA, "a"), RAW);
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void twoProgramsUseOneFileAtOnce() throws InterruptedException {
        int each = 50;
        try (var one = open();
                var other = open()) {
            var threads = List.of(
                    Thread.ofPlatform().start(() -> fill(one, each)),
                    Thread.ofPlatform().start(() -> fill(other, each)));
            for (var thread : threads) {
                thread.join();
            }
            assertThat(texts(one)).hasSize(2 * each).isEqualTo(texts(other));
        }
    }

    @Test
    void programsThatMakeItAtOnceWaitForEachOther() throws Exception {
        int programs = 4;
        var together = new CyclicBarrier(programs);
        try (var threads = Executors.newFixedThreadPool(programs)) {
            for (int i = 0; i < 25; i++) {
                var file = folder.resolve("history" + i + ".db");
                Callable<Boolean> opening = () -> {
                    var _ = together.await();
                    History.open(file, HistoryLimits.DEFAULT, () -> NOW).close();
                    return true;
                };
                for (var opened : threads.invokeAll(Collections.nCopies(programs, opening))) {
                    assertThat(opened).succeedsWithin(Duration.ofMinutes(1));
                }
            }
        }
    }

    private static void fill(History history, int entries) {
        for (int i = 0; i < entries; i++) {
            history.add(entry(WILMA, "text " + i), RAW);
        }
    }

    @Test
    void aFormOfANewerVersionIsRefused() throws SQLException {
        open().close();
        sql("PRAGMA user_version = 2");
        assertThatThrownBy(this::open)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("history.db was made by a newer version of this program: it has the form 2");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws SQLException {
        sql("CREATE TABLE bookmark (name TEXT)");
        assertThatThrownBy(this::open).isInstanceOf(HistoryException.class).hasMessageContaining("another program");
    }

    private void sql(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aDamagedFileIsSaidToBeSoAndLeftAsItIs() throws IOException {
        var noDatabase = "no database at all, ".repeat(500);
        Files.writeString(file(), noDatabase);
        assertThatThrownBy(this::open)
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("is damaged, and is left as it is: move it away");
        assertThat(file()).hasContent(noDatabase);
    }

    @Test
    void aFileThatIsDamagedInItsMiddleIsSaidToBeSo() throws IOException {
        try (var history = open()) {
            for (int i = 0; i < 200; i++) {
                history.add(entry(WILMA, "text ".repeat(400)), RAW);
            }
        }
        var octets = Files.readAllBytes(file());
        Arrays.fill(octets, octets.length / 4, 3 * octets.length / 4, (byte) 0xFF);
        Files.write(file(), octets);
        assertThatThrownBy(() -> {
                    try (var history = open()) {
                        var _ = history.log(LogQuery.last(WILMA, Integer.MAX_VALUE));
                    }
                })
                .isInstanceOf(HistoryException.class)
                .hasMessageContaining("history.db is damaged, and is left as it is");
    }

    @Test
    void aRowThatIsNoEntryIsDamageToo() throws SQLException {
        try (var history = open()) {
            history.add(entry(WILMA, "a"), RAW);
            sql("UPDATE entry SET originator = '@@'");
            assertThatThrownBy(() -> history.log(LogQuery.last(WILMA, 1)))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void aRawFormThatCannotBeWrittenIsNone() {
        try (var history = open()) {
            long number = history.add(entry(WILMA, "a"), new byte[0]);
            assertThat(history.raw(WILMA, number)).isEmpty();
        }
    }
}
