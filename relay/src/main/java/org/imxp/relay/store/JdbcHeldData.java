package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Held data in a table. */
final class JdbcHeldData implements HeldData {
    /** Removes what is held for an account, subaddresses included. */
    static final String REMOVE_OF_ACCOUNT = "DELETE FROM held_data WHERE account = ?";

    private static final String ADD =
            "INSERT INTO held_data (account, recipient, received, expiry, dialect, size, payload)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String REMOVE = "DELETE FROM held_data WHERE number = ?";
    private static final String SELECT =
            "SELECT number, account, recipient, received, expiry, dialect, payload FROM held_data WHERE recipient = ?";
    private static final String NEXT = SELECT + " AND number > ? ORDER BY number LIMIT ?";
    private static final String EXPIRED = SELECT + " AND expiry <= ? ORDER BY number LIMIT ?";
    private static final String RECIPIENTS_OF_EXPIRED =
            "SELECT DISTINCT recipient FROM held_data WHERE expiry <= ? LIMIT ?";
    private static final String FIRST_EXPIRY = "SELECT MIN(expiry) FROM held_data WHERE expiry IS NOT NULL";
    private static final String COUNT = "COUNT(*) AS data, COALESCE(SUM(size), 0) AS octets FROM held_data";
    private static final String TOTALS = "SELECT " + COUNT + " WHERE recipient = ?";
    private static final String ALL_TOTALS = "SELECT recipient, " + COUNT + " GROUP BY recipient";

    private final Database database;

    JdbcHeldData(Database database) {
        this.database = database;
    }

    @Override
    public void change(List<HeldDatum> added, Collection<Long> removed) {
        database.transaction(connection -> {
            add(connection, added);
            remove(connection, removed);
        });
    }

    private static void add(Connection connection, List<HeldDatum> added) throws SQLException {
        if (added.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(ADD)) {
            for (var datum : added) {
                set(statement, datum);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void remove(Connection connection, Collection<Long> removed) throws SQLException {
        if (removed.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(REMOVE)) {
            for (long number : removed) {
                statement.setLong(1, number);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public List<Stored> next(String recipient, long after, int limit) {
        return page(NEXT, recipient, after, limit);
    }

    @Override
    public List<Stored> expired(String recipient, Instant now, int limit) {
        return page(EXPIRED, recipient, now.toEpochMilli(), limit);
    }

    private List<Stored> page(String sql, String recipient, long bound, int limit) {
        check(limit);
        return database.query(
                sql,
                statement -> {
                    statement.setString(1, recipient);
                    statement.setLong(2, bound);
                    statement.setInt(3, limit);
                },
                JdbcHeldData::stored);
    }

    @Override
    public List<String> recipientsOfExpired(Instant now, int limit) {
        check(limit);
        return database.query(
                RECIPIENTS_OF_EXPIRED,
                statement -> {
                    statement.setLong(1, now.toEpochMilli());
                    statement.setInt(2, limit);
                },
                row -> row.getString("recipient"));
    }

    @Override
    public Optional<Instant> firstExpiry() {
        return database.query(FIRST_EXPIRY, statement -> {}, row -> time(row, 1))
                .getFirst();
    }

    @Override
    public HeldTotals totals(String recipient) {
        return database.query(TOTALS, statement -> statement.setString(1, recipient), JdbcHeldData::count)
                .getFirst();
    }

    @Override
    public Map<String, HeldTotals> totals() {
        return database
                .query(ALL_TOTALS, statement -> {}, row -> Map.entry(row.getString("recipient"), count(row)))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page of " + limit + " data: 1 to " + MAX_PAGE + " are allowed");
        }
    }

    private static void set(PreparedStatement statement, HeldDatum datum) throws SQLException {
        statement.setString(1, datum.account());
        statement.setString(2, datum.recipient());
        statement.setLong(3, datum.received().toEpochMilli());
        if (datum.expiry().isPresent()) {
            statement.setLong(4, datum.expiry().get().toEpochMilli());
        } else {
            statement.setNull(4, Types.BIGINT);
        }
        statement.setString(5, datum.dialect());
        statement.setLong(6, datum.payload().length());
        statement.setBytes(7, datum.payload().copy());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("number"),
                new HeldDatum(
                        row.getString("account"),
                        row.getString("recipient"),
                        Instant.ofEpochMilli(row.getLong("received")),
                        time(row, row.findColumn("expiry")),
                        row.getString("dialect"),
                        Octets.of(row.getBytes("payload"))));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long time = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
    }

    private static HeldTotals count(ResultSet row) throws SQLException {
        return new HeldTotals(row.getLong("data"), row.getLong("octets"));
    }
}
