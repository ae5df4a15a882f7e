package org.imxp.cli.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one person. Thread-safe; several programs may use the same file.
 *
 * <p>Every method may block for the disk, and for another program: it is never called on an event loop. What {@link #add} has
 * returned for is in the file, whatever happens to the program then.
 */
public final class History implements AutoCloseable {
    /** The setting that says how long entries are kept: seconds, 0 for ever. */
    private static final String KEEP = "keep";

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final HistoryFile file;
    private final Connection connection;
    private final HistoryLimits limits;
    private final InstantSource clock;

    private History(HistoryFile file, Connection connection, HistoryLimits limits, InstantSource clock) {
        this.file = file;
        this.connection = connection;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Opens a history, makes it if there is none, and drops what is too old.
     *
     * @param path the file
     * @param limits how much it holds
     * @param clock the time
     * @return the open history
     * @throws HistoryException if it cannot be used
     */
    public static History open(Path path, HistoryLimits limits, InstantSource clock) {
        var file = new HistoryFile(path);
        var history = new History(file, file.open(), limits, clock);
        try {
            history.change(_ -> history.prune());
        } catch (HistoryException e) {
            history.close();
            throw e;
        }
        return history;
    }

    // ---- writing ---------------------------------------------------------------------------------------------------

    /**
     * Records a message; it is in the file when this returns.
     *
     * @param entry what to record
     * @param raw the message as it is written for the way; not kept if there is none, or if it is longer than the limit
     * @return its number
     * @throws HistoryException if it cannot be recorded
     */
    public long add(Entry entry, byte[] raw) {
        boolean isRawKept = raw.length > 0 && raw.length <= limits.rawOctets();
        return change(database -> {
            long number;
            try (var insert = database.prepareStatement(
                    "INSERT INTO entry (sent, peer, subaddress, originator, recipients, at, message_id, subject, text,"
                            + " security, fate, files, raw, octets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " RETURNING number")) {
                bind(
                        insert,
                        entry.isSent() ? 1 : 0,
                        entry.peer().parent().toString(),
                        entry.peer().subaddress().orElse(null),
                        entry.originator().toString(),
                        Rows.joined(entry.recipients().stream()
                                .map(Address::toString)
                                .toList()),
                        entry.at().toEpochMilli(),
                        entry.messageId().orElse(null),
                        entry.subject().orElse(null),
                        entry.text(),
                        entry.security().orElse(null),
                        entry.fate().orElse(null),
                        Rows.joined(entry.files()),
                        isRawKept ? raw : null,
                        entry.octets() + (isRawKept ? raw.length : 0));
                try (var rows = insert.executeQuery()) {
                    rows.next();
                    number = rows.getLong(1);
                }
            }
            prune();
            return number;
        });
    }

    /**
     * Records what became of a message that was sent; nothing happens if it is there no longer.
     *
     * @param number of its entry
     * @param fate in words
     * @throws HistoryException if that cannot be recorded
     */
    public void fate(long number, String fate) {
        var _ = update("UPDATE entry SET fate = ? WHERE number = ?", fate, number);
    }

    /**
     * Sets how long entries are kept, for all programs that use this history, and drops what is older.
     *
     * @param keep empty for ever
     * @throws IllegalArgumentException if it is less than a second, or more than 36500 days
     * @throws HistoryException if that cannot be recorded
     */
    public void keep(Optional<Duration> keep) {
        if (keep.filter(time -> time.toSeconds() < 1 || time.compareTo(LONGEST) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "keep " + keep.orElseThrow() + ": from a second to 36500 days are allowed");
        }
        var _ = change(database -> {
            var _ = execute(
                    "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    KEEP,
                    keep.map(Duration::toSeconds).orElse(0L));
            return prune();
        });
    }

    /**
     * Deletes a conversation.
     *
     * @param peer with whom; with all subaddresses
     * @return how many entries are gone
     * @throws HistoryException if they cannot be deleted
     */
    public int delete(Address peer) {
        int gone = update("DELETE FROM entry WHERE peer = ?", peer.parent().toString());
        // The log of writes would have their text until another program comes by.
        var _ = query("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
        return gone;
    }

    // ---- reading ---------------------------------------------------------------------------------------------------

    /**
     * The conversations.
     *
     * @return the newest last
     */
    public List<ConversationSummary> conversations() {
        return query(
                "SELECT peer, COUNT(*), MAX(at) FROM entry GROUP BY peer ORDER BY MAX(number)",
                row -> new ConversationSummary(row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))));
    }

    /**
     * A conversation.
     *
     * @param asked which part of it
     * @return the newest last; nothing is found by a search without a letter or digit
     */
    public List<Recorded> log(LogQuery asked) {
        var match = asked.search().flatMap(SearchWords::query);
        if (asked.search().isPresent() && match.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>();
        values.add(asked.peer().parent().toString());
        values.add(asked.since().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
        match.ifPresent(values::add);
        values.add(asked.last());
        var found = query(
                Rows.COLUMNS + " WHERE peer = ? AND at >= ?"
                        + (match.isPresent() ? " AND number IN (SELECT rowid FROM words WHERE words MATCH ?)" : "")
                        + " ORDER BY number DESC LIMIT ?",
                Rows::recorded,
                values.toArray());
        return found.reversed();
    }

    /**
     * The raw form of an entry.
     *
     * @param peer of whose conversation it is
     * @param number of the entry
     * @return empty if there is no such entry, or its raw form was too long to be kept
     */
    public Optional<byte[]> raw(Address peer, long number) {
        return query(
                        "SELECT raw FROM entry WHERE peer = ? AND number = ? AND raw IS NOT NULL",
                        row -> row.getBytes(1),
                        peer.parent().toString(),
                        number)
                .stream()
                .findFirst();
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.explain(e);
        }
    }

    // ---- the database ----------------------------------------------------------------------------------------------

    /** Drops what is too old, then the oldest of what is too much. */
    private int prune() throws SQLException {
        int gone = 0;
        var kept = select("SELECT value FROM setting WHERE name = ?", row -> row.getLong(1), KEEP);
        long seconds = kept.isEmpty() ? limits.keep().toSeconds() : kept.getFirst();
        if (seconds > 0) {
            gone += execute(
                    "DELETE FROM entry WHERE at < ?",
                    clock.instant().minusSeconds(seconds).toEpochMilli());
        }
        while (isTooMuch()) {
            gone += execute("DELETE FROM entry WHERE number = (SELECT MIN(number) FROM entry)");
        }
        return gone;
    }

    private boolean isTooMuch() throws SQLException {
        return select(
                        "SELECT entries > ? OR (octets > ? AND entries > 0) FROM total",
                        row -> row.getBoolean(1),
                        limits.entries(),
                        limits.octets())
                .getFirst();
    }

    private int update(String sql, Object... values) {
        return change(_ -> execute(sql, values));
    }

    private synchronized <T> T change(Transaction.Work<T> work) {
        try {
            return Transaction.in(connection, work);
        } catch (SQLException e) {
            throw file.explain(e);
        }
    }

    private synchronized <T> List<T> query(String sql, Rows.Reading<T> reading, Object... values) {
        try {
            return select(sql, reading, values);
        } catch (SQLException e) {
            throw file.explain(e);
        }
    }

    private <T> List<T> select(String sql, Rows.Reading<T> reading, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (var rows = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reading.of(rows));
                }
                return read;
            }
        }
    }

    private int execute(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
