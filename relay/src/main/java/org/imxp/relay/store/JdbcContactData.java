package org.imxp.relay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.relay.store.ContactRequestRow.Side;
import org.imxp.relay.store.ContactRequestRow.Status;

/** Contact lists and requests in two tables. */
final class JdbcContactData implements ContactData {
    /** Removes the list of an account. */
    static final String REMOVE_LIST_OF_ACCOUNT = "DELETE FROM contact WHERE owner = ?";
    /** Removes the requests that an account has made or got. */
    static final String REMOVE_REQUESTS_OF_ACCOUNT = "DELETE FROM contact_request WHERE owner = ?";
    /** Removes the requests between an account and others from those others. */
    static final String REMOVE_REQUESTS_WITH_ACCOUNT = "DELETE FROM contact_request WHERE other = ?";

    /** Changes nothing, but nobody removes the account before the transaction ends. */
    private static final String HOLD_ACCOUNT =
            "UPDATE account SET created = created WHERE endpoint = ? AND created = ?";

    private static final String PUT = "INSERT INTO contact (owner, address, name, since) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (owner, address) DO UPDATE SET name = excluded.name, since = excluded.since";
    private static final String REMOVE = "DELETE FROM contact WHERE owner = ? AND address = ?";
    private static final String CONTACT = "SELECT owner, address, name, since FROM contact WHERE owner = ?";

    private static final String VALUES =
            "status, wants, grants, granted, note, asked, expires, due, attempts, trans_id, code";
    private static final String COLUMNS = VALUES + ", owner, side, other";
    private static final String PAIR = " WHERE owner = ? AND side = ? AND other = ?";
    private static final String KEEP = "INSERT INTO contact_request (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (owner, side, other) DO UPDATE SET status = excluded.status, wants = excluded.wants,"
            + " grants = excluded.grants, granted = excluded.granted, note = excluded.note, asked = excluded.asked,"
            + " expires = excluded.expires, due = excluded.due, attempts = excluded.attempts,"
            + " trans_id = excluded.trans_id, code = excluded.code";
    private static final String UPDATE = "UPDATE contact_request SET status = ?, wants = ?, grants = ?, granted = ?,"
            + " note = ?, asked = ?, expires = ?, due = ?, attempts = ?, trans_id = ?, code = ?" + PAIR;
    private static final String DROP = "DELETE FROM contact_request" + PAIR;
    private static final String REQUEST = "SELECT " + COLUMNS + " FROM contact_request";
    private static final String COUNT = "SELECT COUNT(*) FROM contact_request";

    private final Database database;

    JdbcContactData(Database database) {
        this.database = database;
    }

    @Override
    public void change(List<? extends ContactChange> changes) {
        database.transaction(connection -> {
            for (var change : changes) {
                change(connection, change);
            }
        });
    }

    @Override
    public boolean changeOf(String owner, Instant since, List<? extends ContactChange> changes) {
        return database.transactionIf(connection -> {
            if (!isThere(connection, owner, since)) {
                return false;
            }
            for (var change : changes) {
                change(connection, change);
            }
            return true;
        });
    }

    private static boolean isThere(Connection connection, String owner, Instant since) throws SQLException {
        try (var statement = connection.prepareStatement(HOLD_ACCOUNT)) {
            statement.setString(1, owner);
            time(statement, 2, since);
            return statement.executeUpdate() == 1;
        }
    }

    private static void change(Connection connection, ContactChange change) throws SQLException {
        switch (change) {
            case ContactChange.Put put ->
                run(connection, PUT, statement -> {
                    var contact = put.contact();
                    pair(statement, contact.owner(), contact.address());
                    statement.setString(3, contact.name());
                    time(statement, 4, contact.since());
                });
            case ContactChange.Remove remove ->
                run(connection, REMOVE, statement -> pair(statement, remove.owner(), remove.address()));
            case ContactChange.Keep keep -> run(connection, KEEP, statement -> all(statement, keep.request()));
            case ContactChange.Update update -> run(connection, UPDATE, statement -> all(statement, update.request()));
            case ContactChange.Drop drop -> run(connection, DROP, statement -> key(statement, 1, drop.request()));
        }
    }

