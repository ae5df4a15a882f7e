package org.imxp.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

final class SearchProperties {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static Optional<History> opened = Optional.empty();
    private static Path folder = Path.of("");

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("history");
        opened = Optional.of(History.open(folder.resolve("history.db"), HistoryLimits.DEFAULT, () -> NOW));
    }

    @AfterContainer
    static void close() throws IOException {
        opened.ifPresent(History::close);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static History history() {
        return opened.orElseThrow();
    }

    private static LogQuery search(String typed) {
        return new LogQuery(HistoryTest.WILMA, Optional.of(typed), Optional.empty(), 10);
    }

    @Property(tries = 300)
    void nothingThatIsTypedIsSyntax(@ForAll String typed) {
        assertThat(history().log(search(typed))).hasSizeLessThanOrEqualTo(10);
        assertThat(history().log(search("\"" + typed))).hasSizeLessThanOrEqualTo(10);
    }

    @Example
    void neitherAreTheWordsOfTheQueryLanguage() {
        for (var typed :
                new String[] {"NOT", "a AND", "NEAR(a b", "text:a", "a*", "^a", "a\0b", "\"", "''; --", "{a}:b"}) {
            assertThat(history().log(search(typed))).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Property(tries = 50)
    void whatIsRecordedIsFound(@ForAll @AlphaChars @StringLength(min = 1, max = 30) String word) {
        long number = history().add(HistoryTest.entry(HistoryTest.WILMA, "before " + word + "."), new byte[0]);
        assertThat(history().log(search(word))).extracting(Recorded::number).contains(number);
        assertThat(history().log(LogQuery.last(HistoryTest.WILMA, 1)))
                .extracting(Recorded::number)
                .containsExactly(number);
    }
}
