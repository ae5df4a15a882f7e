package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.cli.history.History;
import org.imxp.cli.history.HistoryLimits;
import org.imxp.cli.history.LogQuery;
import org.imxp.endpoint.keys.Seal;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RememberingTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private Path file() {
        return folder.resolve("history.db");
    }

    private History history() {
        return History.open(file(), HistoryLimits.DEFAULT, () -> Trial.NOW);
    }

    private Remembering remembering() {
        return new Remembering(Optional.of(history()), told::add);
    }

    private static ShownMessage message(String text) {
        return new ShownMessage(Message.text(text), FRED, WILMA, Trial.NOW);
    }

    private void sql(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatWasOpenedIsKeptWithItsTextItsSealAndTheNamesOfItsFiles() {
        var file = Trial.file(folder, "notes.txt", new byte[] {'x'});
        var content = OutgoingContent.of(Optional.of("the secret"), List.of(file), 1_000, new SecureRandom());
        var within = Message.builder().subject("Plans").content(content).build();
        var shown = message("what is outside").opened(within, new MessageSecurity(new Seal.Known("AB12", false), true));
        try (var kept = remembering()) {
            kept.received(shown);
            assertThat(kept.last(FRED, 9)).singleElement().satisfies(one -> {
                assertThat(one.entry().text()).isEqualTo("the secret");
                assertThat(one.entry().subject()).contains("Plans");
                assertThat(one.entry().security()).contains("encrypted, signed");
                assertThat(one.entry().files()).containsExactly("notes.txt");
            });
        }
        try (var history = history()) {
            var search = new LogQuery(FRED, Optional.of("secret notes.txt"), Optional.empty(), 9);
            assertThat(history.log(search)).hasSize(1);
            assertThat(new String(history.raw(FRED, 1).orElseThrow(), StandardCharsets.UTF_8))
                    .contains("the secret");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aHistoryThatFailsInTheMiddleIsToldOnceAndStopsNothing() throws SQLException {
        try (var kept = remembering()) {
            kept.received(message("one"));
            sql("DROP TABLE entry");
            kept.received(message("two"));
            kept.received(message("three"));
            assertThat(kept.last(FRED, 9)).isEmpty();
        }
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("This conversation is not kept: " + file() + " does not work: ");
    }

    @Test
    void aDamagedRowIsToldToWhomeverTellsThen() throws SQLException {
        var later = new ArrayList<String>();
        try (var kept = remembering()) {
            kept.telling(later::add);
            kept.received(message("one"));
            sql("UPDATE entry SET originator = '@@'");
            assertThat(kept.last(FRED, 9)).isEmpty();
            kept.received(message("two"));
            assertThat(kept.last(FRED, 1)).hasSize(1);
        }
        assertThat(told).isEmpty();
        assertThat(later).singleElement().asString().contains("is damaged");
    }

    @Test
    void whatIsToldAfterItsEndIsDropped() {
        var kept = remembering();
        kept.close();
        kept.received(message("late"));
        assertThat(kept.last(FRED, 9)).isEmpty();
        assertThat(told).isEmpty();
    }
}