    private static void run(Connection connection, String sql, Database.Parameters parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            statement.executeUpdate();
        }
    }

    private static void pair(PreparedStatement statement, String first, String second) throws SQLException {
        statement.setString(1, first);
        statement.setString(2, second);
    }

    private static void time(PreparedStatement statement, int index, Instant time) throws SQLException {
        statement.setLong(index, time.toEpochMilli());
    }

    private static void all(PreparedStatement statement, ContactRequestRow request) throws SQLException {
        statement.setString(1, request.status().name());
        statement.setString(2, request.wants());
        statement.setString(3, request.grants());
        statement.setString(4, request.granted());
        statement.setString(5, request.note());
        time(statement, 6, request.asked());
        time(statement, 7, request.expires());
        time(statement, 8, request.due());
        statement.setInt(9, request.attempts());
        statement.setInt(10, request.transId());
        statement.setInt(11, request.code());
        key(statement, 12, request);
    }

    private static void key(PreparedStatement statement, int first, ContactRequestRow request) throws SQLException {
        statement.setString(first, request.owner());
        statement.setString(first + 1, request.side().name());
        statement.setString(first + 2, request.other());
    }

    // ---- contact lists ---------------------------------------------------------------------------------------------

    @Override
    public Optional<ContactRow> contact(String owner, Instant since, String address) {
        return database
                .query(
                        CONTACT + " AND address = ? AND since >= ?",
                        statement -> {
                            pair(statement, owner, address);
                            time(statement, 3, since);
                        },
                        JdbcContactData::contact)
                .stream()
                .findFirst();
    }

    @Override
    public List<ContactRow> contacts(String owner, Instant since, String after, int limit) {
        check(limit);
        return database.query(
                CONTACT + " AND address > ? AND since >= ? ORDER BY address LIMIT ?",
                statement -> {
                    pair(statement, owner, after);
                    time(statement, 3, since);
                    statement.setInt(4, limit);
                },
                JdbcContactData::contact);
    }

    @Override
    public long contacts(String owner, Instant since) {
        return count("SELECT COUNT(*) FROM contact WHERE owner = ? AND since >= ?", statement -> {
            statement.setString(1, owner);
            time(statement, 2, since);
        });
    }

    @Override
    public long contacts() {
        return count("SELECT COUNT(*) FROM contact", statement -> {});
    }

    private static ContactRow contact(ResultSet row) throws SQLException {
        return new ContactRow(
                row.getString("owner"), row.getString("address"), row.getString("name"), time(row, "since"));
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    @Override
    public Optional<ContactRequestRow> request(String owner, Instant since, Side side, String other) {
        return database
                .query(
                        REQUEST + PAIR + " AND asked >= ?",
                        statement -> {
                            pair(statement, owner, side.name());
                            statement.setString(3, other);
                            time(statement, 4, since);
                        },
                        JdbcContactData::request)
                .stream()
                .findFirst();
    }

    @Override
    public List<ContactRequestRow> requests(String owner, Instant since, Side side, String after, int limit) {
        check(limit);
        return database.query(
                REQUEST + " WHERE owner = ? AND side = ? AND other > ? AND asked >= ? ORDER BY other LIMIT ?",
                statement -> {
                    pair(statement, owner, side.name());
                    statement.setString(3, after);
                    time(statement, 4, since);
                    statement.setInt(5, limit);
                },
                JdbcContactData::request);
    }

    @Override
    public long requests(String owner, Instant since, Status status) {
        return count(COUNT + " WHERE owner = ? AND status = ? AND asked >= ?", statement -> {
            pair(statement, owner, status.name());
            time(statement, 3, since);
        });
    }

    @Override
    public long asked(String owner, Instant from) {
        return count(COUNT + " WHERE owner = ? AND side = ? AND asked >= ?", statement -> {
            pair(statement, owner, Side.ASKED.name());
            time(statement, 3, from);
        });
    }

    @Override
    public Optional<ContactRequestRow> oldest(String owner, Status status) {
        return database
                .query(
                        REQUEST + " WHERE owner = ? AND status = ? ORDER BY asked LIMIT 1",
                        statement -> pair(statement, owner, status.name()),
                        JdbcContactData::request)
                .stream()
                .findFirst();
    }

    @Override
    public long requests() {
        return count(COUNT, statement -> {});
    }

    @Override
    public List<ContactRequestRow> told(int transId) {
        return database.query(
                REQUEST + " WHERE trans_id = ?", statement -> statement.setInt(1, transId), JdbcContactData::request);
    }

    @Override
    public List<ContactRequestRow> due(Instant now, int limit) {
        check(limit);
        return database.query(
                REQUEST + " WHERE due <= ? ORDER BY due LIMIT ?",
                statement -> {
                    time(statement, 1, now);
                    statement.setInt(2, limit);
                },
                JdbcContactData::request);
    }

    @Override
    public Optional<Instant> nextDue() {
        return database
                .query("SELECT due FROM contact_request ORDER BY due LIMIT 1", statement -> {}, row -> time(row, "due"))
                .stream()
                .findFirst();
    }

    private static ContactRequestRow request(ResultSet row) throws SQLException {
        return new ContactRequestRow(
                row.getString("owner"),
                Side.valueOf(row.getString("side")),
                row.getString("other"),
                Status.valueOf(row.getString("status")),
                row.getString("wants"),
                row.getString("grants"),
                row.getString("granted"),
                row.getString("note"),
                time(row, "asked"),
                time(row, "expires"),
                time(row, "due"),
                row.getInt("attempts"),
                row.getInt("trans_id"),
                row.getInt("code"));
    }

    private long count(String sql, Database.Parameters parameters) {
        return database.query(sql, parameters, row -> row.getLong(1)).getFirst();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page of " + limit + ": 1 to " + MAX_PAGE + " are allowed");
        }
    }
}
